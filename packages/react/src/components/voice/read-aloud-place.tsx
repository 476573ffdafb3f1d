import { textOf } from '@dify-oapi/core';
import { lazy, Suspense } from 'react';
import { useFeature } from '../chat/features.ts';
import type { ReadAloudButtonProps } from './read-aloud-button.tsx';

const ReadAloudButton = lazy(async () => ({ default: (await import('./read-aloud-button.tsx')).ReadAloudButton }));

/** Where an answer can be read aloud, if its app speaks. The button is loaded only then, and its place kept. */
export function ReadAloud(props: ReadAloudButtonProps) {
  const isOffered = useFeature('readAloud');
  if (!isOffered || textOf(props.message).trim() === '') return null;
  return (
    <Suspense fallback={<span data-dify="read-aloud-place" />}>
      <ReadAloudButton {...props} />
    </Suspense>
  );
}
