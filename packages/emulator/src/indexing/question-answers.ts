import { sentencesOf } from '../knowledge/passages.ts';
import { tokenize } from '../knowledge/tokenize.ts';

/** A question and what answers it. */
interface QuestionAnswer {
  readonly question: string;
  readonly answer: string;
}

/** How many pairs a chunk gives at most. */
const most = 3;

/** Questions that a text answers, one for each of its first sentences: what stands in for a model that thinks them up. */
export function makeQuestions(text: string): QuestionAnswer[] {
  return sentencesOf(text)
    .slice(0, most)
    .map((answer) => {
      const known = new Set(tokenize(answer));
      const words = (answer.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).filter((word) => {
        const [token] = tokenize(word);
        return token !== undefined && known.has(token);
      });
      const about = words.slice(0, 3).join(' ').toLowerCase();
      return { question: `What does the text say about ${about === '' ? 'this' : about}?`, answer };
    });
}

/** Pairs of a table with a column of questions and one of answers. */
export function pairsOf(rows: readonly (readonly string[])[]): QuestionAnswer[] {
  return rows
    .map(([question = '', answer = '']) => ({ question: question.trim(), answer: answer.trim() }))
    .filter(({ question, answer }) => question !== '' && answer !== '');
}
