import { faultsFrom } from '../src/playground-state.ts';
import { answersFrom } from './answers-from.ts';

/** Answers below `/api/playground`: which Dify is asked, and what it should do wrong. */
export default async function playgroundAnswers(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return answer(403, { message: 'Only the playground itself may ask this.' });
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'POST' && pathname.endsWith('/faults')) {
    answersFrom.setFaults(faultsFrom(await request.json().catch(() => undefined)));
  } else if (request.method === 'POST' && pathname.endsWith('/named-faults')) {
    try {
      answersFrom.addFaults(await request.text());
    } catch (error) {
      return answer(400, { message: error instanceof TypeError ? error.message : 'That is no fault.' });
    }
  } else if (request.method === 'GET' && pathname.endsWith('/asked')) {
    return answer(200, { count: answersFrom.countOf(searchParams.get('question') ?? '') });
  } else if (request.method !== 'GET' || !pathname.endsWith('/state')) {
    return answer(404, { message: 'There is nothing here.' });
  }
  return answer(200, { answersFrom: answersFrom.name, faults: answersFrom.getFaults() });
}

/** A page of another origin must not switch faults: browsers tell where a request comes from, and can't be made to lie. */
function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  return origin === null || origin === new URL(url).origin;
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
