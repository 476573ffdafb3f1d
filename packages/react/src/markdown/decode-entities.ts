/** Names of characters, each with its character behind it. */
const names =
  'amp& lt< gt> quot" apos\' nbsp\u00a0 shy\u00ad ensp\u2002 emsp\u2003 thinsp\u2009 copy© reg® trade™ hellip… ' +
  'mdash— ndash– lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ laquo« raquo» lsaquo‹ rsaquo› bull• middot· para¶ ' +
  'sect§ dagger† deg° permil‰ plusmn± times× divide÷ minus− frac12½ frac14¼ frac34¾ sup1¹ sup2² sup3³ microµ ' +
  'euro€ pound£ yen¥ cent¢ larr← uarr↑ rarr→ darr↓ harr↔ rArr⇒ lArr⇐ hArr⇔ le≤ ge≥ ne≠ asymp≈ equiv≡ infin∞ sum∑ ' +
  'prod∏ radic√ int∫ part∂ forall∀ exist∃ isin∈ notin∉ cap∩ cup∪ and∧ or∨ not¬ alphaα betaβ gammaγ deltaδ ' +
  'epsilonε thetaθ lambdaλ muμ piπ rhoρ sigmaσ tauτ phiφ omegaω DeltaΔ SigmaΣ OmegaΩ aumlä oumlö uumlü AumlÄ ' +
  'OumlÖ UumlÜ szligß agraveà aacuteá acircâ aringå aeligæ ccedilç egraveè eacuteé ecircê eumlë iacuteí icircî ' +
  'ntildeñ oacuteó ocircô oslashø uacuteú iexcl¡ iquest¿ check✓ ';

const named: Readonly<Record<string, string>> = Object.assign(
  Object.create(null),
  Object.fromEntries([...names.matchAll(/([a-z]+(?:\d+(?=\D ))?)(\S|\s) /giu)].map(([, name, sign]) => [name, sign])),
);

const reference = /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z\d]{1,31}));/g;
const unfinished = /&(?:#[xX]?[\dA-Fa-f]{0,7}|[A-Za-z\d]{0,8})$/;

function character(code: number): string {
  const isBroken = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return isBroken ? '\ufffd' : String.fromCodePoint(code);
}

/** The text that a run of Markdown stands for: character references become their characters, once; unknown ones stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16));
    return (name !== undefined ? named[name] : undefined) ?? whole;
  });
}

/** Cuts the beginning of a character reference from the end of a text that is still arriving. */
export function hideUnfinishedEntity(text: string): string {
  const match = unfinished.exec(text);
  if (!match) return text;
  const body = match[0].slice(1);
  const isPossible = body === '' || body.startsWith('#') || Object.keys(named).some((name) => name.startsWith(body));
  return isPossible ? text.slice(0, match.index) : text;
}
