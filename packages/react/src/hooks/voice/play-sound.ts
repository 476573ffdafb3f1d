/** Sound that may still be coming. */
export interface Sound {
  /** A MIME type. */
  readonly type: string;
  readonly body: ReadableStream<Uint8Array>;
}

interface SoundSource {
  readonly source: MediaSource;
  readonly url: string;
}

/**
 * Attaches a source to a player before there is any sound, so that the press that asked for it counts as permission to play.
 *
 * @returns `undefined` where the browser plays only what is there as a whole
 */
export function openSource(player: HTMLAudioElement): SoundSource | undefined {
  const Source = sourceConstructor();
  if (Source === undefined) return undefined;
  const source = new Source();
  const url = URL.createObjectURL(source);
  player.disableRemotePlayback = true;
  player.src = url;
  return { source, url };
}

/**
 * Hands sound to a player as it comes, where the browser can; else when all of it is there.
 *
 * @throws DOMException when the browser cannot play it
 */
export async function feed(
  player: HTMLAudioElement,
  opened: SoundSource | undefined,
  { type, body }: Sound,
  signal: AbortSignal,
): Promise<void> {
  if (opened === undefined || sourceConstructor()?.isTypeSupported(type) !== true) {
    const bytes = await new Response(body).blob();
    if (signal.aborted) return;
    player.src = URL.createObjectURL(new Blob([bytes], { type }));
    await player.play();
    return;
  }
  const { source } = opened;
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel(), { once: true });
  if (source.readyState !== 'open') await happened(source, 'sourceopen', signal);
  if (signal.aborted) return;
  const buffer = source.addSourceBuffer(type);
  for (;;) {
    const { done, value } = await reader.read();
    if (signal.aborted || source.readyState !== 'open') return;
    if (done) break;
    buffer.appendBuffer(new Uint8Array(value));
    await happened(buffer, 'updateend', signal);
  }
  source.endOfStream();
}

function sourceConstructor(): typeof MediaSource | undefined {
  const managed: unknown = Reflect.get(globalThis, 'ManagedMediaSource');
  if (isSource(managed)) return managed;
  return typeof MediaSource === 'undefined' ? undefined : MediaSource;
}

function isSource(value: unknown): value is typeof MediaSource {
  return typeof value === 'function' && 'isTypeSupported' in value;
}

function happened(target: EventTarget, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    target.addEventListener(name, () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
