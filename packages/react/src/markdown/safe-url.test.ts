import { describe, expect, it } from 'vitest';
import { hiddenHost } from './hidden-host.ts';
import { isAllowedImage } from './is-allowed-image.ts';
import { safeUrl } from './safe-url.ts';

describe('safeUrl', () => {
  it.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTP://EXAMPLE.COM/Path?q=1#x', 'http://example.com/Path?q=1#x'],
    ['  https://example.com/a b  ', 'https://example.com/a%20b'],
    ['https://例え.jp/道', 'https://xn--r8jz45g.jp/%E9%81%93'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['mailto:a@b.example?subject=Re:%20x', 'mailto:a@b.example?subject=Re:%20x'],
    ['tel:+47-22-12', 'tel:+47-22-12'],
    ['#part', '#part'],
  ])('lets a link go to %s', (url, expected) => {
    expect(safeUrl(url, 'link')).toBe(expected);
  });

  it.each([
    '',
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'data:image/png;base64,x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    'ftp://example.com',
    'ws://example.com',
    'intent://x',
    'view-source:https://example.com',
    '//example.com',
    '/path',
    'path',
    '?q',
    '\\\\example.com',
    'https:/\\example.com',
    'https:\\\\example.com',
    'https:example.com',
    'https:/example.com',
    'https:///example.com',
    'https://',
    'https://user@example.com',
    'https://user:pass@example.com',
    'https://example.com\u202e',
    'https://exam\u200bple.com',
    'https://example.com/\u0000',
    'https://exa mple.com',
    'mailto://example.com',
    'tel:1<script>',
    '# x',
  ])('refuses %j', (url) => {
    expect(safeUrl(url, 'link')).toBeUndefined();
    expect(safeUrl(url, 'image')).toBeUndefined();
  });

  it.each(['mailto:a@b.example', 'tel:1', '#x'])('refuses %s for an image', (url) => {
    expect(safeUrl(url, 'image')).toBeUndefined();
  });
});

describe('isAllowedImage', () => {
  const prefixes = ['https://app.example/files', 'http://localhost:5001/files/'];

  it.each([
    'https://app.example/files/a.png',
    'HTTPS://APP.EXAMPLE/files/a.png?x=1',
    'https://app.example:443/files/a/b.png',
    'https://app.example/x/../files/a.png',
    'http://localhost:5001/files/a.png',
  ])('allows %s', (url) => {
    expect(isAllowedImage(url, prefixes)).toBe(true);
  });

  it.each([
    'https://app.example.evil.example/files/a.png',
    'https://app.example@evil.example/files/a.png',
    'https://evil@app.example/files/a.png',
    'https://app.example/files/../x.png',
    'https://app.example/files/%2e%2e/x.png',
    'https://app.example/files/..%2fx.png',
    'https://app.example/files/%252e%252e/x.png',
    'https://app.example/filesystem/x.png',
    'https://app.example/redirect?u=/files/',
    'https://app.example./files/a.png',
    'https://app.example:8443/files/a.png',
    'http://app.example/files/a.png',
    '//app.example/files/a.png',
    '/files/a.png',
  ])('does not allow %s', (url) => {
    expect(isAllowedImage(url, prefixes)).toBe(false);
  });
});

describe('hiddenHost', () => {
  it.each([
    ['https://bank.example', 'https://evil.example/', 'evil.example'],
    ['bank.example/login', 'https://bank.example.evil.example/', 'bank.example.evil.example'],
    ['ba\u200bnk.example', 'https://evil.example/', 'evil.example'],
    ['ｂａｎｋ.example', 'https://evil.example/', 'evil.example'],
    ['раураl.com', 'https://paypal.com/', 'paypal.com'],
  ])('names the host of %s', (text, href, host) => {
    expect(hiddenHost(text, href)).toBe(host);
  });

  it.each([
    ['https://bank.example/a', 'https://www.bank.example/b'],
    ['Bank.Example', 'https://bank.example/'],
    ['the bank', 'https://evil.example/'],
    ['Node.js', 'https://nodejs.org/'],
    ['v1.2', 'https://example.com/'],
    ['a@b.example', 'mailto:a@b.example'],
  ])('says nothing of %s', (text, href) => {
    expect(hiddenHost(text, href)).toBeUndefined();
  });
});
