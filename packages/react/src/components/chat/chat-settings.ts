import type { AssistantMessage, Chat, DifyError, DifyEvent, PendingForm, WhenBusy } from '@dify-oapi/core';
import type { ReactNode } from 'react';
import type { Labels } from '../../labels/labels.ts';
import type { ResolveSource } from '../sources/resolve-source.ts';
import type { ComposerTrigger } from '../triggers/composer-trigger.ts';
import type { AnswerMarkdown } from './answer-context.ts';
import type { Features } from './features.ts';
import type { ChatLayoutName } from './shell-context.ts';
import type { Slots } from './slots.ts';

/** What a chat tells its host. */
export interface ChatEvents {
  /** Another conversation was opened, or a new one got its id. */
  onConversationIdChange?: ((conversationId: string | null) => void) | undefined;
  /** An answer has ended, whatever the end. */
  onFinish?: ((message: AssistantMessage) => void) | undefined;
  /** Something failed; it is also said in the thread. */
  onError?: ((error: DifyError) => void) | undefined;
  /** Every event of the stream, unknown ones too. */
  onEvent?: ((event: DifyEvent) => void) | undefined;
  /** An answer waits for a form to be filled in. Once a form. */
  onHumanInput?: ((form: PendingForm) => void) | undefined;
  /** Something odd that harmed nothing: a line that was no JSON, an event of another run. */
  onWarning?: ((warning: string) => void) | undefined;
}

/** What a chat goes by. */
export interface ChatSettings extends ChatEvents {
  /** A conversation made with `createChat`; without it, one is opened by its id. */
  chat?: Chat | undefined;
  /** The conversation to be on; `null` is a new one. Comes with `onConversationIdChange`. */
  conversationId?: string | null | undefined;
  /** The conversation to begin on. @default a new one */
  defaultConversationId?: string | null | undefined;
  /** Where the chat stands. @default 'page' */
  layout?: ChatLayoutName | undefined;
  /** Values of the app's variables for every send. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * What becomes of a message that is sent while an answer runs: it cannot be sent, it waits in a list above the composer, or
   * the answer is stopped for it. @default 'reject'
   */
  whenBusy?: WhenBusy | undefined;
  /** Whether an answer that ran when the page was left goes on by itself. @default true */
  autoResume?: boolean | undefined;
  /** Words to use instead of the provided ones. */
  labels?: Partial<Labels> | undefined;
  /** Lists that open while one writes: commands behind `/`, people behind `@`. Loaded only where there are some. */
  triggers?: readonly ComposerTrigger[] | undefined;
  /** Components of one's own in the places of the kit's. */
  slots?: Slots | undefined;
  /** What is offered; `false` hides it, the rest is shown where the app can do it. */
  features?: Features | undefined;
  /** Whether the colour that the app was given in Dify is the accent here. @default false */
  siteTheme?: boolean | undefined;
  /**
   * Where a question goes when it is sent: to the upper `third` of the view, to its `top`, where the view then stays, or to
   * the `end` like any text. The answer grows below it. @default 'third'
   */
  anchor?: 'third' | 'top' | 'end' | undefined;
  /** Whether `#message-…` in the page's address leads to that message of the open conversation. @default false */
  permalinks?: boolean | undefined;
  /** Where a passage's document is: a web address, a path of this site, or how to show it. */
  resolveSource?: ResolveSource | undefined;
  /** Whether tokens, times and price of an answer are shown below it. @default false */
  showsUsage?: boolean | undefined;
  /** Addresses below which pictures load without being asked for, beside files of this app. @default none */
  imagePrefixes?: readonly string[] | undefined;
  /** Components and plug-ins for the Markdown of answers. Keep its identity between renders. */
  markdown?: AnswerMarkdown | undefined;
  /**
   * Whether text that comes in bursts is shown at an even pace, word by word, at most about a sixth of a second late. Readers
   * who want less motion see it as it comes. @default false
   */
  smooth?: boolean | undefined;
  /** A line of one's own below the composer. */
  notice?: ReactNode;
}
