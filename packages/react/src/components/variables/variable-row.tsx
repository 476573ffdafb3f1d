import type { ConversationVariable } from '@dify-oapi/core';
import { Pencil } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { VariableEditor } from './variable-editor.tsx';
import { refusalOf, type VariableRefusal } from './variable-refusal.ts';
import { VariableSwitch } from './variable-switch.tsx';
import { readVariable, type VariableValue } from './variable-value.ts';

/** Props of `VariableRow`. */
export interface VariableRowProps {
  variable: ConversationVariable;
  /** Whether nobody here may change it. */
  isFixed: boolean;
  /** Rejects when it was not kept. */
  onChange(value: VariableValue): Promise<unknown>;
}

/** One variable: its name, its kind, its value, and the way to change it. What was not kept stays in the editor. */
export function VariableRow({ variable, isFixed, onChange }: VariableRowProps) {
  const labels = useLabels();
  const id = useId();
  const { description, name, value_type } = variable;
  const { isOn, kind, text } = readVariable(variable);
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<VariableRefusal>();
  const button = useRef<HTMLButtonElement>(null);

  async function save(value: VariableValue, written?: string): Promise<void> {
    setRefusal(undefined);
    try {
      await onChange(value);
    } catch (error) {
      setRefusal(refusalOf(error));
      setDraft(written);
    }
  }
  function close(): void {
    flushSync(() => setDraft(undefined));
    button.current?.focus();
  }

  return (
    <li data-dify="variable" data-kind={kind}>
      <div data-dify="variable-head">
        <strong id={id} dir="auto" title={name}>
          {name}
        </strong>
        <span>{labels.variableTypes[value_type] ?? value_type}</span>
        {kind === 'boolean' && (
          <VariableSwitch
            isOn={isOn}
            disabled={isFixed}
            labelledBy={id}
            describedBy={refusal && `${id}-refusal`}
            onChange={(next) => void save(next)}
          />
        )}
        {kind !== 'boolean' && kind !== 'fixed' && !isFixed && draft === undefined && (
          <IconButton
            ref={button}
            label={labels.changeVariable(name)}
            icon={Pencil}
            onClick={() => {
              setRefusal(undefined);
              setDraft(text);
            }}
          />
        )}
      </div>
      {description && <p dir="auto">{description}</p>}
      {draft !== undefined ? (
        <VariableEditor
          variable={variable}
          kind={kind}
          before={text}
          draft={draft}
          refusal={refusal}
          onSave={(value, written) => {
            close();
            void save(value, written);
          }}
          onCancel={() => {
            setRefusal(undefined);
            close();
          }}
        />
      ) : (
        <>
          {kind !== 'boolean' && <VariableText kind={kind} text={text} name={name} />}
          {refusal !== undefined && (
            <p data-dify="field-problem" id={`${id}-refusal`} role="alert">
              {labels[refusal]}
            </p>
          )}
        </>
      )}
    </li>
  );
}

/** From so many letters or lines on, a value scrolls in its place. */
const long = { letters: 300, lines: 8 };

function VariableText({ kind, text, name }: { kind: string; text: string; name: string }) {
  const labels = useLabels();
  if (text === '') return <span data-dify="variable-empty">{labels.variableEmpty}</span>;
  const dir = kind === 'text' || kind === 'number' ? 'auto' : 'ltr';
  if (text.length < long.letters && text.split('\n').length < long.lines) {
    return (
      <div data-dify="variable-value" dir={dir}>
        {text}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    <section data-dify="variable-value" dir={dir} aria-label={name} tabIndex={0}>
      {text}
    </section>
  );
}
