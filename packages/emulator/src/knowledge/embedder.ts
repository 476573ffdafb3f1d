import { tokenize } from './tokenize.ts';

/** Turns texts into directions: texts about the same point the same way. */
export interface Embedder {
  /** A vector for each text, all of one length, each of length 1 or all zeros. */
  embed(texts: readonly string[]): Float32Array[] | Promise<Float32Array[]>;
}

const dimensions = 512;

/**
 * An embedder without a model. It counts words and pieces of words, so texts are close when they share spelling:
 * *charging* and *charger* are, *car* and *automobile* are not. Good enough to search by, and the same everywhere.
 */
export const lexicalEmbedder: Embedder = {
  embed: (texts) => texts.map(vectorOf),
};

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const token of tokenize(text)) {
    add(vector, token, 1);
    if (token.length < 5) continue;
    for (let at = 0; at + 4 <= token.length; at++) add(vector, `~${token.slice(at, at + 4)}`, 0.35);
  }
  let square = 0;
  for (let at = 0; at < dimensions; at++) {
    const value = vector[at] ?? 0;
    vector[at] = Math.sign(value) * Math.log1p(Math.abs(value));
    square += (vector[at] ?? 0) ** 2;
  }
  if (square === 0) return vector;
  const length = Math.sqrt(square);
  return vector.map((value) => value / length);
}

/** Half of the features count down, so that those that meet by chance cancel out. */
function add(vector: Float32Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  const place = (hash >>> 1) % dimensions;
  vector[place] = (vector[place] ?? 0) + (hash & 1 ? weight : -weight);
}

/** Measures how alike vectors of length 1 are to one of them: 1 for the same direction. */
export function likenessTo(query: Float32Array): (vector: Float32Array) => number {
  // Most of what a question does not speak of is zero: it need not be looked at in every vector.
  const places = Array.from(query.keys()).filter((at) => query[at] !== 0);
  const values = Float32Array.from(places, (at) => query[at] ?? 0);
  return (vector) => {
    let sum = 0;
    for (let at = 0; at < places.length; at++) sum += (values[at] ?? 0) * (vector[places[at] ?? 0] ?? 0);
    return sum;
  };
}
