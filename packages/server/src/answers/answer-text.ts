import type { HandlerLimits } from '../limits/limits.ts';
import { TooLate } from '../ops/in-time.ts';
import { Refusal } from '../refusal.ts';
import { readText } from './read-text.ts';

/**
 * The text of an answer of Dify; empty when it broke off or is larger than this site takes.
 *
 * @throws Refusal with 504 when it is not whole in time
 */
export async function answerText(
  upstream: Response,
  { answerBytes, timeout }: Pick<HandlerLimits, 'answerBytes' | 'timeout'>,
): Promise<string> {
  try {
    return await readText(upstream, answerBytes, timeout);
  } catch (error) {
    if (error instanceof TooLate) throw new Refusal(504, 'upstream_timeout', 'Dify took too long to answer.');
    return '';
  }
}
