/** A microphone that hears a tone. @returns the stream of `getUserMedia`, and a function that ends the tone */
export function aMicrophone(): { stream: MediaStream; end(): void } {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.3;
  const output = context.createMediaStreamDestination();
  tone.connect(volume).connect(output);
  tone.start();
  return { stream: output.stream, end: () => void context.close() };
}
