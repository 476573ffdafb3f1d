import { type ComponentType, type CSSProperties, useState } from 'react';
import { lazyPart } from '../../primitives/lazy-part.tsx';
import { LabelsProvider } from '../../provider/labels-provider.tsx';
import type { ChatLayoutProps } from '../chat/chat-layout.tsx';
import { SlotsContext, useSlot } from '../chat/slots.ts';
import { useBubble } from './bubble-context.ts';
import { ChatBubble } from './chat-bubble.tsx';
import type { InvitationWords } from './invitation.tsx';
import { Invitation } from './invitation-place.tsx';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';
import type { BubbleOptions } from './use-bubble-state.ts';
import { usePanelHandle } from './use-panel-handle.ts';

const SiteTint = lazyPart(async () => (await import('./site-tint.tsx')).SiteTint);

/** How a bubble invites. */
export interface InvitationOptions extends InvitationWords {
  /** Milliseconds before it shows. @default 4000 */
  delayMs?: number | undefined;
}

/** What a bubble does while it is closed. */
export interface ClosedBubbleOptions {
  /**
   * A card beside the launcher that invites to the chat, once to each person; `true` says the app's own opening line. The app
   * is asked for it when the card is due. @default false
   */
  invitation?: boolean | InvitationOptions | undefined;
}

/** Props of `BubbleLayout`. */
export interface BubbleLayoutProps extends BubbleOptions, ClosedBubbleOptions, ChatLayoutProps {
  kind: 'bubble' | 'sidebar';
  /** The chat in the panel, which may come when it is first opened. */
  inside: ComponentType<ChatLayoutProps>;
}

const noSlots = {};

/** A chat that opens and closes, with its launcher. */
export function BubbleLayout(props: BubbleLayoutProps) {
  const { kind, open, defaultOpen, onOpenChange, invitation, inside, handle, ...rest } = props;
  const { className, style, render, ref, ...chat } = rest;
  const [theme, setTheme] = useState<CSSProperties>();
  return (
    <LabelsProvider labels={chat.labels}>
      <SlotsContext value={chat.slots ?? noSlots}>
        <ChatBubble
          kind={kind}
          open={open}
          defaultOpen={defaultOpen}
          onOpenChange={onOpenChange}
          className={className}
          style={theme ? { ...theme, ...style } : style}
          data-dify-scope={theme && ''}
          data-tinted={theme && ''}
          ref={ref}
        >
          <PanelOf {...chat} inside={inside} handle={handle} layout={kind} />
          {kind === 'bubble' && invitation && <Invitation {...(invitation === true ? {} : invitation)} />}
          {kind === 'bubble' && <LauncherOf />}
          {kind === 'bubble' && chat.siteTheme === true && <SiteTint onTheme={setTheme} />}
        </ChatBubble>
      </SlotsContext>
    </LabelsProvider>
  );
}

function PanelOf({ inside: Inside, handle, ...chat }: ChatLayoutProps & { inside: ComponentType<ChatLayoutProps> }) {
  const inner = usePanelHandle(handle, useBubble());
  return (
    <Panel>
      <Inside {...chat} handle={inner} />
    </Panel>
  );
}

function LauncherOf() {
  const Shown = useSlot('Launcher', Launcher);
  return <Shown />;
}
