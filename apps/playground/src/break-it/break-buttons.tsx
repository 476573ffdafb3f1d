import type { Chat } from '@dify-oapi/core';
import { useSyncExternalStore } from 'react';
import { journal, line } from '../client.ts';
import { usePlaygroundState } from '../use-playground-state.ts';
import { armFault, difyFaults } from './dify-faults.ts';

/** What `BreakButtons` needs. */
export interface BreakButtonsProps {
  readonly chat: Chat;
  /** Asks something that takes a while to answer. */
  readonly onAsk: () => void;
  readonly isBusy: boolean;
}

/** Every way to break an answer: on its way to the page, in the page, and at Dify. */
export function BreakButtons({ chat, onAsk, isBusy }: BreakButtonsProps) {
  const { isSilent, isSlow, isOffline, dropsHeaders } = useSyncExternalStore(line.subscribe, line.getSnapshot);
  const { state } = usePlaygroundState();
  const broke = (title: string, act: () => void) => () => {
    journal.write(title, 'fault');
    act();
  };
  return (
    <div className="break-it-buttons">
      <button type="button" className="button break-it-ask" disabled={isBusy} onClick={onAsk}>
        Ask a long question
      </button>
      <Group title="On the way to the page">
        <Press title="Cut now" onPress={broke('You cut the connection', line.cut)} />
        <Toggle
          title="Silence"
          isOn={isSilent}
          onPress={broke(isSilent ? 'The line speaks again' : 'The line falls silent', () =>
            line.set({ isSilent: !isSilent }),
          )}
        />
        <Toggle
          title="Slow"
          isOn={isSlow}
          onPress={broke(isSlow ? 'The line is fast again' : 'The line is slow', () => line.set({ isSlow: !isSlow }))}
        />
        <Press title="A broken line" onPress={broke('A line that is no event comes in', line.garble)} />
        <Press title="The same event twice" onPress={broke('An event comes in twice', line.repeat)} />
        <Toggle
          title="Lose the next headers"
          isOn={dropsHeaders}
          onPress={broke(dropsHeaders ? 'No headers get lost' : 'The headers of the next answer get lost', () =>
            line.set({ dropsHeaders: !dropsHeaders }),
          )}
        />
        <Toggle
          title="Offline"
          isOn={isOffline}
          onPress={broke(isOffline ? 'Online again' : 'Offline', () => line.set({ isOffline: !isOffline }))}
        />
      </Group>
      <Group title="In the page">
        <Press title="Reload the page" onPress={broke('You reloaded the page', () => window.location.reload())} />
        <Press
          title="Open a second tab"
          onPress={() => {
            const { conversationId } = chat.getSnapshot();
            window.open(`#/break-it${conversationId === null ? '' : `/${conversationId}`}`, '_blank', 'noopener');
          }}
        />
        <Press title="Stop" onPress={broke('You stopped the answer', () => void chat.actions.stop())} />
      </Group>
      {state?.answersFrom === 'emulator' && (
        <Group title="At Dify, with the next answer">
          {difyFaults.map(({ names, title }) => (
            <Press
              key={names}
              title={title}
              onPress={broke(`The next answer at Dify: ${title}`, () => void armFault(names))}
            />
          ))}
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Press({ title, onPress }: { readonly title: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="button" data-variant="secondary" data-size="sm" onClick={onPress}>
      {title}
    </button>
  );
}

function Toggle({
  title,
  isOn,
  onPress,
}: {
  readonly title: string;
  readonly isOn: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button
      type="button"
      className="button"
      data-variant="secondary"
      data-size="sm"
      aria-pressed={isOn}
      onClick={onPress}
    >
      {title}
    </button>
  );
}
