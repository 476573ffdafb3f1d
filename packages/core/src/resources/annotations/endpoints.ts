import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import { type NumberPage, numberPageSchema } from '../../schemas/number-page.ts';
import {
  type Annotation,
  type AnnotationReplyJob,
  annotationReplyJobSchema,
  annotationSchema,
  type ConfigureAnnotationReply,
  type CreateAnnotation,
  configureAnnotationReplySchema,
  createAnnotationSchema,
  type DeleteAnnotation,
  deleteAnnotationSchema,
  type GetAnnotationReplyStatus,
  getAnnotationReplyStatusSchema,
  type ListAnnotations,
  listAnnotationsSchema,
  type UpdateAnnotation,
  updateAnnotationSchema,
} from './schemas.ts';

/**
 * Lists the app's annotations, newest first. `has_more` says true of a full last page too: `total` decides.
 *
 * @see https://docs.dify.ai/en/api-reference/annotations/list-annotations
 */
export const list = endpoint<ListAnnotations, NumberPage<Annotation>>({
  operationId: 'getAnnotationList',
  method: 'GET',
  path: '/apps/annotations',
  payload: 'query',
  user: 'none',
  input: listAnnotationsSchema,
  output: numberPageSchema(annotationSchema),
  pages: 'page',
});

/**
 * Adds an annotation. Each call makes a new one, also of the same question.
 *
 * @see https://docs.dify.ai/en/api-reference/annotations/create-annotation
 */
export const create = endpoint<CreateAnnotation, Annotation>({
  operationId: 'createAnnotation',
  method: 'POST',
  path: '/apps/annotations',
  payload: 'json',
  user: 'none',
  input: createAnnotationSchema,
  output: annotationSchema,
});

/**
 * Replaces an annotation's question and answer. Safe to repeat. Before Dify 1.16 the key of another app may do it too.
 *
 * @throws NotFoundError when there is no such annotation.
 * @throws PermissionDeniedError when the workspace does not allow it.
 * @see https://docs.dify.ai/en/api-reference/annotations/update-annotation
 */
export const update = endpoint<UpdateAnnotation, Annotation>({
  operationId: 'updateAnnotation',
  method: 'PUT',
  path: '/apps/annotations/{annotation_id}',
  payload: 'json',
  user: 'none',
  input: updateAnnotationSchema,
  output: annotationSchema,
});

/**
 * Deletes an annotation. A repeat throws NotFoundError, and changes nothing. Before Dify 1.16 the key of another app
 * may do it too.
 *
 * @throws NotFoundError when there is no such annotation.
 * @throws PermissionDeniedError when the workspace does not allow it.
 * @see https://docs.dify.ai/en/api-reference/annotations/delete-annotation
 */
const remove = endpoint<DeleteAnnotation, undefined>({
  operationId: 'deleteAnnotation',
  method: 'DELETE',
  path: '/apps/annotations/{annotation_id}',
  payload: 'query',
  user: 'none',
  input: deleteAnnotationSchema,
  output: nothingSchema,
});

/**
 * Starts a job that switches annotation replies on or off; `annotations.replyStatus` tells how it goes. Each call may
 * start a new job.
 *
 * @throws BadRequestError with code `invalid_param`.
 * @see https://docs.dify.ai/en/api-reference/annotations/configure-annotation-reply
 */
export const configureReply = endpoint<ConfigureAnnotationReply, AnnotationReplyJob>({
  operationId: 'initialAnnotationReplySettings',
  method: 'POST',
  path: '/apps/annotation-reply/{action}',
  payload: 'json',
  user: 'none',
  input: configureAnnotationReplySchema,
  output: annotationReplyJobSchema,
});

/**
 * Tells how the job stands that `annotations.configureReply` started. Kept for ten minutes after its end.
 *
 * @throws BadRequestError with code `invalid_param` when there is no such job for this action, or no longer.
 * @see https://docs.dify.ai/en/api-reference/annotations/get-annotation-reply-job-status
 */
export const replyStatus = endpoint<GetAnnotationReplyStatus, AnnotationReplyJob>({
  operationId: 'getInitialAnnotationReplySettingsStatus',
  method: 'GET',
  path: '/apps/annotation-reply/{action}/status/{job_id}',
  payload: 'query',
  user: 'none',
  input: getAnnotationReplyStatusSchema,
  output: annotationReplyJobSchema,
});

export { remove as delete };
