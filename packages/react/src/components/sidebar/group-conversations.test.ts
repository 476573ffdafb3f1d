import { describe, expect, it } from 'vitest';
import { groupConversations } from './group-conversations.ts';

const now = new Date(2026, 10, 22, 9).getTime();
const at = (...date: [number, number, number, number, number]) => new Date(...date).getTime() / 1000;
const conversation = (id: string, created_at: number, updated_at?: number) => ({
  id,
  name: id,
  created_at,
  updated_at: updated_at ?? null,
});

describe('groupConversations', () => {
  it('groups by calendar day, not by hours', () => {
    const groups = groupConversations(
      [
        conversation('just now', at(2026, 10, 22, 8, 59)),
        conversation('last night', at(2026, 10, 21, 23, 59)),
        conversation('last week', at(2026, 10, 15, 0, 0)),
        conversation('long ago', at(2026, 10, 14, 23, 59)),
      ],
      now,
    );
    expect(groups.map(({ age, conversations }) => [age, conversations.map(({ id }) => id)])).toEqual([
      ['today', ['just now']],
      ['yesterday', ['last night']],
      ['lastSevenDays', ['last week']],
      ['older', ['long ago']],
    ]);
  });

  it('counts the last use, not the beginning', () => {
    const [group] = groupConversations([conversation('old', at(2025, 0, 1, 0, 0), at(2026, 10, 22, 1, 0))], now);
    expect(group?.age).toBe('today');
  });
});
