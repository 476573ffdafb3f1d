import { memo, type ReactNode } from 'react';
import { MessageRow } from '../message/message-row.tsx';
import { DayLine } from './day-line.tsx';

/** Renders a row of one's own. */
export type RenderRow = (id: string, isLast: boolean) => ReactNode;

/** Props of `ThreadRow`. */
export interface ThreadRowProps {
  id: string;
  isLast: boolean;
  /** The day that begins with this row, as the time of its first moment; absent where it goes on. */
  day: number | undefined;
  /** The time at which the thread was opened. */
  now: number;
  render: RenderRow | undefined;
}

/** A message with the line of its day above it. Renders again only when it is another one. */
export const ThreadRow = memo(function ThreadRow({ id, isLast, day, now, render }: ThreadRowProps) {
  return (
    <>
      {day !== undefined && <DayLine day={day} now={now} />}
      {render === undefined ? <MessageRow id={id} isLast={isLast} /> : render(id, isLast)}
    </>
  );
});
