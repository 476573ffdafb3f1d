import { describe, expect, it } from 'vitest';
import { renderTemplate } from './render-template.ts';

describe('renderTemplate', () => {
  it.each([
    ['{{ name }} {{ missing }}|{{ none }} {{ yes }}', 'Ann |None True'],
    ['{{ list | length }} {{ list | join(", ") }} {{ list[-1] }}', '2 a, b b'],
    ['{% if n > 2 and name == "Ann" %}big{% elif n %}small{% else %}none{% endif %}', 'big'],
    ['{% for k, v in map.items() %}{{ k }}={{ v|upper }}{% if not loop.last %};{% endif %}{% endfor %}', 'x=ONE;y=TWO'],
    ['{% for i in empty %}{{ i }}{% else %}nothing{% endfor %}', 'nothing'],
    ['{%- set a = n * 2 + 1 -%} {{ a }} {# a note #}{{ missing | default("d") }}', '7 d'],
    ['{{ list }}\n', "['a', 'b']"],
  ])('renders %s', (template, text) => {
    const names = {
      name: 'Ann',
      none: null,
      yes: true,
      list: ['a', 'b'],
      n: 3,
      map: { x: 'one', y: 'two' },
      empty: [],
    };
    expect(renderTemplate(template, names)).toBe(text);
  });

  it('says what it does not know', () => {
    expect(() => renderTemplate('{{ a | explode }}', {})).toThrow("No filter named 'explode'.");
    expect(() => renderTemplate('{% include "x" %}', {})).toThrow("Encountered unknown tag 'include'.");
  });

  it('reaches nothing but the names that it is given', () => {
    expect(renderTemplate('{{ a.constructor }}{{ constructor }}', { a: {} })).toBe('');
  });
});
