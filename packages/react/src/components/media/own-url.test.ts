import { describe, expect, it } from 'vitest';
import { ownUrl } from './own-url.ts';

const page = 'https://app.example/chat?x=1';

describe('ownUrl', () => {
  it('lets addresses of this site pass, and pictures that stand in the address', () => {
    expect(ownUrl('/api/dify/file-links/a.b', page)).toBe('https://app.example/api/dify/file-links/a.b');
    expect(ownUrl('https://app.example/icon.png', page)).toBe('https://app.example/icon.png');
    expect(ownUrl('blob:https://app.example/1-2', page)).toBe('blob:https://app.example/1-2');
    expect(ownUrl('data:image/png;base64,AAAA', page)).toBe('data:image/png;base64,AAAA');
  });

  it.each([
    'https://evil.example/a.png',
    '//evil.example/a.png',
    '/\\evil.example/a.png',
    '/\t/evil.example/a.png',
    'https://app.example.evil.example/a.png',
    'https://app.example@evil.example/a.png',
    'https://me@app.example/a.png',
    'http://app.example/a.png',
    'data:image/svg+xml;base64,AAAA',
    'data:text/html,x',
    'blob:https://evil.example/1-2',
    'javascript:alert(1)',
    'icon.png',
    '',
  ])('refuses %j', (url) => {
    expect(ownUrl(url, page)).toBeUndefined();
  });

  it('knows no site where there is no page', () => {
    expect(ownUrl('/icon.png', undefined)).toBeUndefined();
  });
});
