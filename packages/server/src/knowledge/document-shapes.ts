import { either, fields, type Keep, list, type Shape, scalar } from '../answers/keep.ts';
import { redacted } from '../answers/redact.ts';
import { ifMay, type Sight, signedText } from './sight.ts';

const segmentation = fields({ separator: scalar, delimiter: scalar, max_tokens: scalar, chunk_overlap: scalar });

const processRule = fields({
  mode: scalar,
  rules: fields({
    pre_processing_rules: list(fields({ id: scalar, enabled: scalar })),
    segmentation,
    parent_mode: scalar,
    subchunk_segmentation: segmentation,
  }),
});

const metadata = list(fields({ id: scalar, name: scalar, type: scalar, value: scalar }));

/** Where a document comes from: its file or page by name, no credentials and no other ids of the workspace. */
const source: Shape = {
  name: scalar,
  title: scalar,
  type: scalar,
  extension: scalar,
  mime_type: scalar,
  size: scalar,
  url: scalar,
  source_url: scalar,
  description: scalar,
  upload_file: fields({
    name: scalar,
    size: scalar,
    extension: scalar,
    mime_type: scalar,
    created_at: scalar,
  }),
  page: fields({ page_id: scalar, page_name: scalar, type: scalar, last_edited_time: scalar }),
};

function documentFields({ manages }: Sight): Shape {
  return {
    id: scalar,
    position: scalar,
    data_source_type: scalar,
    data_source_info: fields(source),
    dataset_process_rule_id: scalar,
    name: scalar,
    created_from: scalar,
    created_by: ifMay(manages, scalar),
    created_at: scalar,
    tokens: scalar,
    indexing_status: scalar,
    error: redacted,
    enabled: scalar,
    disabled_at: scalar,
    disabled_by: ifMay(manages, scalar),
    archived: scalar,
    display_status: scalar,
    hit_count: scalar,
    doc_form: scalar,
    doc_metadata: metadata,
    summary_index_status: scalar,
    need_summary: scalar,
  };
}

/** A document, as lists have it. */
export function documentShape(sight: Sight): Keep {
  return fields({ ...documentFields(sight), data_source_detail_dict: fields(source), word_count: scalar });
}

/** A document with its rules and counts. */
export function documentDetailShape(sight: Sight): Keep {
  return fields({
    ...documentFields(sight),
    dataset_process_rule: processRule,
    document_process_rule: processRule,
    completed_at: scalar,
    updated_at: scalar,
    indexing_latency: scalar,
    doc_type: scalar,
    segment_count: scalar,
    average_segment_length: scalar,
    doc_language: scalar,
  });
}

/** How far the indexing has come. */
export const indexing = fields({
  data: list(
    fields({
      id: scalar,
      indexing_status: scalar,
      processing_started_at: scalar,
      parsing_completed_at: scalar,
      cleaning_completed_at: scalar,
      splitting_completed_at: scalar,
      completed_at: scalar,
      paused_at: scalar,
      error: redacted,
      stopped_at: scalar,
      completed_segments: scalar,
      total_segments: scalar,
    }),
  ),
});

/** A piece of a chunk. */
export const childChunk = fields({
  id: scalar,
  segment_id: scalar,
  content: scalar,
  position: scalar,
  word_count: scalar,
  type: scalar,
  created_at: scalar,
  updated_at: scalar,
});

/** A chunk. */
export function segmentShape(sight: Sight): Keep {
  const account = ifMay(sight.manages, scalar);
  return fields({
    id: scalar,
    position: scalar,
    document_id: scalar,
    content: scalar,
    sign_content: signedText(sight),
    answer: scalar,
    word_count: scalar,
    tokens: scalar,
    keywords: list(scalar),
    hit_count: scalar,
    enabled: scalar,
    disabled_at: scalar,
    disabled_by: account,
    status: scalar,
    created_by: account,
    created_at: scalar,
    updated_at: scalar,
    updated_by: account,
    indexing_at: scalar,
    completed_at: scalar,
    error: redacted,
    stopped_at: scalar,
    child_chunks: list(childChunk),
    attachments: list(
      fields({ id: scalar, name: scalar, size: scalar, extension: scalar, mime_type: scalar, source_url: sight.url }),
    ),
    summary: scalar,
  });
}

/** A document that a pipeline will make. */
export const pipelineDocument = fields({
  id: scalar,
  position: scalar,
  data_source_type: scalar,
  data_source_info: fields(source),
  name: scalar,
  indexing_status: scalar,
  error: redacted,
  enabled: scalar,
});

const modelProperties = fields({
  mode: scalar,
  context_size: scalar,
  max_chunks: scalar,
  file_upload_limit: scalar,
  supported_file_extensions: either(scalar, list(scalar)),
  max_characters_per_chunk: scalar,
  default_voice: scalar,
  voices: list(fields({ name: scalar, mode: scalar, language: scalar })),
  word_limit: scalar,
  audio_type: scalar,
  max_workers: scalar,
});

const words = fields({ en_US: scalar, zh_Hans: scalar });

/** The providers that have models of a type; their icons have addresses of Dify's console. */
export const models = fields({
  data: list(
    fields({
      provider: scalar,
      label: words,
      status: scalar,
      models: list(
        fields({
          model: scalar,
          label: words,
          model_type: scalar,
          features: list(scalar),
          fetch_from: scalar,
          model_properties: modelProperties,
          deprecated: scalar,
          status: scalar,
          load_balancing_enabled: scalar,
          has_invalid_load_balancing_configs: scalar,
        }),
      ),
    }),
  ),
});

/** The datasources of a pipeline, with the names of the credentials that can be chosen. */
export const datasources = list(
  fields({
    node_id: scalar,
    plugin_id: scalar,
    provider_name: scalar,
    datasource_type: scalar,
    title: scalar,
    user_input_variables: list(
      fields({
        variable: scalar,
        type: scalar,
        label: scalar,
        description: scalar,
        required: scalar,
        max_length: scalar,
        default_value: either(scalar, list(scalar)),
        placeholder: scalar,
        unit: scalar,
        tooltips: scalar,
        options: list(either(scalar, fields({ label: scalar, value: scalar }))),
      }),
    ),
    credentials: list(fields({ id: scalar, name: scalar, type: scalar, is_default: scalar })),
  }),
);
