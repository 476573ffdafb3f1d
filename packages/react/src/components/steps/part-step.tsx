import type { AssistantMessage, ReasoningPart, ToolPart } from '@dify-oapi/core';
import { useSlot } from '../chat/slots.ts';
import { Reasoning } from '../reasoning/reasoning.tsx';
import { Tool } from '../tools/tool-step.tsx';

/** Props of `PartStep`. */
export interface PartStepProps {
  part: ReasoningPart | ToolPart;
  message: AssistantMessage;
}

/** The line of one thought or one use of a tool. A component of the host's own gets a line to stand in. */
export function PartStep({ part, message }: PartStepProps) {
  const ReasoningSlot = useSlot('Reasoning', Reasoning);
  const ToolSlot = useSlot('Tool', Tool);
  const isOwn = part.type === 'tool' ? ToolSlot !== Tool : ReasoningSlot !== Reasoning;
  const line =
    part.type === 'tool' ? <ToolSlot part={part} message={message} /> : <ReasoningSlot part={part} message={message} />;
  return isOwn ? <li data-dify="step-own">{line}</li> : line;
}
