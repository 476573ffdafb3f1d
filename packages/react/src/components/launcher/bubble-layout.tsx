import type { ComponentType } from 'react';
import { LabelsProvider } from '../../provider/labels-provider.tsx';
import type { ChatLayoutProps } from '../chat/chat-layout.tsx';
import { SlotsContext, useSlot } from '../chat/slots.ts';
import { useBubble } from './bubble-context.ts';
import { ChatBubble } from './chat-bubble.tsx';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';
import type { BubbleOptions } from './use-bubble-state.ts';
import { usePanelHandle } from './use-panel-handle.ts';

/** Props of `BubbleLayout`. */
export interface BubbleLayoutProps extends BubbleOptions, ChatLayoutProps {
  kind: 'bubble' | 'sidebar';
  /** The chat in the panel, which may come when it is first opened. */
  inside: ComponentType<ChatLayoutProps>;
}

const noSlots = {};

/** A chat that opens and closes, with its launcher. */
export function BubbleLayout(props: BubbleLayoutProps) {
  const { kind, open, defaultOpen, onOpenChange, inside, handle, className, style, render, ref, ...chat } = props;
  return (
    <LabelsProvider labels={chat.labels}>
      <SlotsContext value={chat.slots ?? noSlots}>
        <ChatBubble
          kind={kind}
          open={open}
          defaultOpen={defaultOpen}
          onOpenChange={onOpenChange}
          className={className}
          style={style}
          ref={ref}
        >
          <PanelOf {...chat} inside={inside} handle={handle} layout={kind} />
          {kind === 'bubble' && <LauncherOf />}
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
