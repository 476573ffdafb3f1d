import { describe, expect, it } from 'vitest';
import { chunkText } from './chunk-text.ts';
import { countTokens } from './count-tokens.ts';
import type { ProcessRule, ProcessRules } from './process-rule.ts';

const text =
  'The lighthouse at Cape Marrow was built in 1871. Its lamp turns once every twelve seconds.\n\nTea keeps warm in a clay pot.\n\nA kestrel hovers by facing the wind.';

const custom = (rules: Partial<ProcessRules> = {}): ProcessRule => ({
  mode: 'custom',
  rules: {
    pre_processing_rules: [],
    segmentation: { separator: '\n\n', max_tokens: 200, chunk_overlap: 0 },
    parent_mode: null,
    subchunk_segmentation: null,
    ...rules,
  },
});
const contents = (chunks: ReturnType<typeof chunkText>) => chunks.map(({ content }) => content);

describe('chunkText in chunks', () => {
  it('keeps a short text whole by the automatic rule', () => {
    expect(contents(chunkText(text, { docForm: 'text_model', rule: { mode: 'automatic' } }))).toEqual([text]);
  });

  it('cuts a long text into pieces of at most 500 tokens, each beginning with the end of the one before', () => {
    const sentences = Array.from({ length: 150 }, (_, at) => `Sentence number ${at} is here`);
    const chunks = contents(chunkText(sentences.join('. '), { docForm: 'text_model', rule: { mode: 'automatic' } }));
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.every((chunk) => countTokens(chunk) <= 500)).toBe(true);
    const [first = '', second = ''] = chunks;
    expect(first).toContain(second.split('. ')[0]);
    for (const sentence of sentences) expect(chunks.some((chunk) => chunk.includes(sentence))).toBe(true);
  });

  it('cuts at its separator, also one written out, and joins nothing', () => {
    const segmentation = { separator: '\\n\\n', max_tokens: 200, chunk_overlap: 0 };
    expect(contents(chunkText(text, { docForm: 'text_model', rule: custom({ segmentation }) }))).toEqual([
      'The lighthouse at Cape Marrow was built in 1871. Its lamp turns once every twelve seconds.',
      'Tea keeps warm in a clay pot.',
      'A kestrel hovers by facing the wind.',
    ]);
  });

  it('cuts what has no good place to cut', () => {
    const rule = custom({ segmentation: { separator: '\n', max_tokens: 50, chunk_overlap: 0 } });
    const chunks = contents(chunkText('海'.repeat(120), { docForm: 'text_model', rule }));
    expect(chunks.join('')).toBe('海'.repeat(120));
    expect(chunks.every((chunk) => countTokens(chunk) <= 50)).toBe(true);
  });

  it('takes spaces, addresses of pages and of people away when told to', () => {
    const untidy = 'Write   to me@example.com\n\n\n\nor see https://example.com/page now';
    const rules = (spaces: boolean, urls: boolean) => [
      { id: 'remove_extra_spaces', enabled: spaces },
      { id: 'remove_urls_emails', enabled: urls },
    ];
    const segmentation = { separator: '###', max_tokens: 200, chunk_overlap: 0 };
    const cut = (spaces: boolean, urls: boolean) =>
      contents(
        chunkText(untidy, {
          docForm: 'text_model',
          rule: custom({ segmentation, pre_processing_rules: rules(spaces, urls) }),
        }),
      );
    expect(cut(false, false)).toEqual([untidy]);
    expect(cut(true, false)).toEqual(['Write to me@example.com\n\nor see https://example.com/page now']);
    expect(cut(false, true)).toEqual(['Write   to \n\n\n\nor see  now']);
  });

  it('refuses chunks that would be too short or too long, in the words of a server', () => {
    for (const max_tokens of [5, 49, 4001]) {
      const rule = custom({ segmentation: { separator: '\n', max_tokens, chunk_overlap: 0 } });
      expect(() => chunkText(text, { docForm: 'text_model', rule })).toThrow(
        'Custom segment length should be between 50 and 4000.',
      );
    }
  });
});

describe('chunkText in chunks with smaller ones', () => {
  const rule = (parent_mode: 'paragraph' | 'full-doc'): ProcessRule => ({
    mode: 'hierarchical',
    rules: {
      pre_processing_rules: [],
      segmentation: { separator: '\n\n', max_tokens: 300, chunk_overlap: 0 },
      parent_mode,
      subchunk_segmentation: { separator: '.', max_tokens: 60, chunk_overlap: 0 },
    },
  });

  it('cuts paragraphs, and each into its sentences as they stand', () => {
    const chunks = chunkText(text, { docForm: 'hierarchical_model', rule: rule('paragraph') });
    expect(chunks).toHaveLength(3);
    expect(chunks[0]?.children).toEqual([
      'The lighthouse at Cape Marrow was built in 1871',
      ' Its lamp turns once every twelve seconds',
    ]);
  });

  it('keeps the whole document as one when told to', () => {
    const chunks = chunkText(text, { docForm: 'hierarchical_model', rule: rule('full-doc') });
    expect(contents(chunks)).toEqual([text]);
    expect(chunks[0]?.children).toHaveLength(4);
  });

  it('needs a rule for the smaller ones', () => {
    expect(() => chunkText(text, { docForm: 'hierarchical_model', rule: custom() })).toThrow(
      /No subchunk segmentation/,
    );
  });
});

describe('chunkText in pairs', () => {
  it('asks a question for a sentence and answers by it', () => {
    const [first, ...others] = chunkText(text, { docForm: 'qa_model', rule: { mode: 'automatic' } });
    expect(first).toEqual({
      content: 'What does the text say about lighthouse cape marrow?',
      answer: 'The lighthouse at Cape Marrow was built in 1871.',
      children: [],
    });
    expect(others).toHaveLength(2);
  });

  it('takes the rows of a table as they are, without its header', () => {
    const table = 'question,answer\n"What, then, is tea?",A drink.\nAnd salt?,\n';
    expect(chunkText(table, { docForm: 'qa_model', rule: { mode: 'automatic' }, isTable: true })).toEqual([
      { content: 'What, then, is tea?', answer: 'A drink.', children: [] },
    ]);
  });
});
