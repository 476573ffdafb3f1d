/** Reads UTF-8 that comes in pieces. */
export interface UTF8Reader {
  /** The text of a piece, as far as its characters are whole. */
  read(piece: Uint8Array): string;
  /** What an unfinished character at the end stands for. */
  end(): string;
}

/**
 * Reads UTF-8 wherever it is cut. A piece that begins and ends with whole characters, as nearly all do, is read by itself:
 * engines are several times faster at that.
 */
export function createUTF8Reader(): UTF8Reader {
  const across = new TextDecoder();
  const alone = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Whether the next piece has to be read together with what came before, as the first one for its byte order mark. */
  let isOpen = true;
  return {
    read(piece) {
      const last = piece.at(-1);
      if (last === undefined) return '';
      const wasOpen = isOpen;
      isOpen = last >= 0x80;
      return wasOpen || isOpen ? across.decode(piece, { stream: true }) : alone.decode(piece);
    },
    end: () => across.decode(),
  };
}
