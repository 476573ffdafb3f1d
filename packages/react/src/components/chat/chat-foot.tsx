import { type ReactNode, use } from 'react';
import { useAppConfig } from '../../hooks/use-app-config.ts';
import { JumpButton } from '../viewport/jump-button.tsx';
import { ShellContext } from './shell-context.ts';

/** Props of `Chat.Foot`. */
export interface ChatFootProps {
  /** The composer. */
  children: ReactNode;
}

/** Below the thread: the way back to its end, the composer, and the small print. */
export function ChatFoot({ children }: ChatFootProps) {
  return (
    <footer data-dify="chat-foot">
      <div data-dify="jump-anchor">
        <JumpButton />
      </div>
      {children}
      <Disclaimer />
    </footer>
  );
}

/** The host's notice and the app's disclaimer. */
export function Disclaimer() {
  const { notice } = use(ShellContext);
  const text = useAppConfig().data?.site?.custom_disclaimer;
  return (
    <div data-dify="disclaimer">
      {text && <p dir="auto">{text}</p>}
      {notice && <div data-dify="notice">{notice}</div>}
    </div>
  );
}
