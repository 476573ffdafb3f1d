import type { HandleKind } from '../handles/handle-kind.ts';
import type { Detail } from '../options.ts';

/** What one person may see of answers, and how ids are handed to them. */
export interface View {
  readonly detail: Detail;
  /** Whether tokens and prices may be seen. */
  readonly usage: boolean;
  /** Whether the thoughts of models may be seen. */
  readonly thinking: boolean;
  /** Whether files may be named by their address. */
  readonly remoteUrls: boolean;
  /** What links to files begin with. */
  readonly linkBase: string;
  /** The handle of an id; undefined for what is none. */
  readonly seal: (kind: HandleKind, id: string) => string | undefined;
}

/** Sees as little as possible. */
export const closedView: View = {
  detail: 'none',
  usage: false,
  thinking: false,
  remoteUrls: false,
  linkBase: '',
  seal: () => undefined,
};
