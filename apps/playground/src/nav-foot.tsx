import { CircleCheck, CircleDashed, CircleX, Languages, Moon, Sun } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { DirectionChoice, LanguageChoice } from './preference-choices.tsx';
import { setPreferences } from './preferences.ts';
import { usePlaygroundState } from './use-playground-state.ts';
import { usePreferences } from './use-preferences.ts';

/** Who answers, and how the page is shown. */
export function NavFoot() {
  const { isDark } = usePreferences();
  const menu = useId();
  const theme = isDark ? 'light' : 'dark';
  return (
    <div className="nav-foot">
      <AnswersFrom />
      <button
        type="button"
        className="button"
        data-icon-only
        aria-label="Language and direction"
        title="Language and direction"
        popoverTarget={menu}
      >
        <Languages aria-hidden />
      </button>
      <div id={menu} popover="auto" className="popover">
        <LanguageChoice />
        <DirectionChoice />
      </div>
      <button
        type="button"
        className="button"
        data-icon-only
        aria-label={`Switch to ${theme}`}
        title={`Switch to ${theme}`}
        onClick={() => setPreferences({ theme })}
      >
        {isDark ? <Sun aria-hidden /> : <Moon aria-hidden />}
      </button>
    </div>
  );
}

function AnswersFrom() {
  const { state, isUnreachable } = usePlaygroundState();
  if (isUnreachable) return <Status icon={<CircleX aria-hidden />} tone="danger" word="No server" />;
  if (state === null) return <Status icon={<CircleDashed aria-hidden />} word="Connecting" />;
  return (
    <Status
      icon={<CircleCheck aria-hidden />}
      tone="success"
      word={state.answersFrom === 'emulator' ? 'Emulator' : 'Dify'}
    />
  );
}

function Status({ icon, tone, word }: { icon: ReactNode; tone?: 'success' | 'danger'; word: string }) {
  return (
    <span className="status" data-tone={tone}>
      {icon}
      {word}
    </span>
  );
}
