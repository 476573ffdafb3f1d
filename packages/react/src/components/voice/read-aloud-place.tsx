import { textOf } from '@dify-oapi/core';
import { useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useFeature } from '../chat/features.ts';
import type { ReadAloudButtonProps } from './read-aloud-button.tsx';

const ReadAloudButton = lazyPart(
  async () => (await import('./read-aloud-button.tsx')).ReadAloudButton,
  () => <span data-dify="read-aloud-place" />,
);

/**
 * Where an answer can be read aloud, if its app speaks. The button is loaded only then, and its place kept. One that the server
 * refuses says so in its place; answers that come later have none.
 */
export function ReadAloud(props: ReadAloudButtonProps) {
  const isOffered = useFeature('readAloud');
  const [wasOffered, setWasOffered] = useState(isOffered);
  if (isOffered && !wasOffered) setWasOffered(true);
  if (!wasOffered || textOf(props.message).trim() === '') return null;
  return <ReadAloudButton {...props} />;
}
