import * as v from 'valibot';

/** `high_quality` embeds every chunk, `economy` keeps a table of keywords and needs no model. */
export const indexingTechniqueSchema = v.picklist(['high_quality', 'economy']);

/** How documents are cut: into chunks, into parents with children, or into questions with answers. */
export const docFormSchema = v.picklist(['text_model', 'hierarchical_model', 'qa_model']);
