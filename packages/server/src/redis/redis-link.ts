import { letGo } from '../hub/let-go.ts';
import { inTime } from '../ops/in-time.ts';
import { Refusal } from '../refusal.ts';
import type { RedisCommand } from './redis-command.ts';

/** How Redis is reached. */
export interface RedisLinkOptions {
  readonly command: RedisCommand;
  /** Milliseconds after which a command that Redis has not answered counts as failed. */
  readonly timeoutMs: number;
  /** A key that is looked for to see whether Redis is back. */
  readonly probeKey: string;
  /** Told when Redis goes away, and when it is back. */
  readonly onChange: (isReachable: boolean) => void;
}

/** A Redis that may go away. */
export interface RedisLink {
  /**
   * Sends a command. Replies are texts, also where the client answers bytes.
   *
   * @throws Refusal with words for a page, whatever the client says: within its time, and at once while Redis is away
   */
  readonly command: RedisCommand;
  /** Milliseconds since 1970 at which Redis came back for the last time; 0 when it was never away. */
  readonly backAt: number;
  /** Resolves when Redis is not away. */
  back(): Promise<void>;
  /** Looks no more whether it is back. Who waits for it goes on. */
  close(): void;
}

/** Milliseconds between two looks. */
const firstPause = 100;
const longestPause = 2000;

/** What is wrong with one command, and not with Redis. */
const ownFault = /^(?:ERR|WRONGTYPE)\b/;

/**
 * Clients wait for a Redis that is gone, some for ever. After a command that failed nobody waits for another one: all are
 * refused at once until a small one, sent now and then, has got its reply.
 */
export function createRedisLink({ command, onChange, probeKey, timeoutMs }: RedisLinkOptions): RedisLink {
  let isAway = false;
  let isClosed = false;
  let backAt = 0;
  /** How often it came back. */
  let returns = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting: (() => void)[] = [];

  function release(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function probeSoon(pauseMs: number): void {
    timer = setTimeout(() => {
      inTime(timeoutMs, command(['EXISTS', probeKey])).then(comeBack, () => {
        if (!isClosed) probeSoon(Math.min(pauseMs * 2, longestPause));
      });
    }, pauseMs);
    letGo(timer);
  }

  function comeBack(): void {
    if (isClosed) return;
    isAway = false;
    backAt = Date.now();
    returns += 1;
    onChange(true);
    release();
  }

  function goAway(): void {
    if (isAway || isClosed) return;
    isAway = true;
    onChange(false);
    probeSoon(firstPause);
  }

  return {
    get backAt() {
      return backAt;
    },
    async command(sent) {
      if (isAway) throw noRedis();
      const before = returns;
      try {
        return inText(await inTime(timeoutMs, command(sent)));
      } catch (error) {
        // What was sent before Redis was away says nothing of it now.
        if (before === returns && !(error instanceof Error && ownFault.test(error.message))) goAway();
        throw noRedis();
      }
    },
    back: () => (isAway && !isClosed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    close() {
      isClosed = true;
      clearTimeout(timer);
      release();
    },
  };
}

function noRedis(): Refusal {
  return new Refusal(503, 'service_unavailable', 'Answers cannot be kept just now. Try again in a moment.');
}

const decoder = new TextDecoder();

function inText(reply: unknown): unknown {
  if (reply instanceof Uint8Array) return decoder.decode(reply);
  return Array.isArray(reply) ? reply.map(inText) : reply;
}
