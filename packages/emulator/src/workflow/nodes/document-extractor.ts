import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { filesIn } from '../output-file.ts';

/** The texts of files. */
export const runDocumentExtractor: NodeKind<'document-extractor'> = (data, { pool, run }) => {
  const value = pool.get(data.variable_selector);
  const files = filesIn(value);
  if (value === undefined || value === null) {
    const message = `File variable not found for selector: ${data.variable_selector.join('.')}`;
    throw new NodeFailure(message, 'DocumentExtractorError');
  }
  const texts = files.map(({ related_id }) => run.modelFile(related_id ?? '')?.text ?? '');
  return {
    inputs: { variable_selector: data.variable_selector },
    processData: { documents: files },
    outputs: { text: Array.isArray(value) ? texts : (texts[0] ?? '') },
  };
};
