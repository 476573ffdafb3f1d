/** What kind of file a media type is: `image`, `audio`, `video` or `document`. */
export function fileTypeOf(mimeType: string): string {
  return /^(image|audio|video)\//.exec(mimeType)?.[1] ?? 'document';
}
