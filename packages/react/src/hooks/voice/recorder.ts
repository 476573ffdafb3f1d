/** A recording that is being made. */
export interface Recording {
  /** How loud it is just now, from 0 to 1. */
  level(): number;
  /** Ends it, and gives the microphone back. */
  finish(): Promise<Blob>;
  /** Throws it away, and gives the microphone back. */
  discard(): void;
}

/**
 * Asks for the microphone and records from it.
 *
 * @throws DOMException when the person, the browser or the machine does not give it
 */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
  });
  const context = new AudioContext();
  const meter = context.createAnalyser();
  meter.fftSize = 512;
  context.createMediaStreamSource(stream).connect(meter);
  const samples = new Uint8Array(meter.fftSize);

  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const ended = new Promise<Blob>((resolve) => {
    recorder.onstop = () => resolve(new Blob(pieces, { type: recorder.mimeType }));
  });
  recorder.start();

  function end(): void {
    if (recorder.state !== 'inactive') recorder.stop();
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') void context.close();
  }
  return {
    level() {
      meter.getByteTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + ((sample - 128) / 128) ** 2, 0) / samples.length;
      // Speech is quiet beside what a microphone can take.
      return Math.min(1, Math.sqrt(power) * 4);
    },
    finish() {
      end();
      return ended;
    },
    discard: end,
  };
}
