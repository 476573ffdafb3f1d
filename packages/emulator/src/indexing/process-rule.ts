/** Where text is cut. */
export interface Segmentation {
  /** The text to cut at; `\n` written out stands for a line end. */
  separator: string;
  /** The greatest length of a chunk, in tokens. */
  max_tokens: number;
  /** How much of a chunk's end the next one repeats, in tokens. @default 0 */
  chunk_overlap: number;
}

/** What a document is cut by. */
export interface ProcessRules {
  pre_processing_rules: { id: string; enabled: boolean }[] | null;
  segmentation: Segmentation | null;
  /** `full-doc` keeps the whole text as one chunk with smaller ones. */
  parent_mode: 'full-doc' | 'paragraph' | null;
  /** How smaller chunks are cut. */
  subchunk_segmentation: Segmentation | null;
}

/** How a document becomes chunks. */
export type ProcessRule = { mode: 'automatic' } | { mode: 'custom' | 'hierarchical'; rules: ProcessRules };

/** What `automatic` stands for. */
const automaticRules: ProcessRules = {
  pre_processing_rules: [
    { id: 'remove_extra_spaces', enabled: true },
    { id: 'remove_urls_emails', enabled: false },
  ],
  segmentation: { separator: '\n', max_tokens: 500, chunk_overlap: 50 },
  parent_mode: null,
  subchunk_segmentation: null,
};

/** The rules that a document is cut by. */
export function rulesOf(rule: ProcessRule): ProcessRules {
  return rule.mode === 'automatic' ? automaticRules : rule.rules;
}
