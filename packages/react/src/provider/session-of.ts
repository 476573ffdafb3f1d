import type { DifyClient } from '@dify-oapi/core';
import { createSession, type DifySession, type SessionOptions } from './dify-session.ts';

/** By the application's client, and by the client of each person. */
const sessions = new WeakMap<DifyClient, DifySession>();
const listeners = new Set<() => void>();
const nobody: SessionOptions = { person: '', storage: undefined };

/** The session of a client; begins one with these options when there is none. */
export function sessionOf(dify: DifyClient, options: SessionOptions = nobody): DifySession {
  return sessions.get(dify) ?? hold(createSession(dify, 0, options));
}

/** Whether two clients are one application's client, of whichever person. */
export function isSameClient(one: DifyClient, other: DifyClient): boolean {
  return rootOf(one) === rootOf(other);
}

/** Ends a client's session and begins the next. Everything that was kept of the person before is gone. */
export function replaceSession(before: DifySession, options: SessionOptions, told = false): void {
  if (sessions.get(before.root) !== before) return;
  before.end(told);
  hold(createSession(before.root, before.generation + 1, options));
  for (const listener of [...listeners]) listener();
}

/** Called when a session of any client was replaced. @returns a function that ends the subscription */
export function subscribeToSessions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function rootOf(dify: DifyClient): DifyClient {
  return sessions.get(dify)?.root ?? dify;
}

function hold(session: DifySession): DifySession {
  sessions.set(session.root, session);
  sessions.set(session.dify, session);
  session.tabs.subscribe((message) => {
    if (message.type === 'person-changed') replaceSession(session, session, true);
  });
  return session;
}
