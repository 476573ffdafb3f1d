import type { BatchProgress } from '../../queries/indexing-board.ts';
import type { UploadItem } from './document-upload-store.ts';

/** A file on its way into a knowledge base, up to the end of its indexing. */
export interface DocumentUploadItem extends Omit<UploadItem, 'status'> {
  readonly status: UploadItem['status'] | 'indexing' | 'indexed';
  /** `waiting`, `parsing`, `cleaning`, `splitting`, `indexing`, `paused`; only while it is indexed. Open. */
  readonly stage?: string;
  /** Share of the work in hand that is done, 0 to 1: bytes sent, then chunks indexed; `null` when nobody can tell. */
  readonly progress: number | null;
  /** Whether its indexing has not moved for long: the server's worker may be down, or its queue long. */
  readonly isStalled: boolean;
}

/** A file together with what is known of its indexing. */
export function documentUpload(item: UploadItem, batch: BatchProgress | undefined): DocumentUploadItem {
  if (item.status !== 'accepted') {
    return { ...item, progress: item.status === 'uploading' ? item.sent : null, isStalled: false };
  }
  const row = batch?.documents[0];
  const upload = { ...item, progress: null, isStalled: batch?.isStalled ?? false };
  if (row?.indexing_status === 'completed') return { ...upload, status: 'indexed', progress: 1 };
  if (row?.indexing_status === 'error') {
    const reason = row.error ?? 'the server gives no reason';
    return { ...upload, status: 'failed', error: new Error(`The document could not be indexed: ${reason}`) };
  }
  if (batch?.isGone) {
    return { ...upload, status: 'failed', error: new Error('The document was deleted before it was indexed.') };
  }
  if (row === undefined) return upload;
  const { completed_segments, indexing_status: stage, total_segments } = row;
  const isCounted = stage === 'indexing' && typeof total_segments === 'number' && total_segments > 0;
  return {
    ...upload,
    status: 'indexing',
    stage,
    progress: isCounted ? (completed_segments ?? 0) / total_segments : null,
  };
}
