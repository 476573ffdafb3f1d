import { describe, expect, it } from 'vitest';
import { spokenText } from './spoken-text.ts';

describe('spokenText', () => {
  it.each([
    ['Tighten to **40 Nm**. [1]', 'Tighten to 40 Nm.'],
    ['# Torque\n\n- First\n- [Second](https://x.test)', 'Torque\n\nFirst\nSecond'],
    ['Before\n\n```ts\nlet x = 1;\n```\n\nAfter', 'Before\n\nAfter'],
    ['Before\n\n```ts\nlet x', 'Before'],
    ['| Part | Nm |\n| --- | ---: |\n| Axle | 40 |', 'Part Nm \n\n Axle 40'],
    ['![A picture](a.png)See https://x.test/y', 'See'],
  ])('reads %j as %j', (markdown, spoken) => {
    expect(spokenText(markdown)).toBe(spoken);
  });
});
