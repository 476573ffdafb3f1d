import { createEmulator, type Emulator, type EmulatorOptions, reply, supportApp } from '@dify-oapi/emulator';

/** What an app with speech is asked to say and to hear. */
export interface VoiceOptions extends Omit<EmulatorOptions, 'apps'> {
  /** What was said in any recording; it is told the recording. @default 'Which torque for the rear axle?' */
  transcribe?: (audio: Uint8Array) => string;
  /** Whether answers speak by themselves. @default false */
  speaks?: boolean;
  /** A text as MP3. @default silence */
  synthesize?: (text: string) => Uint8Array;
}

/** A chat whose app hears and speaks. */
export function aVoiceApp({
  transcribe = () => 'Which torque for the rear axle?',
  speaks = false,
  synthesize,
  ...options
}: VoiceOptions = {}): Emulator {
  const app = supportApp();
  return createEmulator({
    ...options,
    apps: [
      {
        ...app,
        model: reply('Tighten the axle to **40 Nm**. Do the arm bolt last. Check both after 50 km.'),
        speech: { transcribe, ...(synthesize && { synthesize }) },
        parameters: {
          ...app.parameters,
          speech_to_text: { enabled: true },
          text_to_speech: { enabled: true, voice: 'alloy', ...(speaks && { autoPlay: 'enabled' }) },
        },
      },
    ],
  });
}
