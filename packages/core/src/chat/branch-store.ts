import * as v from 'valibot';
import { dictionary } from '../schemas/dictionary.ts';
import { knownObject } from '../schemas/known-object.ts';

import type { RecordKind } from '../storage/record-kind.ts';
import type { MaybePromise } from '../storage/storage-adapter.ts';
import type { Branches } from './branches.ts';

/** Where a conversation keeps which of its turns are branches of which: the server does not know. */
export interface BranchStore {
  /** What was kept of a conversation; `undefined` where nothing was. */
  read(conversationId: string): MaybePromise<Branches | undefined>;
  /** Keeps it. Only ids of the server stand in it. */
  write(conversationId: string, branches: Branches): void;
}

const turn = v.pipe(v.string(), v.maxLength(128));

const branchesSchema = knownObject({
  parents: dictionary(turn, v.nullable(turn)),
  selected: dictionary(turn, turn),
});

/** Which turns are branches of which, by conversation id. */
export const branchesRecord: RecordKind<Branches> = {
  name: 'branches',
  version: 1,
  limit: 200,
  read(data) {
    const result = v.safeParse(branchesSchema, data);
    return result.success ? result.output : undefined;
  },
};

/** Branches in names that outlive the page: turns that the server has named. */
export function keptBranches({ parents, selected }: Branches, isNamed: (turn: string) => boolean): Branches {
  const isKept = (turn: string | null) => turn === null || turn === '' || isNamed(turn);
  return {
    parents: Object.fromEntries(Object.entries(parents).filter(([turn, parent]) => isNamed(turn) && isKept(parent))),
    selected: Object.fromEntries(Object.entries(selected).filter(([at, turn]) => isKept(at) && isNamed(turn))),
  };
}
