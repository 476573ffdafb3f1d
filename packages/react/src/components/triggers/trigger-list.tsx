import { type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useLabels } from '../../provider/use-labels.ts';
import { useComposer } from '../composer/composer-context.ts';
import type { ComposerTrigger, TriggerItem } from './composer-trigger.ts';
import { placeList } from './place-list.ts';
import { type ComposerTriggers, useComposerTriggers } from './use-composer-triggers.ts';

/** Props of `TriggerList`. */
export interface TriggerListProps {
  triggers: readonly ComposerTrigger[];
}

/** The list of the composer around it that opens while one writes. Renders nothing but a status while none is open. */
export function TriggerList({ triggers }: TriggerListProps) {
  const labels = useLabels();
  const { field } = useComposer();
  const list = useComposerTriggers(field, triggers);
  const { items, open, status } = list;
  const note =
    status === 'failed'
      ? labels.triggerFailed
      : items.length > 0
        ? labels.triggerCount(items.length)
        : status === 'loading'
          ? labels.triggerLoading
          : labels.triggerNothing;
  return (
    <>
      {open !== null && <OpenList list={list} note={note} />}
      <p data-dify="visually-hidden" role="status">
        {open !== null && note}
      </p>
    </>
  );
}

function OpenList({ list, note }: { list: ComposerTriggers; note: string }) {
  const labels = useLabels();
  const { field } = useComposer();
  const element = useRef<HTMLDivElement>(null);
  const { activeIndex, items, listId, open, status, trigger } = list;
  const hasFailed = status === 'failed';
  const count = items.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height depends on the number of items
  useLayoutEffect(() => {
    const place = () => {
      if (element.current !== null && field.current !== null && open !== null)
        placeList(element.current, field.current, open.start);
    };
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, [field, open, count, status]);

  useEffect(() => {
    element.current?.querySelectorAll('[role="option"]')[activeIndex]?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);

  /** The field keeps the focus, so that one writes on. */
  const stay = (event: MouseEvent) => event.preventDefault();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field
    <div
      ref={element}
      data-dify="composer-popup"
      data-part="triggers"
      aria-busy={status === 'loading' || undefined}
      onMouseDown={stay}
    >
      {(hasFailed || count === 0) && (
        <p data-dify="trigger-note" aria-hidden="true">
          {note}
        </p>
      )}
      {(hasFailed || count > 0) && (
        <div role="listbox" id={listId} aria-label={trigger?.label ?? labels.triggerItems} tabIndex={-1}>
          {hasFailed ? (
            <Option list={list} index={0} item={{ id: 'retry', label: labels.tryAgain }} onPick={list.retry} />
          ) : (
            <Groups list={list} items={items} />
          )}
        </div>
      )}
    </div>
  );
}

/** The items, those of a group below its name. */
function Groups({ list, items }: { list: ComposerTriggers; items: readonly TriggerItem[] }) {
  const starts = items.flatMap(({ group }, index) => (index === 0 || group !== items[index - 1]?.group ? [index] : []));
  return starts.map((start, at) => {
    const name = items[start]?.group;
    const options = items.slice(start, starts[at + 1]).map((item, offset) => {
      const index = start + offset;
      return <Option key={item.id} list={list} index={index} item={item} onPick={() => list.pick(index)} />;
    });
    const id = `${list.listId}-group-${at}`;
    return name === undefined ? (
      options
    ) : (
      // biome-ignore lint/a11y/useSemanticElements: a group of a list has no element of its own
      <div key={id} role="group" aria-labelledby={id}>
        <div id={id} data-dify="trigger-group" role="presentation">
          <bdi>{name}</bdi>
        </div>
        {options}
      </div>
    );
  });
}

interface OptionProps {
  list: ComposerTriggers;
  index: number;
  item: TriggerItem;
  onPick(): void;
}

function Option({ list, index, item: { description, icon, label }, onPick }: OptionProps) {
  const isActive = index === list.activeIndex;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active item
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
    <div
      role="option"
      id={list.optionId(index)}
      data-dify="menu-item"
      data-highlighted={isActive ? '' : undefined}
      aria-selected={isActive}
      onPointerMove={() => {
        if (!isActive) list.setActiveIndex(index);
      }}
      onClick={onPick}
    >
      {icon !== undefined && (
        <span data-dify="trigger-icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <bdi>{label}</bdi>
      {description !== undefined && (
        <>
          {' '}
          <small data-dify="truncate" dir="auto">
            {description}
          </small>
        </>
      )}
    </div>
  );
}
