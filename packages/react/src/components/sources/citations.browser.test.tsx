import '../../styles/index.css';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, use } from 'react';
import { describe, expect, it } from 'vitest';
import { twoSources } from '../../testing/an-emulator.ts';
import { Stage } from '../../testing/stage.tsx';
import { AnswerContext } from '../chat/answer-context.ts';
import { CitationMark } from './citation-mark.tsx';
import type { ResolveSource } from './resolve-source.ts';
import { groupSources } from './source-groups.ts';
import { SourcesContext } from './sources-context.ts';

const name = 'Source 1: Drive unit and rear wheel.pdf';
const sources = groupSources(twoSources);

function Resolving({ resolve, children }: { resolve: ResolveSource | undefined; children: ReactNode }) {
  return <AnswerContext value={{ ...use(AnswerContext), resolveSource: resolve }}>{children}</AnswerContext>;
}

function show(resolve?: ResolveSource) {
  render(
    <Stage>
      <Resolving resolve={resolve}>
        <SourcesContext value={sources}>
          <p>
            40 Nm. <CitationMark number={1} /> <button type="button">Next</button>
          </p>
        </SourcesContext>
      </Resolving>
    </Stage>,
  );
}

const popup = () => screen.findByRole('dialog', { name }, { timeout: 5000 });
const noPopup = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('a citation mark', () => {
  it('shows its passage on hover, keeps it while it is pointed at, and closes it after', async () => {
    show();
    const user = userEvent.setup();
    await user.hover(screen.getByRole('button', { name }));
    const passage = await popup();
    expect(passage.textContent).toContain('Tighten the M12 axle nuts');
    await user.hover(passage);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(screen.queryByRole('dialog', { name })).toBe(passage);
    await user.hover(screen.getByRole('button', { name: 'Next' }));
    await noPopup();
  });

  it('shows its passage on focus by keyboard; Esc closes it and leaves the focus', async () => {
    show();
    await userEvent.tab();
    const mark = screen.getByRole('button', { name });
    expect(document.activeElement).toBe(mark);
    await popup();
    await userEvent.keyboard('{Escape}');
    await noPopup();
    expect(document.activeElement).toBe(mark);
  });

  it('leads to the document when it is pressed', async () => {
    show(() => '/documents/doc-1#12');
    const link = screen.getByRole('link', { name });
    expect(link.getAttribute('href')).toBe('/documents/doc-1#12');
    await userEvent.hover(link);
    await popup();
    expect(screen.getByRole('link', { name: 'Open the document' }).getAttribute('href')).toBe('/documents/doc-1#12');
  });

  it('hands the opening to the host where the host wants it', async () => {
    const opened: string[] = [];
    show(({ document_id }) => ({ onOpen: () => opened.push(String(document_id)) }));
    await userEvent.click(screen.getByRole('button', { name }));
    expect(opened).toEqual(['doc-1']);
  });

  it.each(['javascript:alert(1)', '//evil.example', '/\\evil.example', 'data:text/html,x', 'https://a@evil.example'])(
    'does not lead to %s',
    async (address) => {
      show(() => ({ href: address }));
      expect(screen.queryByRole('link')).toBeNull();
      expect(screen.getByRole('button', { name })).toBeTruthy();
    },
  );
});
