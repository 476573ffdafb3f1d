import { use, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useChat } from '../../hooks/chat-context.tsx';
import { daysOf } from './days-of.ts';
import { createRowPlaces } from './row-places.ts';
import { initialRange, nextRange } from './row-range.ts';
import { createRowSkipping } from './row-skipping.ts';
import { rowOf } from './thread.ts';
import { ThreadContext } from './thread-context.ts';
import { type RenderRow, ThreadRow } from './thread-row.tsx';

/** Props of `ThreadRows`. */
export interface ThreadRowsProps {
  messageIds: readonly string[];
  render: RenderRow | undefined;
}

/**
 * The rows of a thread; of a long one those near the view, with room for the rest. They stand in the normal flow, so while
 * an answer grows nothing is computed or rendered here. What is read stays in its place when rows come or go around it.
 */
export function ThreadRows({ messageIds, render }: ThreadRowsProps) {
  const chat = useChat();
  const { viewport, register, stick } = use(ThreadContext);
  const [now] = useState(Date.now);
  const [places] = useState(createRowPlaces);
  const [skipping] = useState(createRowSkipping);
  const [range, setRange] = useState(() => initialRange(messageIds.length));
  const [held, setHeld] = useState(messageIds);
  const latest = useRef({ messageIds, range });
  if (held !== messageIds) {
    setHeld(messageIds);
    setRange(nextRange(range, held, messageIds));
  }
  const days = daysOf(chat, messageIds);

  // The rows may come later than their scroller, which had nothing to go to the end of.
  useLayoutEffect(() => {
    if (stick.isFollowing()) stick.toEnd();
  }, [stick]);
  useLayoutEffect(() => {
    latest.current = { messageIds, range };
    if (viewport.current === null) return;
    skipping.pause(viewport.current);
    places.restore(viewport.current);
  }, [messageIds, range, places, skipping, viewport]);
  useEffect(() => (viewport.current === null ? undefined : skipping.watch(viewport.current)), [skipping, viewport]);

  useEffect(() => {
    // Told before anything is rendered: what is read is still where it was.
    let first = chat.getSnapshot().messageIds[0];
    return chat.subscribe(() => {
      const next = chat.getSnapshot().messageIds[0];
      if (next !== first && viewport.current !== null) places.keep(viewport.current);
      first = next;
    });
  }, [chat, places, viewport]);

  useEffect(() => {
    const scroller = viewport.current;
    if (scroller === null) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const { messageIds: ids, range: shown } = latest.current;
      const wanted = places.rangeFor(scroller, ids, shown);
      if (wanted === shown) return;
      places.keep(scroller);
      flushSync(() => setRange(wanted));
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    onScroll();
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [places, viewport]);

  useEffect(
    () =>
      register(async (id) => {
        const { messageIds: ids, range: shown } = latest.current;
        const index = ids.indexOf(id);
        if (index === -1) return undefined;
        if (index < shown.start || index >= shown.end) {
          if (viewport.current !== null) places.keep(viewport.current);
          flushSync(() => setRange({ start: Math.max(0, index - 10), end: Math.min(ids.length, index + 30) }));
        }
        const row = rowOf(viewport.current, id);
        row?.scrollIntoView({ block: 'start' });
        return row ?? undefined;
      }),
    [register, places, viewport],
  );

  return (
    <>
      <Space height={places.heightOf(messageIds.slice(0, range.start))} />
      {messageIds.slice(range.start, range.end).map((id, index) => (
        <ThreadRow
          key={id}
          id={id}
          isLast={range.start + index === messageIds.length - 1}
          day={days[range.start + index]}
          now={now}
          render={render}
        />
      ))}
      <Space height={places.heightOf(messageIds.slice(range.end))} />
    </>
  );
}

/** Room for rows that are not rendered. */
function Space({ height }: { height: number }) {
  return height > 0 && <div data-dify="thread-space" aria-hidden="true" style={{ blockSize: height }} />;
}
