import { X } from 'lucide-react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { NoVariables } from './no-variables.tsx';
import { VariableList } from './variable-list.tsx';

/** Props of `VariablesPanel`. */
export interface VariablesPanelProps {
  /** Absent where it cannot be closed. */
  onClose: (() => void) | undefined;
}

/** Head and list of what is kept for the open conversation. */
export function VariablesPanel({ onClose }: VariablesPanelProps) {
  const labels = useLabels();
  const id = useChatSelector(({ conversationId }) => conversationId);
  return (
    <>
      <header>
        <h2>{labels.variables}</h2>
        <span data-dify="spacer" />
        {onClose && <IconButton label={labels.close} icon={X} onClick={onClose} />}
      </header>
      {id === null ? <NoVariables /> : <VariableList key={id} id={id} />}
    </>
  );
}
