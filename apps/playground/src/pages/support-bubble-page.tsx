import { SupportBubble } from '../examples/support-bubble.tsx';

/** A shop's page with its help in the corner, built from the parts of the chat. */
export function SupportBubblePage() {
  return (
    <main className="chat-page example-shop" lang="en">
      <p className="example-brand">Velo Nord</p>
      <h1>Strand 2</h1>
      <p>The city bike that stays quiet. Belt drive, 90 km on one charge, a rack for the week’s shopping.</p>
      <SupportBubble />
    </main>
  );
}
