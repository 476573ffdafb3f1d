import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';
import { ownAddress } from './own-address.ts';

const prefixes = [`${location.origin}/api/dify/support/file-links/`];

it.each([
  ['/api/dify/support/file-links/abc~1.x', true],
  ['/api/dify/support/file-links/../../logout', false],
  ['/api/dify/support/file-links/%2e%2e/x', false],
  ['/api/dify/support/conversations', false],
  ['//evil.example/api/dify/support/file-links/x', false],
  ['/\\evil.example/api/dify/support/file-links/x', false],
  ['/api/dify/support/file-links/x%2f..%2fy', false],
  ['api/dify/support/file-links/x', false],
  ['/api/dify/support/file-links/x y', false],
])('%s is a file of the app: %s', (path, isOwn) => {
  expect(ownAddress(path, prefixes)).toBe(isOwn ? location.origin + path : undefined);
  expect(ownAddress(path, [])).toBeUndefined();
});

it('a text shows pictures and links of the app’s own files, and no other path', () => {
  const text =
    '![plan](/api/dify/support/file-links/a) [sound](/api/dify/support/file-links/b) [out](/logout) ![no](/logout)';
  render(<Markdown text={text} imagePrefixes={prefixes} />);
  expect(screen.getByRole('img', { name: 'plan' }).getAttribute('src')).toBe(`${prefixes[0]}a`);
  expect(screen.getByRole('link', { name: 'sound' }).getAttribute('href')).toBe(`${prefixes[0]}b`);
  expect(screen.queryByRole('link', { name: 'out' })).toBeNull();
  expect(screen.queryByRole('img', { name: 'no' })).toBeNull();
});
