import type { AppOptions } from '../options.ts';
import { Refusal } from '../refusal.ts';

/** Whether, and from where, an app takes files by their address. */
export type RemoteURLPolicy = NonNullable<AppOptions['remoteUrls']>;

/** Longer addresses are not for people, and not for all servers either. */
const longest = 2048;

/** Last parts of names that lead into a private network, or to whatever address stands in the name itself. */
const insideNames = new RegExp(
  `(?:^|\\.)(?:${[
    'localhost local localdomain internal intranet intra lan home corp private arpa onion invalid test',
    'svc cluster consul kube docker pod node mesh nomad',
    'nip.io sslip.io xip.io localtest.me lvh.me vcap.me traefik.me lacolhost.com local.gd fuf.me yoogle.com',
  ]
    .join(' ')
    .replaceAll('.', '\\.')
    .replaceAll(' ', '|')})$`,
);

/**
 * The address in a file that a page sends, when it is an ordinary one: `https:`, a public name, the usual port, no
 * password. The same text means the same place to every parser then. Nothing when it is not.
 */
export function remoteURLIn(text: unknown): URL | null {
  if (typeof text !== 'string' || text.length > longest || !URL.canParse(text)) return null;
  // The name is compared as it was written: what a parser has to decode or to repair is refused.
  const host = /^https:\/\/([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/i.exec(text)?.[1];
  const url = new URL(text);
  const isSame = host !== undefined && host.toLowerCase() === url.host && url.protocol === 'https:';
  const isName = /\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(url.hostname);
  return isSame && isName && !insideNames.test(url.hostname) ? url : null;
}

/**
 * Takes or refuses the addresses that a page wants loaded.
 *
 * @throws Refusal with 400
 */
export async function checkRemoteURLs(urls: readonly URL[], policy: RemoteURLPolicy): Promise<void> {
  for (const url of urls) {
    if (!(await isAllowed(url, policy))) throw remoteFileRefusal();
  }
}

/** The refusal of a file that is no upload of this person. */
export function remoteFileRefusal(): Refusal {
  return new Refusal(
    400,
    'remote_file_forbidden',
    'Only uploaded files can be sent: transfer_method "local_file" with an upload_file_id.',
  );
}

async function isAllowed(url: URL, policy: RemoteURLPolicy): Promise<boolean> {
  if (policy === 'deny') return false;
  if (typeof policy !== 'function') return policy.hosts.some((host) => isHost(url.hostname, host));
  try {
    return (await policy(url)) === true;
  } catch {
    return false;
  }
}

function isHost(name: string, host: string): boolean {
  return host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host;
}
