import type { Labels } from '../../labels/labels.ts';
import { formatBytes } from '../../primitives/format-bytes.ts';

/** `PDF · 384 KB`: the file's type by its name, else its kind; and its size where known. */
export function kindLine(
  file: { readonly name: string; readonly kind: string; readonly size?: number },
  labels: Labels,
  locale: string | undefined,
): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase();
  const words: Readonly<Record<string, string>> = {
    image: labels.image,
    audio: labels.audio,
    video: labels.video,
    document: extension ?? labels.document,
  };
  const type = words[file.kind] ?? extension ?? labels.file;
  return file.size === undefined ? type : `${type} · ${formatBytes(file.size, locale)}`;
}
