import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { createDictation, type DictationState, type DictationStore } from './voice/dictation.ts';

/** A dictation: what it is doing, and what can be done with it. */
export interface Dictation
  extends DictationState,
    Pick<DictationStore, 'start' | 'finish' | 'cancel' | 'retry' | 'getLevel'> {}

/**
 * Dictation: records, writes the recording anew in a format that Dify takes, and has the app write down what was said. Only
 * for apps whose `/parameters` say `speech_to_text`. Ends with the component.
 *
 * @param onText told what was said, without blanks around it
 */
export function useDictation(onText: (text: string) => void): Dictation {
  const dify = useDify();
  const [store] = useState(() => createDictation(dify));
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const tell = useEffectEvent(onText);
  useEffect(() => {
    const leave = store.hear((text) => tell(text));
    return () => {
      leave();
      store.cancel();
    };
  }, [store]);
  const { start, finish, cancel, retry, getLevel } = store;
  return { ...state, start, finish, cancel, retry, getLevel };
}
