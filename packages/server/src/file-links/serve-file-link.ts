import { binaryAnswer, unsatisfiable } from '../answers/binary-answer.ts';
import { rangeIn } from '../answers/byte-range.ts';
import { loadFile } from '../answers/load-file.ts';
import type { AppConfig, HandlerConfig } from '../config.ts';
import type { Handles } from '../handles/handles.ts';
import type { Person } from '../identity/identify.ts';
import { Refusal } from '../refusal.ts';
import type { Addresses } from './addresses.ts';
import { askForAddress } from './ask-for-address.ts';
import { addressKey, createFileLinks } from './file-links.ts';
import { readLinkId } from './place.ts';

/** A request for a file by its link. */
export interface FileLinkCall {
  readonly config: HandlerConfig;
  readonly app: AppConfig;
  readonly addresses: Addresses;
  readonly handles: Handles;
  readonly person: Person;
  readonly handle: string;
  readonly request: Request;
  readonly url: URL;
  /** @throws Refusal when the person may not read the file */
  readonly authorize: (ids: Readonly<Record<string, string>>) => Promise<void>;
}

/**
 * Hands on a file that Dify names by a signed address. The address is asked for again when it is too old, so that a link
 * is good for as long as its handle. Neither the key nor the address leaves this place.
 *
 * @throws Refusal with 404, 416, 502 or 504
 */
export async function serveFileLink(call: FileLinkCall): Promise<Response> {
  const { addresses, app, authorize, config, handle, handles, person, request, url } = call;
  const { key, place } = readLinkId(handles.open('link', handle));
  await authorize({ file_id: key.split('_')[1] ?? '' });
  const name = addressKey(app.name, key);
  const range = rangeIn(request.headers.get('range'));
  const controller = new AbortController();
  request.signal.addEventListener('abort', () => controller.abort(), { once: true });
  const { limits, log } = config;

  const load = async (): Promise<Response | undefined> => {
    const address = addresses.find(name);
    if (address === undefined) return undefined;
    const upstream = await loadFile({ address, fetch: app.fetch, range, limits, controller });
    if (upstream.ok || upstream.status === 416) return upstream;
    void upstream.body?.cancel().catch(() => undefined);
    addresses.forget(name);
    return undefined;
  };
  const askAgain = async (): Promise<void> => {
    const links = createFileLinks(app, { seal: handles.seal, linkBase: '' }, addresses);
    if (place === undefined || links === undefined) return;
    const isFound = () => addresses.find(name) !== undefined;
    await askForAddress({ config, app, person: person.id, place, links, isFound, controller });
  };

  let upstream = await load();
  if (upstream === undefined) {
    await askAgain();
    upstream = await load();
  }
  if (upstream === undefined) {
    log.debug('A file was asked for that Dify names nowhere any more, or not yet.');
    throw new Refusal(404, 'not_found', 'The file cannot be found, or not yet.');
  }
  if (range !== null && upstream.status === 416) throw unsatisfiable(null);
  const asAttachment = url.searchParams.get('as_attachment') === 'true';
  return binaryAnswer(upstream, { operation: 'previewChatFile', asAttachment, request, limits });
}
