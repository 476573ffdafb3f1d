/** Fields whose values are facts of the API, not data. */
const facts: ReadonlySet<string> = new Set(
  [
    'event code status message result error indexing_status display_status doc_form indexing_technique mode provider',
    'permission data_source_type created_from created_by_role transfer_method type node_type from_source rating belongs_to',
    'search_method finish_reason',
  ].flatMap((line) => line.split(' ')),
);

/** Fields that depend on how far a run or the indexing has come by the moment of asking. */
const racing: ReadonlySet<string> = new Set(
  [
    'indexing_status display_status completed_at parsing_completed_at cleaning_completed_at splitting_completed_at',
    'processing_started_at indexing_at finished_at tokens word_count hit_count completed_segments total_segments',
  ].flatMap((line) => line.split(' ')),
);

/** Whether the value of a field is a fact of the API. */
export function isFact(field: string): boolean {
  return facts.has(field);
}

/** Whether a field depends on the moment. */
export function isRacing(field: string): boolean {
  return racing.has(field);
}

const ids =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b\d{10,20}\b|req_id: [0-9a-f]{10}|\b[A-Za-z0-9_]{20,}\b|[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f_]{15,}/g;

/** A text with every id as `#`. */
export function withoutIds(text: string): string {
  return text.replace(ids, '#');
}
