import type { Logger } from '@dify-oapi/core';

/** Bundlers copy variables with these beginnings into pages. */
const published = /^(?:VITE_|NEXT_PUBLIC_|PUBLIC_|REACT_APP_|NUXT_PUBLIC_|EXPO_PUBLIC_)/;

/** Warns when a variable that bundlers hand to every visitor holds the key. */
export function warnOfPublicKey(key: string, log: Logger): void {
  if (typeof process === 'undefined' || key === '') return;
  for (const [name, value] of Object.entries(process.env)) {
    if (!published.test(name) || value === undefined || !value.includes(key)) continue;
    log.warn(`${name} holds a key of Dify, and bundlers put such variables into pages. Rename it and make a new key.`);
  }
}
