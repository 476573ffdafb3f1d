/** 64 hexadecimal digits that are the same for the same text: what a server tells two versions of a chunk apart by. */
export function nodeHash(text: string): string {
  let hash = 0x9e3779b9;
  return Array.from({ length: 8 }, (_, part) => {
    hash = Math.imul(hash ^ part, 0x85ebca6b);
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 16;
    return (hash >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
