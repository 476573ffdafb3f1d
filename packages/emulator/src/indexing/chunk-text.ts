import { readTable } from '../files/read-table.ts';
import type { DocForm } from '../world/knowledge-rows.ts';
import { cleanText } from './clean-text.ts';
import { type ProcessRule, type ProcessRules, rulesOf } from './process-rule.ts';
import { makeQuestions, pairsOf } from './question-answers.ts';
import { splitAtSeparator, splitBySize } from './split-text.ts';

/** A chunk before it is kept. */
export interface Chunk {
  readonly content: string;
  /** What a question of `qa_model` is answered by; `null` otherwise. */
  readonly answer: string | null;
  /** Smaller chunks of `hierarchical_model`; empty otherwise. */
  readonly children: readonly string[];
}

/** What text is cut as. */
interface ChunkOptions {
  readonly docForm: DocForm;
  readonly rule: ProcessRule;
  /** A table with a column of questions and one of answers: `qa_model` takes its rows as they are. */
  readonly isTable?: boolean;
}

const leastTokens = 50;
const mostTokens = 4000;

/**
 * The chunks of a text.
 *
 * @throws RangeError when the rules cannot be followed, in the words of a server
 */
export function chunkText(text: string, { docForm, rule, isTable = false }: ChunkOptions): Chunk[] {
  const rules = rulesOf(rule);
  if (docForm === 'qa_model' && isTable) {
    const [, ...rows] = readTable(text);
    return pairsOf(rows).map(({ question, answer }) => ({ content: question, answer, children: [] }));
  }
  const clean = cleanText(text, rules.pre_processing_rules ?? []);
  if (docForm === 'hierarchical_model') return chunkWithChildren(clean, rules);
  const pieces = piecesOf(clean, rule, rules).map(tidy).filter(Boolean);
  if (docForm === 'text_model') return pieces.map((content) => ({ content, answer: null, children: [] }));
  return pieces.flatMap((piece) =>
    makeQuestions(piece).map(({ question, answer }) => ({ content: question, answer, children: [] })),
  );
}

function piecesOf(text: string, { mode }: ProcessRule, { segmentation }: ProcessRules): string[] {
  if (segmentation === null) throw new RangeError('No segmentation found in rules.');
  if (mode === 'automatic') return splitBySize(text, segmentation);
  return splitAtSeparator(text, checked(segmentation));
}

function chunkWithChildren(text: string, rules: ProcessRules): Chunk[] {
  const { segmentation, subchunk_segmentation: smaller, parent_mode } = rules;
  if (smaller === null) throw new RangeError('No subchunk segmentation found in rules.');
  const isWhole = parent_mode === 'full-doc' || segmentation === null;
  const parents = isWhole ? [text] : splitAtSeparator(text, checked(segmentation));
  return parents
    .map(tidy)
    .filter(Boolean)
    .map((content) => ({ content, answer: null, children: childrenOf(content, smaller) }));
}

/** The smaller chunks of a chunk. */
export function childrenOf(content: string, smaller: NonNullable<ProcessRules['subchunk_segmentation']>): string[] {
  return splitAtSeparator(content, smaller).filter((piece) => piece.trim() !== '');
}

function checked(segmentation: NonNullable<ProcessRules['segmentation']>): NonNullable<ProcessRules['segmentation']> {
  const { max_tokens } = segmentation;
  if (max_tokens < leastTokens || max_tokens > mostTokens) {
    throw new RangeError(`Custom segment length should be between ${leastTokens} and ${mostTokens}.`);
  }
  return segmentation;
}

/** A chunk does not begin with the stop that ended the one before. */
function tidy(piece: string): string {
  return piece.replace(/^\s*[.。]\s*/, '').trim();
}
