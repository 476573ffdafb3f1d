import { useConversations } from '@dify-oapi/react';
import '@dify-oapi/react/themes/almanac.css';
import '@dify-oapi/react/themes/pebble.css';
import '@dify-oapi/react/themes/signal.css';
import { useRef, useState } from 'react';
import { navigate } from '../use-route.ts';
import { ChoiceRow } from './choice-row.tsx';
import { ContrastTable } from './contrast-table.tsx';
import { type Theme, untouched } from './theme.ts';
import { readTheme, writeTheme } from './theme-address.ts';
import { ThemeControls } from './theme-controls.tsx';
import { ThemeOutput } from './theme-output.tsx';
import { ThemePane } from './theme-pane.tsx';
import { ThemeSeeds } from './theme-seeds.tsx';
import { useContrasts } from './use-contrasts.ts';
import './theme-editor.css';

const views = [
  { value: 'both', title: 'Both' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const;

/** A theme, chosen by hand, beside the chat that wears it. The choices stand in the address. */
export function ThemeEditor({ address }: { readonly address: string }) {
  const theme = readTheme(address);
  const [view, setView] = useState<(typeof views)[number]['value']>('both');
  const [past, setPast] = useState<readonly Theme[]>([]);
  const { conversations } = useConversations();
  // What is asked in one of the previews shows in both.
  const [opened, setOpened] = useState<string | null>();
  const conversationId = opened === undefined ? (conversations[0]?.id ?? null) : opened;
  const lightPane = useRef<HTMLElement>(null);
  const darkPane = useRef<HTMLElement>(null);
  const light = useContrasts(lightPane, address);
  const dark = useContrasts(darkPane, address);

  const show = (next: Theme) => {
    const search = writeTheme(next);
    navigate(search === '' ? '/theme-editor' : `/theme-editor/${search}`, { replace: true });
  };
  const change = (part: Partial<Theme>) => {
    setPast([...past, theme].slice(-100));
    show({ ...theme, ...part });
  };
  const last = past.at(-1);
  const undo =
    last &&
    (() => {
      setPast(past.slice(0, -1));
      show(last);
    });
  return (
    <main className="theme-editor" lang="en">
      <ThemeControls theme={theme} onChange={change} onReset={() => change(untouched)} onUndo={undo} />
      <div className="theme-page">
        <div className="theme-head">
          <h2>Preview</h2>
          <ChoiceRow legend="Schemes" value={view} options={views} onChange={setView} />
        </div>
        <div className="theme-panes" data-view={view}>
          <ThemePane theme={theme} scheme="light" conversationId={conversationId} onOpen={setOpened} pane={lightPane} />
          <ThemePane theme={theme} scheme="dark" conversationId={conversationId} onOpen={setOpened} pane={darkPane} />
        </div>
        <div className="theme-results">
          <ThemeOutput theme={theme} />
          <ContrastTable light={light} dark={dark} />
        </div>
        <ThemeSeeds onChoose={change} />
      </div>
    </main>
  );
}
