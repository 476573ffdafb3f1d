import type { AppDefinition } from '../app-definition.ts';
import { toBase64 } from '../http/base64.ts';
import { silentMp3 } from './silent-mp3.ts';

/** Bytes of a piece of sound. */
const pieceBytes = 4096;
/** Pieces that are ready before the next text is written. */
const readyPieces = 6;
const sentence = /[^.!?。！？]*[.!?。！？]+\s*/g;

/** Speaks an answer while it is written: a growing number of sentences at a time. Silent unless the app plays by itself. */
export function createSpeaker({ parameters, speech }: AppDefinition) {
  const settings = parameters.text_to_speech;
  const speaks = settings?.enabled === true && settings.autoPlay === 'enabled';
  const voice = String(settings?.voice ?? '');
  let text = '';
  let sentences = 2;
  let late: string[] = [];
  const soundOf = async (words: string): Promise<string[]> => {
    if (words.trim() === '') return [];
    const bytes = await (speech?.synthesize ?? silentMp3)(words, voice);
    const count = Math.ceil(bytes.length / pieceBytes);
    return Array.from({ length: count }, (_, at) => toBase64(bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes)));
  };
  return {
    speaks,
    /** Pieces of sound that come right after a piece of text, as base64. */
    async hear(piece: string): Promise<string[]> {
      if (!speaks) return [];
      const before = late;
      late = [];
      text += piece;
      const said = text.match(sentence) ?? [];
      if (said.length < Math.min(sentences, 7)) return before;
      sentences++;
      const words = said.join('');
      text = text.slice(words.length);
      const pieces = [...before, ...(await soundOf(words))];
      late = pieces.slice(readyPieces);
      return pieces.slice(0, readyPieces);
    },
    /** What is still to be said when the text has ended. */
    async rest(): Promise<string[]> {
      const pieces = [...late, ...(await soundOf(text))];
      late = [];
      text = '';
      return pieces;
    },
  };
}
