import { Check, CircleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useDictation } from '../../hooks/use-dictation.ts';
import type { DictationFailure } from '../../hooks/voice/dictation.ts';
import { speaker } from '../../hooks/voice/speaker.ts';
import type { Labels } from '../../labels/labels.ts';
import { useLabels } from '../../provider/use-labels.ts';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { useFeature } from '../chat/features.ts';
import { useComposer } from '../composer/composer-context.ts';
import { Icon } from '../icon/icon.tsx';
import { DictationClock } from './dictation-clock.tsx';
import { insertSaid } from './insert-said.ts';
import { LevelMeter } from './level-meter.tsx';

/**
 * The composer while one speaks: level, time, and the two ways out. Begins to record as it appears. What was said goes to
 * where the caret was. Renders a `<div>`.
 */
export function DictationBar() {
  const labels = useLabels();
  const { field, setDictating, text, setText } = useComposer();
  const bar = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLButtonElement>(null);
  const leave = () => {
    setDictating(false);
    requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
  };
  const { status, startedAt, failure, start, finish, retry, getLevel } = useDictation((said) => {
    const start = field.current?.selectionStart ?? text.length;
    const next = insertSaid(text, said, start, field.current?.selectionEnd ?? start);
    setText(next.text);
    leave();
    requestAnimationFrame(() => field.current?.setSelectionRange(next.caret, next.caret));
  });

  useEffect(() => {
    // It would hear itself.
    speaker.stop();
    start();
  }, [start]);
  // What had the focus is hidden by now: it goes on from the button that ends this.
  const isFailed = status === 'failed';
  useEffect(() => {
    (isFailed ? bar : main).current?.focus({ preventScroll: true });
  }, [isFailed]);

  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.shiftKey) return;
    event.preventDefault();
    leave();
  }

  const isOffered = useFeature('dictation');
  const failed = failure !== null && (isOffered ? wordsOf(failure, labels) : labels.dictationRefused);
  const words = status === 'writing' ? labels.dictationWriting : labels.dictationAsking;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere
    <div
      ref={bar}
      data-dify="dictation"
      data-status={status}
      role="group"
      aria-label={labels.dictation}
      tabIndex={-1}
      onKeyDown={press}
    >
      {failure === null ? (
        <>
          <span data-dify="bead" />
          {status === 'recording' ? (
            <LevelMeter getLevel={getLevel} />
          ) : (
            <span data-dify="dictation-text">{words}</span>
          )}
          {startedAt !== null && <DictationClock startedAt={startedAt} />}
          <Button variant="ghost" onClick={leave}>
            {labels.cancel}
          </Button>
          <IconButton
            ref={main}
            label={labels.dictationFinish}
            icon={Check}
            variant="primary"
            size="md"
            aria-disabled={status !== 'recording' || undefined}
            onClick={finish}
          />
        </>
      ) : (
        <>
          <Icon as={CircleAlert} />
          <span data-dify="dictation-text">{failed}</span>
          {failure !== 'unsupported' && isOffered && (
            <Button size="sm" onClick={retry}>
              {labels.tryAgain}
            </Button>
          )}
          <IconButton label={labels.close} icon={X} onClick={leave} />
        </>
      )}
      <span data-dify="visually-hidden" role="status">
        {failure === null ? (status === 'recording' ? labels.dictationListening : words) : failed}
      </span>
    </div>
  );
}

function wordsOf(failure: DictationFailure, labels: Labels): string {
  switch (failure) {
    case 'denied':
      return labels.dictationDenied;
    case 'no-microphone':
      return labels.dictationNoMicrophone;
    case 'microphone-busy':
      return labels.dictationMicrophoneBusy;
    case 'unsupported':
      return labels.dictationUnsupported;
    case 'unreadable':
      return labels.dictationUnreadable;
    case 'nothing-heard':
      return labels.dictationNothingHeard;
    default:
      return labels.dictationNotWritten;
  }
}
