import { CodeReview } from '../examples/code-review.tsx';

/** A change in code with a chat beside it, built from the parts of the chat. */
export function CodeReviewPage() {
  return (
    <main className="chat-page" lang="en">
      <h1 className="visually-hidden">Code review</h1>
      <CodeReview />
    </main>
  );
}
