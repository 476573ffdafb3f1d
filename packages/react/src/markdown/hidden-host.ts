/** A text that a reader takes for an address: with a scheme, or a bare host with or without a path. */
const addressLike =
  /^(?:[a-z][a-z\d+.-]*:\/\/)?((?:[^\s/?#@:.]+\.)+[^\s/?#@:.]{2,}|\[[\da-f:.]+\])(?::\d+)?(?:[/?#]\S*)?$/iu;

/** `Node.js` and `notes.md` are names of things, not of hosts. */
const fileLike = /^[^/?#]*\.(?:[jt]sx?|md|py|rs|vue|json|css|html|pdf|txt|csv|docx?|xlsx?|pptx?|ya?ml|toml)$/i;

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
}

/**
 * The host a link really goes to, when its text reads like the address of another one.
 *
 * @returns `undefined` when text and target agree, or the text does not read like an address.
 */
export function hiddenHost(text: string, href: string): string | undefined {
  const visible = text.normalize('NFKC').replace(/[\p{Cf}\s]+/gu, '');
  const shown = addressLike.exec(visible)?.[1];
  if (shown === undefined || fileLike.test(visible) || !URL.canParse(href)) return undefined;
  const { hostname, protocol } = new URL(href);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const claimed = URL.canParse(`https://${shown}`) ? new URL(`https://${shown}`).hostname : shown;
  return bareHost(claimed) === bareHost(hostname) ? undefined : hostname;
}
