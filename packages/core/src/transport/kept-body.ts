import { redact } from './redact.ts';

/** Characters of a refused answer that its error keeps: 2 KB, as these bodies are ASCII. */
const longest = 2048;

/** The part of a refused answer that its error keeps, without keys, queries of addresses, and values that validators quote. */
export function keptBody(text: string, secrets: readonly string[]): string | undefined {
  if (text.trim() === '') return undefined;
  const plain = redact(text.slice(0, longest * 2), secrets)
    .replace(/\binput_value=.*?(?=, input_type=|\\n|$)/gm, 'input_value=…')
    .replace(/ You have requested this URI \[[^\]]*\][^"]*/g, '');
  return plain.slice(0, longest);
}
