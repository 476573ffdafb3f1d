import { usePlaygroundState } from './use-playground-state.ts';

/** Nobody should take the emulator's words for a model's. */
export function EmulatorNote() {
  const { state } = usePlaygroundState();
  if (state?.answersFrom !== 'emulator') return null;
  return (
    <span lang="en">Answered by the built-in emulator: it quotes the handbook, no language model is involved.</span>
  );
}
