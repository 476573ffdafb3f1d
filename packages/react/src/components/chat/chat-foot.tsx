import { use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { type PartProps, usePart } from '../../primitives/part.ts';
import { JumpButton } from '../viewport/jump-button.tsx';
import { ShellContext } from './shell-context.ts';

/** Props of `Chat.Foot`: those of a `<footer>`. */
export type ChatFootProps = PartProps<'footer'>;

/** Below the thread: the way back to its end, the composer, and the small print. Renders a `<footer>`. */
export function ChatFoot({ children, ...props }: ChatFootProps) {
  return usePart('footer', 'chat-foot', props, {
    own: {
      children: (
        <>
          <div data-dify="jump-anchor">
            <JumpButton />
          </div>
          {children}
          <Disclaimer />
        </>
      ),
    },
  });
}

/** Props of `Chat.Disclaimer`: those of a `<div>`. */
export type DisclaimerProps = PartProps<'div'>;

/** The host's notice and the app's disclaimer. Renders a `<div>`. */
export function Disclaimer(props: DisclaimerProps) {
  const { notice } = use(ShellContext);
  const text = useAppConfig().data?.site?.custom_disclaimer;
  return usePart('div', 'disclaimer', props, {
    own: {
      children: (
        <>
          {text && <p dir="auto">{text}</p>}
          {notice && <div data-dify="notice">{notice}</div>}
        </>
      ),
    },
  });
}
