import { fieldsIn } from '../chat/run-facts.ts';

/** What one variable of a workflow has written so far. */
export interface RunText {
  /** Stable for the life of the run. */
  readonly id: string;
  readonly nodeId: string;
  /** The variable's name in its node. */
  readonly name: string;
  readonly text: string;
}

/** The texts with a piece more of one of them. Pieces of several variables may come in turn. */
export function appendPiece(
  texts: readonly RunText[],
  selector: readonly string[] | null | undefined,
  piece: string,
): readonly RunText[] {
  if (piece === '') return texts;
  const id = (selector ?? []).join('.');
  const at = texts.findIndex((text) => text.id === id);
  const held = texts[at];
  if (held !== undefined) return texts.with(at, { ...held, text: held.text + piece });
  return [...texts, { id, nodeId: selector?.[0] ?? '', name: selector?.slice(1).join('.') ?? '', text: piece }];
}

/** What a run says in words: its outputs once they are there, else what has been streamed. Several stand apart. */
export function textOfRun(texts: readonly RunText[], outputs: unknown): string {
  const said = fieldsIn(outputs);
  const all =
    said === undefined
      ? texts.map(({ text }) => text)
      : Object.values(said).flatMap((value) => (typeof value === 'string' ? [value] : []));
  const written = all.filter((text) => text.trim() !== '');
  return written.join('\n\n');
}
