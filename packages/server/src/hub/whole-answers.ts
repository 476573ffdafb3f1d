import { letGo } from './let-go.ts';

/** Answers that came whole, kept for a while for who sends again. */
export interface WholeAnswers {
  /** Keeps what work will answer, by the run that it was. What fails is not kept. */
  keep(run: string, work: Promise<Response>): Promise<Response>;
  /** The answer of a run, also one that is still on its way; `undefined` when it is not kept here. */
  find(run: string): Promise<Response> | undefined;
}

interface Kept {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Characters of all answers together. */
const mostKept = 16_777_216;

/** @param keepFor milliseconds */
export function createWholeAnswers(keepFor: number): WholeAnswers {
  const kept = new Map<string, { answer: Promise<Kept>; length: number }>();
  let length = 0;

  function forget(run: string): void {
    length -= kept.get(run)?.length ?? 0;
    kept.delete(run);
  }

  async function take(run: string, work: Promise<Response>): Promise<Kept> {
    const response = await work;
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    const entry = kept.get(run);
    if (entry === undefined) return answer;
    entry.length = answer.text.length;
    length += entry.length;
    for (const oldest of kept.keys()) {
      if (length <= mostKept) break;
      forget(oldest);
    }
    letGo(setTimeout(() => forget(run), keepFor));
    return answer;
  }

  const responseOf = async (answer: Promise<Kept>) => {
    const { headers, status, text } = await answer;
    return new Response(text === '' ? null : text, { status, headers: new Headers(headers) });
  };

  return {
    keep(run, work) {
      const answer = take(run, work);
      kept.set(run, { answer, length: 0 });
      answer.catch(() => forget(run));
      return responseOf(answer);
    },
    find(run) {
      const found = kept.get(run);
      return found && responseOf(found.answer);
    },
  };
}
