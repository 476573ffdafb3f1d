import { wavOf } from './wav-of.ts';

/** Samples a second: what speech needs, and models of speech are made for. Two bytes each, so 30 MB are 16 minutes. */
const sampleRate = 16_000;

/**
 * A recording as Dify takes it. Browsers record WebM or MP4 that Dify refuses, so it is written anew as WAV with one channel.
 *
 * @throws DOMException when the browser cannot read the recording
 */
export async function toWav(recording: Blob): Promise<File> {
  const bytes = await recording.arrayBuffer();
  // A context decodes into its own rate of samples.
  const sound = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
  return new File([wavOf(inOneChannel(sound), sampleRate)], 'dictation.wav', { type: 'audio/wav' });
}

function inOneChannel(sound: AudioBuffer): Float32Array {
  const mixed = new Float32Array(sound.length);
  for (let channel = 0; channel < sound.numberOfChannels; channel++) {
    sound.getChannelData(channel).forEach((sample, index) => {
      mixed[index] = (mixed[index] ?? 0) + sample / sound.numberOfChannels;
    });
  }
  return mixed;
}
