import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Markdown } from '../markdown.ts';
import { charts } from '../markdown-charts.ts';
import { forms } from '../markdown-forms.ts';
import { highlight } from '../markdown-highlight.ts';
import { math } from '../markdown-math.ts';
import { mermaid } from '../markdown-mermaid.ts';
import { hostilePluginTexts, hostileTexts } from './testing/hostile.ts';

const plugins = [charts, forms, highlight, math, mermaid];
const drawable = '```mermaid\ngraph TD\n  A --> B\n```\n\n$x$\n\n```js\nconst a = 1;\n```';

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

  it('loads, runs and goes nowhere through plug-ins either, for whole texts and for prefixes of them', async () => {
    // Everything that the plug-ins load of their own is there before anything is counted.
    const { container, unmount } = await act(async () => render(<Markdown text={drawable} plugins={plugins} />));
    await expect.poll(() => container.querySelector('[data-dify="diagram"]'), { timeout: 30_000 }).not.toBeNull();
    await expect.poll(() => container.querySelector('math')).not.toBeNull();
    await expect.poll(() => container.querySelector('[data-token]')).not.toBeNull();
    unmount();
    tried = [];
    performance.clearResourceTimings();
    const address = location.href;
    const texts = [...hostilePluginTexts, ...hostileTexts].filter((text) => text.length < 5000);
    const cuts = (text: string) => [0.5, 0.8, 0.95].map((part) => text.slice(0, text.length * part));
    const prefixes = hostilePluginTexts.filter((text) => text.length < 5000).flatMap(cuts);
    const onAction = (text: string) => tried.push(`action: ${text}`);
    const all = [...texts, ...prefixes.map((prefix) => `${prefix}\n\`\`\`\n`)];
    const shown = await act(async () =>
      render(
        all.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts may repeat
          <Markdown key={index} text={text} plugins={plugins} onAction={onAction} />
        )),
      ),
    );
    await expect
      .poll(() => shown.container.querySelectorAll('[data-dify="drawing"] > pre').length, { timeout: 40_000 })
      .toBe(0);
    await settled();
    expect(loaded()).toEqual([]);
    expect(location.href).toBe(address);
    expect('pwned' in window).toBe(false);
    const roots = [shown.container, ...shown.container.querySelectorAll('[data-dify="diagram"]')];
    const foreign = 'img, image, script, style, iframe, object, embed, foreignObject, [onclick], [onload], [onerror]';
    for (const root of roots) {
      const inside = root instanceof Element && root.shadowRoot ? root.shadowRoot : root;
      expect([...inside.querySelectorAll(foreign)].map(({ outerHTML }) => outerHTML)).toEqual([]);
    }
    expect(shown.container.querySelectorAll('form[action], [formaction], [type="password"]')).toHaveLength(0);
  });

  it('sees a request when there is one', async () => {
    render(<Markdown text="![x](https://evil.example/asked-for)" />);
    await userEvent.click(screen.getByRole('button', { name: 'Load image' }));
    screen.getByRole('img', { name: 'x' }).setAttribute('loading', 'eager');
    await settled();
    expect(loaded()).toContain('https://evil.example/asked-for');
  });
});
