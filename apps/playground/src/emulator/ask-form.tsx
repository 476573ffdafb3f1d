import type { Emulator } from '@dify-oapi/emulator';
import { useId, useRef, useState } from 'react';
import { type Answer, ask } from './ask.ts';
import { exampleOf, operations } from './operations.ts';

/** What the form needs. */
export interface AskFormProps {
  readonly emulator: Emulator | null;
  readonly isBusy: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

/** Picks an app and an operation, and sends an input. */
export function AskForm({ emulator, isBusy, onAnswer }: AskFormProps) {
  const id = useId();
  const controller = useRef<AbortController>(null);
  const [key, setKey] = useState('');
  const [find, setFind] = useState('');
  const [name, setName] = useState('chat.send');
  const operation = operations.find((one) => one.name === name);
  const [text, setText] = useState(operation === undefined ? '{}' : exampleOf(operation));
  const [problem, setProblem] = useState('');
  const apps = emulator?.apps ?? [];
  const app = apps.find((one) => one.key === key) ?? apps[0];
  const found = operations.filter((one) => one.name === name || one.name.toLowerCase().includes(find.toLowerCase()));
  const send = () => {
    const input = objectFrom(text);
    if (typeof input === 'string') {
      setProblem(input);
      return;
    }
    const shown = operation?.isKnowledge ? emulator?.datasetKey : app?.key;
    if (emulator === null || operation === undefined || isBusy) return;
    controller.current = new AbortController();
    const { signal } = controller.current;
    void ask({ emulator, key: shown ?? 'app-none', operation, input, signal }, onAnswer);
  };
  return (
    <form
      className="emulator-ask"
      aria-label="Ask"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="field">
        <span>App</span>
        <select
          value={operation?.isKnowledge ? 'knowledge' : (app?.key ?? '')}
          disabled={operation?.isKnowledge === true}
          onChange={({ target }) => setKey(target.value)}
        >
          {operation?.isKnowledge && <option value="knowledge">Knowledge bases</option>}
          {apps.length === 0 && <option value="">No apps: requests answer 401</option>}
          {apps.map((one) => (
            <option key={one.key} value={one.key}>{`${one.name} (${one.mode})`}</option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Find an operation</span>
        <input type="search" value={find} onChange={({ target }) => setFind(target.value)} />
      </label>
      <label className="field">
        <span>Operation</span>
        <select
          value={name}
          onChange={({ target }) => {
            setName(target.value);
            setProblem('');
            const next = operations.find((one) => one.name === target.value);
            if (next) setText(exampleOf(next));
          }}
        >
          {[...new Set(found.map(({ group }) => group))].map((group) => (
            <optgroup key={group} label={group}>
              {found
                .filter((one) => one.group === group)
                .map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="field">
        <span>Input</span>
        <textarea
          dir="ltr"
          rows={9}
          spellCheck={false}
          value={text}
          aria-invalid={problem !== ''}
          aria-describedby={problem === '' ? undefined : `${id}-problem`}
          onChange={({ target }) => {
            setText(target.value);
            setProblem('');
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
        />
      </label>
      {problem !== '' && (
        <p id={`${id}-problem`} role="alert" className="emulator-problem">
          {problem}
        </p>
      )}
      {isBusy ? (
        <button type="button" className="button" data-variant="secondary" onClick={() => controller.current?.abort()}>
          Stop
        </button>
      ) : (
        <button type="submit" className="button emulator-send" disabled={emulator === null}>
          Send
        </button>
      )}
    </form>
  );
}

/** The object that a text holds, or what is wrong with it. */
function objectFrom(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : 'An input is an object: { … }.';
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
