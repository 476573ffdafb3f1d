import { APIError } from '../errors/api-error.ts';
import type { ReadEnd } from './read-once.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * Where a run is read from: its own send, our handler's log of it, Dify's events of a workflow's run; or, when nothing
 * can be read, from what is stored of it.
 */
export type Way = 'send' | 'log' | 'workflow' | 'stored' | 'none';

/** What the choice rests on. */
export interface WaySituation {
  readonly way: Way;
  readonly end: Exclude<ReadEnd, { type: 'over' }>;
  readonly facts: Pick<RunFacts, 'saved' | 'progress'>;
  /** Whether the headers of an answer have come on this connection. */
  readonly wasOpen: boolean;
  /** How often in a row nothing came. */
  readonly tries: number;
  /** Whether the server knows a send by its key. */
  readonly isKeyed: boolean;
  /** Whether the input is at hand, so that the send can be repeated. */
  readonly canSend: boolean;
  /** Whether the run goes on after its log had ended, so that another place may know more than that log. */
  readonly isContinued: boolean;
}

/** How often in a row a connection may bring nothing. */
const mostTries = 5;

/** Statuses that mean: the server never dealt with it, or not in time. */
const passing = new Set([502, 503, 504, 524]);

/** The way that comes next. The same way again is another try of it. */
export function nextWay(situation: WaySituation): Way {
  const { way, end, facts, tries } = situation;
  const { handle, workflowRunId } = facts.saved();
  if (end.type === 'thrown') return 'none';
  const ofDify: Way = workflowRunId !== undefined && way !== 'workflow' ? 'workflow' : 'stored';
  if (end.type === 'dead') return ofDify;
  const isTriedOut = tries >= mostTries;
  if (end.type === 'refused') {
    if (way === 'send') return mayPass(end.error) && situation.isKeyed && tries < 3 ? 'send' : 'none';
    if (end.error.status === 404 || end.error.status === 400) return ofDify;
    return mayPass(end.error) && !isTriedOut ? way : 'none';
  }
  if (isTriedOut) return way === 'workflow' ? 'stored' : way === 'log' && situation.isContinued ? ofDify : 'none';
  if (way !== 'send') return way;
  if (handle !== undefined) return 'log';
  if (situation.isKeyed && situation.canSend && facts.progress() === 0) return 'send';
  return situation.wasOpen ? ofDify : 'none';
}

/** What whoever runs the server must put right: it does not pass by itself. */
const lasting = new Set(['upstream_auth', 'upstream_redirect']);

function mayPass(error: unknown): boolean {
  if (!(error instanceof APIError) || lasting.has(error.code)) return false;
  return passing.has(error.status ?? 0) || error.status === 429;
}
