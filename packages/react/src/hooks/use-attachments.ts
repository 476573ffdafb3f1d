import type { SendFile } from '@dify-oapi/core';
import { useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { type AttachmentLimits, attachmentLimits } from './attachment-limits.ts';
import type { Attachment } from './attachment-store.ts';
import { useChat } from './chat-context.tsx';
import { draftOf } from './draft-store.ts';
import { useAppConfig } from './use-app-config.ts';

/** The files beside the draft, and what can be done with them. */
export interface Attachments {
  readonly attachments: readonly Attachment[];
  /** What the app takes. */
  readonly limits: AttachmentLimits;
  /** How many are still on their way; a send waits for them. */
  readonly uploadingCount: number;
  /** Checks files against the app's limits, and uploads those that may be added. */
  add(files: Iterable<File>): void;
  /** Adds a file that the app fetches itself, where it does. @returns whether it is the address of a file */
  addAddress(address: string): boolean;
  /** Uploads a failed one again. */
  retry(id: string): void;
  /** Takes one away, and its upload back. */
  remove(id: string): void;
  /** Hands over the ready ones for a send, and takes them off the list. */
  take(): readonly SendFile[];
  /** Puts back what a send could not use. */
  putBack(files: readonly SendFile[]): void;
}

/** Files for the next message of the conversation above: checked before they go anywhere, uploaded while one writes. */
export function useAttachments(): Attachments {
  const store = draftOf(useChat(), useDify()).attachments;
  const limits = attachmentLimits(useAppConfig().data?.parameters);
  const attachments = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  return {
    attachments,
    limits,
    uploadingCount: attachments.filter(({ state }) => state === 'uploading').length,
    add: (files) => store.add(files, limits),
    addAddress: (address) => store.addAddress(address, limits),
    retry: store.retry,
    remove: store.remove,
    take: store.take,
    putBack: store.putBack,
  };
}
