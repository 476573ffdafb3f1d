import { faultsFrom, type PlaygroundState } from '../src/playground-state.ts';
import { answersFrom } from './answers-from.ts';

/** What `/api/playground` answers; `undefined` where there is nothing. */
export default function playgroundAnswers(method: string, url: string, body: unknown): PlaygroundState | undefined {
  if (method === 'POST' && url === '/faults') answersFrom.setFaults(faultsFrom(body));
  else if (method !== 'GET' || url !== '/state') return undefined;
  return { answersFrom: answersFrom.name, faults: answersFrom.getFaults() };
}
