import type { AssistantMessage } from '@dify-oapi/core';
import { Ellipsis } from 'lucide-react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { useLabels } from '../../provider/use-labels.ts';
import { IconButton } from '../button/icon-button.tsx';
import { useMenuButton } from '../menu/use-menu-button.ts';

const AnswerMenu = lazyPart(async () => (await import('./answer-menu.tsx')).AnswerMenu);

/** What is done with an answer less often, behind one button. The menu comes with the first press. */
export function MoreActions({ message }: { message: AssistantMessage }) {
  const { isWanted, place, props } = useMenuButton(AnswerMenu.preload);
  return (
    <>
      <IconButton ref={place.anchor} label={useLabels().moreForAnswer} icon={Ellipsis} {...props} />
      {isWanted && <AnswerMenu message={message} {...place} />}
    </>
  );
}
