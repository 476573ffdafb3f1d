/** What can go wrong between the server and Dify, by the emulator's own names; each meets the next answer, once. */
export const difyFaults = [
  { names: 'answer-status=500', title: 'Answer 500' },
  { names: 'answer-status=429', title: 'Answer 429' },
  { names: 'page=502', title: 'A proxy’s page, 502' },
  { names: 'cut-after=8', title: 'Cut after 8 events' },
  { names: 'cut-bytes=3000', title: 'Cut inside an event' },
  { names: 'half-character-after=8', title: 'Cut inside a character' },
  { names: 'stall-after=8', title: 'Silence after 8 events' },
  { names: 'malformed-after=8', title: 'Half a line' },
  { names: 'moderated-after=8', title: 'Text taken back' },
  { names: 'error-after=8', title: 'An error event' },
] as const;

/** Tells the emulator what meets the next answer. */
export async function armFault(names: string): Promise<void> {
  const response = await fetch('/api/playground/named-faults', { method: 'POST', body: names });
  if (!response.ok) throw new Error(`The emulator took no fault: ${response.status}.`);
}
