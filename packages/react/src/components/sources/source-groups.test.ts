import { describe, expect, it } from 'vitest';
import { aPassage } from '../../testing/fixtures.ts';
import { groupSources } from './source-groups.ts';

describe('groupSources', () => {
  it('makes one source of all passages of a document, and leads each cited number to its passage', () => {
    const { groups, cited } = groupSources([
      aPassage({ position: 1, segment_position: 12 }),
      aPassage({ position: 2, document_id: 'doc-2', document_name: 'Recall.md' }),
      aPassage({ position: 3, segment_position: 14 }),
    ]);
    expect(groups.map(({ number, name, passages }) => [number, name, passages.length])).toEqual([
      [1, 'Drive unit and rear wheel.pdf', 2],
      [2, 'Recall.md', 1],
    ]);
    expect(cited.get(3)?.group.number).toBe(1);
    expect(cited.get(3)?.passage.segment_position).toBe(14);
  });

  it('numbers passages by their order where the app gives no position', () => {
    const { cited } = groupSources([
      aPassage({ position: null }),
      aPassage({ position: null, document_id: 'doc-2', document_name: 'B' }),
    ]);
    expect(cited.get(2)?.passage.document_name).toBe('B');
  });
});
