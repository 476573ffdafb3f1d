import { ArrowRight } from 'lucide-react';
import { Icon } from '../icon/icon.tsx';

/** Props of `PromptList`. */
export interface PromptListProps {
  /** Its name, e.g. "Starter questions". */
  label: string;
  prompts: readonly string[];
  onPick: (prompt: string) => void;
}

/** Questions to send with one press. Renders a `<ul>`. */
export function PromptList({ label, prompts, onPick }: PromptListProps) {
  return (
    <ul data-dify="suggestions" aria-label={label}>
      {[...new Set(prompts)].map((prompt) => (
        <li key={prompt}>
          <button type="button" data-dify="suggestion" onClick={() => onPick(prompt)}>
            <span dir="auto">{prompt}</span>
            <Icon as={ArrowRight} flip />
          </button>
        </li>
      ))}
    </ul>
  );
}
