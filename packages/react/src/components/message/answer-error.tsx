import type { DifyError } from '@dify-oapi/core';
import type { ReactNode } from 'react';
import { Callout } from '../callout/callout.tsx';

/** Props of `AnswerError`. */
export interface AnswerErrorProps {
  error: DifyError;
  /** What happened. */
  title: string;
  /** What it means. */
  detail?: string | undefined;
  /** The way on. */
  action?: ReactNode;
}

/** Why there is no answer, in the place of the answer. Renders a `<div>`. */
export function AnswerError({ error: _, title, detail, action }: AnswerErrorProps) {
  return <Callout tone="danger" title={title} detail={detail} action={action} />;
}
