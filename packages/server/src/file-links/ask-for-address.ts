import { answerText } from '../answers/answer-text.ts';
import type { AppConfig, HandlerConfig } from '../config.ts';
import { boundUser } from '../identity/user-id.ts';
import type { Operation } from '../operations.ts';
import { routesOf } from '../routes.ts';
import { callUpstream } from '../upstream.ts';
import type { FileLinks } from './file-links.ts';
import type { Place } from './place.ts';

/** Who asks, and where the file was named. */
export interface AskForAddress {
  readonly config: HandlerConfig;
  readonly app: AppConfig;
  /** What the site knows the person by. */
  readonly person: string;
  readonly place: Place;
  /** Takes note of every address in an answer. */
  readonly links: FileLinks;
  /** Whether the address is known now. */
  readonly isFound: () => boolean;
  readonly controller: AbortController;
}

interface Question {
  readonly operation: Operation;
  readonly ids: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Messages of a page, and pages that are looked through, newest first. */
const [pageSize, mostPages] = [100, 10];

/** Reads again, as the person, where a file was named: Dify signs its address anew each time. */
export async function askForAddress(call: AskForAddress): Promise<void> {
  const { place } = call;
  if (place.type === 'site') {
    await ask(call, { operation: 'getChatWebAppSettings', ids: {}, fields: {} });
  } else if (place.type === 'run') {
    const ids = { workflow_run_id: place.run };
    await ask(call, { operation: 'getWorkflowRunDetail', ids, fields: {} });
  } else {
    await askHistory(call, place.conversation, place.message);
  }
}

async function askHistory(call: AskForAddress, conversation_id: string, message: string): Promise<void> {
  let first_id: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const fields = { conversation_id, limit: pageSize, ...(first_id === undefined ? {} : { first_id }) };
    const answer = await ask(call, { operation: 'getConversationHistory', ids: {}, fields });
    const rows = rowsOf(answer);
    const isThere = rows.some((row) => row === message);
    [first_id] = rows;
    if (call.isFound() || isThere || first_id === undefined) return;
  }
}

async function ask(call: AskForAddress, { fields, ids, operation }: Question): Promise<unknown> {
  const { app, config, controller, links, person, place } = call;
  // Asked for the person, whatever the app lets pages call: they see nothing of it.
  const [route] = routesOf([operation]);
  if (route === undefined) return undefined;
  const upstream = await callUpstream({
    app,
    match: { route, ids },
    fields,
    user: route.endpoint.user === 'none' ? undefined : boundUser(config, app.name, person),
    controller,
    timeout: config.limits.timeout,
    log: config.log,
  });
  const text = await answerText(upstream, config.limits);
  if (!upstream.ok) return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    links.inAnswer(answer, place);
    return answer;
  } catch {
    return undefined;
  }
}

/** The ids of a page's messages, oldest first. */
function rowsOf(answer: unknown): readonly string[] {
  const data: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'data') : undefined;
  if (!Array.isArray(data)) return [];
  return data.flatMap((row: unknown) => {
    const id: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}
