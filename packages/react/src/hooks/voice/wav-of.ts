const headerBytes = 44;

/**
 * Sound as a WAV file: 16 bits, one channel.
 *
 * @param samples from -1 to 1; what is beyond is cut off
 * @param sampleRate samples a second
 */
export function wavOf(samples: Float32Array, sampleRate: number): Blob {
  const view = new DataView(new ArrayBuffer(headerBytes + samples.length * 2));
  const name = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
  };
  name(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => {
    const level = Math.max(-1, Math.min(1, sample));
    view.setInt16(headerBytes + index * 2, Math.round(level * (level < 0 ? 0x8000 : 0x7fff)), true);
  });
  return new Blob([view.buffer], { type: 'audio/wav' });
}
