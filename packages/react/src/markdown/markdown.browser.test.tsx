import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Markdown } from '../markdown.ts';
import { hostileTexts } from './testing/hostile.ts';

/** A policy that lets nothing load: what is tried is reported, also where the address leads nowhere. */
const policy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' ws: http://localhost:*; img-src 'none'; media-src 'none'; object-src 'none'; form-action 'none'";

let tried: string[] = [];
const onViolation = (event: SecurityPolicyViolationEvent) => tried.push(event.blockedURI);

function loaded(): readonly string[] {
  const foreign = performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin));
  return [...foreign.map(({ name }) => name), ...tried];
}

/** Time for the page to begin what it would begin. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
}

beforeEach(() => {
  if (!document.querySelector('meta[http-equiv]')) {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    document.head.append(meta);
  }
  tried = [];
  performance.clearResourceTimings();
  document.addEventListener('securitypolicyviolation', onViolation);
});

afterEach(() => document.removeEventListener('securitypolicyviolation', onViolation));

describe('Markdown in a browser', () => {
  it('loads nothing, runs nothing and goes nowhere, at any prefix of any hostile text', async () => {
    render(<Markdown text="" />);
    const globals = new Set(Object.keys(window));
    const address = location.href;
    for (const text of hostileTexts) {
      const { rerender } = render(<Markdown text="" streaming />);
      for (let end = 1; end <= text.length; end++) rerender(<Markdown text={text.slice(0, end)} streaming />);
      rerender(<Markdown text={text} />);
      cleanup();
    }
    render(hostileTexts.map((text) => <Markdown key={text} text={text} />));
    await settled();
    expect(loaded()).toEqual([]);
    expect(location.href).toBe(address);
    expect(Object.keys(window).filter((name) => !globals.has(name))).toEqual([]);
  });

  it('sees a request when there is one', async () => {
    render(<Markdown text="![x](https://evil.example/asked-for)" />);
    await userEvent.click(screen.getByRole('button', { name: 'Load image' }));
    screen.getByRole('img', { name: 'x' }).setAttribute('loading', 'eager');
    await settled();
    expect(loaded()).toContain('https://evil.example/asked-for');
  });
});
