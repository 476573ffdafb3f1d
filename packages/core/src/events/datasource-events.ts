import type { OpenFields } from './event-envelope.ts';
import type { RunEnvelope } from './run-events.ts';

/** A page of a crawled web site. */
export interface CrawledPage extends OpenFields {
  source_url?: string;
  /** Markdown. */
  content?: string;
  title?: string;
  description?: string;
}

/** The pages of one workspace of an online notebook. */
export interface OnlineWorkspace extends OpenFields {
  workspace_id?: string | null;
  workspace_name?: string | null;
  workspace_icon?: string | null;
  total?: number;
  /** Each with `page_id`, `page_name`, `page_icon`, `type`, `last_edited_time` and `parent_id`. */
  pages?: OpenFields[];
}

/** The files of one bucket of an online drive. */
export interface OnlineBucket extends OpenFields {
  bucket?: string | null;
  /** Each with `id`, `name`, `size` in bytes and `type`: `file` or `folder`. */
  files?: OpenFields[];
  is_truncated?: boolean;
  /** Asks for the next page when sent back as it is. */
  next_page_parameters?: OpenFields | null;
}

/** What a data source has found. */
export interface DatasourceItems extends ReadonlyArray<CrawledPage | OnlineWorkspace | OnlineBucket> {
  readonly [field: string]: unknown;
}

/** How far a data source has come. */
export interface DatasourceProcessingEvent extends RunEnvelope {
  event: 'datasource_processing';
  /** How many pages there are; 0 at first. */
  total?: number | null;
  /** How many are done; may be told more than once. */
  completed?: number | null;
  /** Empty: the reader fills it in, so that every event that is not of a message has one. */
  data: OpenFields;
}

/** A data source has what it was asked for. The stream ends. */
export interface DatasourceCompletedEvent extends RunEnvelope {
  event: 'datasource_completed';
  total?: number | null;
  completed?: number | null;
  /** Seconds. */
  time_consuming?: number | null;
  /** A list of pages, workspaces or buckets; an object from sources that answer one thing. */
  data: DatasourceItems | OpenFields;
}

/** A data source failed. The stream ends. */
export interface DatasourceErrorEvent extends RunEnvelope {
  event: 'datasource_error';
  /** The source's own words. */
  error: string;
  /** Empty: the reader fills it in, so that every event that is not of a message has one. */
  data: OpenFields;
}
