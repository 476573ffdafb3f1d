import type { AssistantMessage } from '@dify-oapi/core';
import { useSlot } from '../chat/slots.ts';
import { AnswerFiles } from '../media/answer-files.tsx';
import { PartStep } from '../steps/part-step.tsx';
import { StepList } from '../steps/step-list.tsx';
import { Steps } from '../steps/steps.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AnswerText } from './answer-text.tsx';
import { segmentsOf } from './segments-of.ts';

/** Steps, text, files and forms of an answer in the order in which they came. */
export function AnswerParts({ message }: { message: AssistantMessage }) {
  const StepsSlot = useSlot('Steps', Steps);
  const TextSlot = useSlot('Text', AnswerText);
  const FormSlot = useSlot('HumanInput', AnswerForm);
  const segments = segmentsOf(message.parts);
  // Thoughts and tools before the text stand among the steps.
  const rest = segments[0]?.type === 'steps' ? segments.slice(1) : segments;

  return (
    <>
      <StepsSlot message={message} />
      {rest.map((segment) => {
        switch (segment.type) {
          case 'steps':
            return (
              <StepList key={segment.id}>
                {segment.parts.map((part) => (
                  <PartStep key={part.id} part={part} message={message} />
                ))}
              </StepList>
            );
          case 'files':
            return <AnswerFiles key={segment.id} files={segment.parts} />;
          case 'human-input':
            return <FormSlot key={segment.id} form={segment.part.form} />;
          default:
            return <TextSlot key={segment.id} part={segment.part} message={message} />;
        }
      })}
    </>
  );
}
