/** Counts the answers that Dify began, by the question's text. */
export interface QuestionCounter {
  /** The same `fetch`, with an ear. */
  listen(inner: typeof fetch): typeof fetch;
  /** How often a question was answered, or began to be, since the server began. */
  countOf(question: string): number;
}

/** How many different questions are remembered. */
const limit = 1000;

/** A counter that has heard nothing. */
export function createQuestionCounter(): QuestionCounter {
  const counts = new Map<string, number>();
  return {
    listen: (inner) => async (input, init) => {
      const response = await inner(input, init);
      const question = response.ok ? questionOf(input, init) : undefined;
      if (question !== undefined) {
        counts.set(question, (counts.get(question) ?? 0) + 1);
        const [oldest] = counts.keys();
        if (counts.size > limit && oldest !== undefined) counts.delete(oldest);
      }
      return response;
    },
    countOf: (question) => counts.get(question) ?? 0,
  };
}

function questionOf(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): string | undefined {
  const url = input instanceof Request ? input.url : String(input);
  if (init?.method !== 'POST' || !url.endsWith('/chat-messages') || typeof init.body !== 'string') return undefined;
  const { query }: { query?: unknown } = JSON.parse(init.body);
  return typeof query === 'string' ? query : undefined;
}
