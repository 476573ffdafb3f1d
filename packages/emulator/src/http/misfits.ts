import { pythonRepr, pythonType } from './python-repr.ts';
import { invalidParam, type Refusal } from './refusal.ts';

/** One thing about a request that does not fit. */
export interface Misfit {
  /** Left out when it is about the whole. */
  readonly field?: string;
  /** The validator's name for it, e.g. `missing`. */
  readonly type: string;
  readonly sentence: string;
  /** What was sent instead. */
  readonly input: unknown;
}

/** How much of a value the sentence quotes, and how much of its ends when that is too long. */
const longest = 50;
const head = 25;
const tail = 24;

/** The refusal of a request whose fields do not fit, in the words of the validator (pydantic 2.12) behind a Dify server. */
export function refuseMisfits(model: string, misfits: readonly Misfit[]): Refusal {
  const title = `${misfits.length} validation error${misfits.length === 1 ? '' : 's'} for ${model}`;
  const paragraphs = misfits.map(({ field, type, sentence, input }) => {
    const facts = `[type=${type}, input_value=${shortened(pythonRepr(input))}, input_type=${pythonType(input)}]`;
    const help = `    For further information visit https://errors.pydantic.dev/2.12/v/${type}`;
    return `${field === undefined ? '' : `${field}\n`}  ${sentence} ${facts}\n${help}`;
  });
  return invalidParam([title, ...paragraphs].join('\n'));
}

function shortened(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  return `${characters.slice(0, head).join('')}...${characters.slice(-tail).join('')}`;
}

/** A field that must be there. */
export function missing(field: string, whole: unknown): Misfit {
  return { field, type: 'missing', sentence: 'Field required', input: whole };
}

/** A field that must be text. */
export function noString(field: string, input: unknown): Misfit {
  return { field, type: 'string_type', sentence: 'Input should be a valid string', input };
}

/** A field that must be one of a few words. */
export function noneOf(field: string, words: readonly string[], input: unknown): Misfit {
  const named = words.map((word) => `'${word}'`);
  const list = named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} or ${named.at(-1)}`;
  return { field, type: 'literal_error', sentence: `Input should be ${list}`, input };
}

/** A field whose value a check of the server's own refuses. */
export function noValue(field: string | undefined, reason: string, input: unknown): Misfit {
  const sentence = `Value error, ${reason}`;
  return { ...(field === undefined ? {} : { field }), type: 'value_error', sentence, input };
}
