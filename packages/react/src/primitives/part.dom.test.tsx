import { render } from '@testing-library/react';
import { createRef } from 'react';
import { describe, expect, it } from 'vitest';
import { type PartProps, usePart } from './part.ts';

type NoteState = { status: string; open: boolean };

function Note(props: PartProps<'p', NoteState>) {
  return usePart('p', 'note', props, {
    state: { status: 'streaming', open: false },
    own: { className: 'ours', role: 'note', title: 'Ours', onClick: () => clicks.push('ours') },
  });
}

const clicks: string[] = [];

describe('a part', () => {
  it('is its element, with name, state and what the user gives it', () => {
    const ref = createRef<HTMLParagraphElement>();
    const { container } = render(
      <Note
        ref={ref}
        className="theirs"
        style={{ opacity: 0.5 }}
        title="Theirs"
        onClick={() => clicks.push('theirs')}
        aria-label="Rest"
      >
        Words
      </Note>,
    );
    const element = container.querySelector('p');
    expect(ref.current).toBe(element);
    expect(element?.dataset).toMatchObject({ dify: 'note', status: 'streaming' });
    expect(element?.hasAttribute('data-open')).toBe(false);
    expect([...(element?.classList ?? [])].sort()).toEqual(['ours', 'theirs']);
    expect(element?.style.opacity).toBe('0.5');
    expect(element?.title).toBe('Theirs');
    expect(element?.getAttribute('role')).toBe('note');
    expect(element?.getAttribute('aria-label')).toBe('Rest');
    expect(element?.textContent).toBe('Words');
    element?.click();
    expect(clicks).toEqual(['theirs', 'ours']);
  });

  it('is another element where `render` names one', () => {
    const { container } = render(<Note render={<aside className="other" />}>Words</Note>);
    const element = container.querySelector('aside');
    expect(element?.dataset.dify).toBe('note');
    expect([...(element?.classList ?? [])].sort()).toEqual(['other', 'ours']);
    expect(element?.textContent).toBe('Words');
  });

  it('hands its state to a `render` function', () => {
    const { container } = render(<Note render={(props, { status }) => <b {...props}>{status}</b>} />);
    expect(container.querySelector('b')?.textContent).toBe('streaming');
  });
});
