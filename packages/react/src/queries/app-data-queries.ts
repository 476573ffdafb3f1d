import type {
  DifyClient,
  GetAnnotationReplyStatus,
  ListAnnotations,
  ListConversationVariables,
  ListFeedbacks,
  ListWorkflowLogs,
} from '@dify-oapi/core';
import { annotations, conversations, endUsers, feedbacks, workflows } from '@dify-oapi/core/endpoints';
import { queryOptions } from '@tanstack/react-query';
import { endpointInfiniteQuery } from './endpoint-infinite-query.ts';
import { endpointQuery } from './endpoint-query.ts';
import { keepPreviousPage } from './keep-previous-page.ts';

/** A page of an app's annotations. The page before stays while another is read. */
export function annotationsQuery(dify: DifyClient, input: ListAnnotations = {}) {
  const options = endpointQuery(dify, annotations.list, input);
  return queryOptions({ ...options, placeholderData: keepPreviousPage(options.queryKey) });
}

/** An app's annotations, page after page. */
export function infiniteAnnotationsQuery(dify: DifyClient, input: ListAnnotations = {}) {
  return endpointInfiniteQuery(dify, annotations.list, input);
}

/** How the job stands that switches an app's annotation replies on or off; asked again until it has ended. */
export function annotationReplyJobQuery(dify: DifyClient, input: GetAnnotationReplyStatus) {
  return queryOptions({
    ...endpointQuery(dify, annotations.replyStatus, input),
    refetchInterval: ({ state: { data, status } }) =>
      status === 'error' || data?.job_status === 'completed' || data?.job_status === 'error' ? false : 1000,
  });
}

/** The ratings of an app's answers by all users, page after page; a page does not say whether there is another. */
export function feedbacksQuery(dify: DifyClient, input: ListFeedbacks = {}) {
  return endpointInfiniteQuery(dify, feedbacks.list, input);
}

/** A page of a workflow's runs by all users. The page before stays while another is read. */
export function workflowLogsQuery(dify: DifyClient, input: ListWorkflowLogs = {}) {
  const options = endpointQuery(dify, workflows.logs, input);
  return queryOptions({ ...options, placeholderData: keepPreviousPage(options.queryKey) });
}

/** How a run of a workflow stands or ended. */
export function workflowRunQuery(dify: DifyClient, workflow_run_id: string) {
  return endpointQuery(dify, workflows.get, { workflow_run_id });
}

/** What a chatflow keeps for a conversation, page after page. */
export function conversationVariablesQuery(dify: DifyClient, input: ListConversationVariables) {
  return endpointInfiniteQuery(dify, conversations.variables, input);
}

/** Who an end user's id stands for. */
export function endUserQuery(dify: DifyClient, end_user_id: string) {
  return endpointQuery(dify, endUsers.get, { end_user_id });
}
