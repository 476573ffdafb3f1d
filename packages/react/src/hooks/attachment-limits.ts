import type { AppParameters } from '@dify-oapi/core';

/** What may be attached to a message, from the app's own settings. */
export interface AttachmentLimits {
  /** Whether the app takes files of this device. */
  readonly enabled: boolean;
  /** Whether the app fetches files from addresses. */
  readonly takesAddresses: boolean;
  /** Files a message. */
  readonly count: number;
  /** `image`, `document`, `audio`, `video`, `custom`; empty allows every kind. */
  readonly kinds: readonly string[];
  /** In lower case without a dot; asked only for `custom` files. */
  readonly extensions: readonly string[];
  /** Megabytes by kind. */
  readonly megabytes: Readonly<Record<string, number>>;
}

/** Sizes that Dify starts with where it tells none. */
const megabytes = { document: 15, image: 10, audio: 50, video: 100, custom: 15 };

const noFiles: AttachmentLimits = {
  enabled: false,
  takesAddresses: false,
  count: 0,
  kinds: [],
  extensions: [],
  megabytes,
};

/** Reads the limits out of an app's parameters. */
export function attachmentLimits(parameters: AppParameters | undefined): AttachmentLimits {
  const upload = parameters?.file_upload;
  const methods = upload?.allowed_file_upload_methods ?? ['local_file'];
  if (upload?.enabled !== true) return noFiles;
  const system = parameters?.system_parameters;
  const document = system?.file_size_limit ?? megabytes.document;
  return {
    enabled: methods.includes('local_file'),
    takesAddresses: methods.includes('remote_url'),
    count: upload.number_limits ?? 3,
    kinds: upload.allowed_file_types ?? [],
    extensions: (upload.allowed_file_extensions ?? []).map((name) => name.replace(/^\./, '').toLowerCase()),
    megabytes: {
      document,
      custom: document,
      image: system?.image_file_size_limit ?? megabytes.image,
      audio: system?.audio_file_size_limit ?? megabytes.audio,
      video: system?.video_file_size_limit ?? megabytes.video,
    },
  };
}

const kindsByExtension: Readonly<Record<string, readonly string[]>> = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'svg'],
  document: [
    ...['txt', 'md', 'mdx', 'markdown', 'pdf', 'html', 'htm', 'xlsx', 'xls', 'doc', 'docx', 'csv', 'eml', 'msg'],
    ...['pptx', 'ppt', 'xml', 'epub', 'vtt', 'properties'],
  ],
  audio: ['mp3', 'm4a', 'wav', 'amr', 'mpga', 'webm'],
  video: ['mp4', 'mov', 'mpeg'],
};

/** The end of a file's name in lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Dify's kind of a file: by the end of its name, else by its type. */
export function kindOf(file: Pick<File, 'name' | 'type'>): string {
  const extension = extensionOf(file.name);
  const byName = Object.keys(kindsByExtension).find((kind) => kindsByExtension[kind]?.includes(extension));
  if (byName !== undefined && !(extension === 'webm' && file.type.startsWith('video/'))) return byName;
  const byType = /^(image|audio|video)\//.exec(file.type)?.[1];
  return byType ?? 'custom';
}

/** Why a file cannot be added. */
export type Refusal =
  | { readonly reason: 'too-large'; readonly limitMegabytes: number }
  | { readonly reason: 'type' | 'empty' | 'too-many' };

/** Checks a file before it is sent anywhere. @returns the kind to send it as, or why it cannot be added */
export function checkAttachment(
  file: File,
  limits: AttachmentLimits,
  heldCount: number,
): { readonly kind: string; readonly refusal?: Refusal } {
  const own = kindOf(file);
  const asCustom =
    limits.kinds.includes('custom') &&
    (limits.extensions.length === 0 || limits.extensions.includes(extensionOf(file.name)));
  const allowed = limits.kinds.length === 0 || (own !== 'custom' && limits.kinds.includes(own));
  const kind = allowed ? own : asCustom ? 'custom' : own;
  if (!allowed && !asCustom) return { kind, refusal: { reason: 'type' } };
  if (file.size === 0) return { kind, refusal: { reason: 'empty' } };
  const limitMegabytes = limits.megabytes[own] ?? limits.megabytes.document ?? megabytes.document;
  if (file.size > limitMegabytes * 1024 * 1024) return { kind, refusal: { reason: 'too-large', limitMegabytes } };
  if (heldCount >= limits.count) return { kind, refusal: { reason: 'too-many' } };
  return { kind };
}

/** Checks the address of a file, which is fetched by the app. @returns `undefined` for what is no address */
export function checkAddress(
  address: string,
  limits: AttachmentLimits,
  heldCount: number,
): { readonly url: string; readonly name: string; readonly kind: string; readonly refusal?: Refusal } | undefined {
  const text = address.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { href: url, hostname, pathname } = new URL(text);
  const name = nameOf(pathname) || hostname;
  const { kinds } = limits;
  // Many addresses say nothing of the file behind them: the first that the app takes is as good as any.
  const told = extensionOf(pathname) === '' ? (kinds[0] ?? 'document') : kindOf({ name, type: '' });
  const isAllowed = kinds.length === 0 || kinds.includes(told);
  const kind = isAllowed ? told : 'custom';
  if (!isAllowed && !kinds.includes('custom')) return { url, name, kind: told, refusal: { reason: 'type' } };
  return { url, name, kind, ...(heldCount >= limits.count ? { refusal: { reason: 'too-many' } } : {}) };
}

function nameOf(pathname: string): string {
  const last = pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
