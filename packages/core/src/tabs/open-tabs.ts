import { addressPrefix, type StorageScope } from '../storage/storage-scope.ts';
import { readTabEnvelope, type TabEnvelope, type TabMessage } from './tab-message.ts';

/** What is used of a BroadcastChannel. */
interface ChannelLike {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/** The other tabs of the same person with the same app. */
export interface Tabs {
  /** Tells the others. Never throws; where tabs cannot talk nobody hears it. */
  send(message: TabMessage): void;
  /** Called with what others tell. @returns a function that ends the subscription */
  subscribe(listener: (message: TabMessage) => void): () => void;
  /** Tells and hears nothing any more. */
  close(): void;
}

/** Opens the line to the other tabs of a scope. Without BroadcastChannel it is silent. */
export function openTabs({ baseURL, person }: StorageScope): Tabs {
  const channel = openChannel(addressPrefix(baseURL));
  const listeners = new Set<(message: TabMessage) => void>();
  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const envelope = readTabEnvelope(data);
      if (envelope === undefined || envelope.person !== person) return;
      for (const listener of [...listeners]) listener(envelope.message);
    };
  }
  return {
    send(message) {
      const envelope: TabEnvelope = { version: 1, person, message };
      try {
        channel?.postMessage(envelope);
      } catch {
        // Closed, or the page is being left: then there is nobody to tell.
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      channel?.close();
    },
  };
}

function openChannel(name: string): ChannelLike | null {
  const Channel: unknown = Reflect.get(globalThis, 'BroadcastChannel');
  if (typeof Channel !== 'function') return null;
  try {
    const channel: unknown = Reflect.construct(Channel, [name]);
    if (!isChannel(channel)) return null;
    // In Node an open channel would keep the process alive.
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref();
    return channel;
  } catch {
    return null; // Opaque origins, such as sandboxed frames, have none.
  }
}

function isChannel(value: unknown): value is ChannelLike {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'close' in value;
}
