import { safeUrl } from '../safe-url.ts';

const elements = new Set(
  'a bdi blockquote br button code del div em h3 h4 h5 h6 hr img input li ol p path pre rect span strong svg table tbody td th thead tr ul circle line polyline'.split(
    ' ',
  ),
);
const attributes = new Set(
  'alt aria-hidden aria-label aria-pressed checked class cx cy d data-align data-dify data-icon-only data-size data-status data-task data-variant decoding dir disabled fill height href lang loading points r readOnly referrerPolicy rel role rx ry scope src start stroke stroke-linecap stroke-linejoin stroke-width tabindex target title type value viewBox width x x1 x2 xmlns y y1 y2'.split(
    ' ',
  ),
);

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

/** What in rendered HTML is not allowed there: elements, attributes, and addresses that `safeUrl` refuses. */
export function violations(html: string): readonly string[] {
  const found: string[] = [];
  for (const [, name = '', rest = ''] of html.matchAll(/<([a-zA-Z][^\s/>]*)((?:[^>"]|"[^"]*")*)>/g)) {
    if (!elements.has(name)) found.push(`<${name}>`);
    for (const [, attribute = '', value = ''] of rest.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)) {
      if (!attributes.has(attribute)) found.push(`${name} ${attribute}`);
      const isAddress = attribute === 'href' || attribute === 'src';
      const kind = attribute === 'src' ? 'image' : 'link';
      if (isAddress && safeUrl(unescaped(value), kind) !== unescaped(value)) found.push(`${attribute}=${value}`);
    }
  }
  return found;
}
