import type { AssistantMessage } from '@dify-oapi/core';
import { Ellipsis } from 'lucide-react';
import { useRef, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';

const AnswerMenu = lazyPart(async () => (await import('./answer-menu.tsx')).AnswerMenu);

/** What is done with an answer less often, behind one button. The menu comes with the first press. */
export function MoreActions({ message }: { message: AssistantMessage }) {
  const labels = useLabels();
  const button = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        label={labels.moreForAnswer}
        icon={Ellipsis}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={() => void AnswerMenu.preload()}
        onFocus={() => void AnswerMenu.preload()}
        // A press of a key is a click without a count.
        onClick={({ detail }) => {
          setByKey(detail === 0);
          setWanted(true);
          setOpen(!isOpen);
        }}
      />
      {isWanted && (
        <AnswerMenu message={message} anchor={button} isOpen={isOpen} isByKey={isByKey} onOpenChange={setOpen} />
      )}
    </>
  );
}
