import type { InputOf } from '@dify-oapi/core';
import type { annotations, conversations, feedbacks, workflows } from '@dify-oapi/core/endpoints';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDify } from '../../provider/use-dify.ts';
import {
  annotationReplyJobQuery,
  annotationsQuery,
  conversationVariablesQuery,
  endUserQuery,
  feedbacksQuery,
  infiniteAnnotationsQuery,
  workflowLogsQuery,
  workflowRunQuery,
} from '../../queries/app-data-queries.ts';

/** A page of an app's annotations. */
export function useAnnotations(input: InputOf<typeof annotations.list> = {}) {
  return useQuery(annotationsQuery(useDify(), input));
}

/** An app's annotations page after page; `data.rows` holds them all, each once. */
export function useInfiniteAnnotations(input: InputOf<typeof annotations.list> = {}) {
  return useInfiniteQuery(infiniteAnnotationsQuery(useDify(), input));
}

/** How a job stands that switches annotation replies on or off, asked again until it has ended. */
export function useAnnotationReplyJob(input: InputOf<typeof annotations.replyStatus>) {
  return useQuery(annotationReplyJobQuery(useDify(), input));
}

/** The ratings of an app's answers by all users, page after page; `data.rows` holds them all, each once. */
export function useFeedbacks(input: InputOf<typeof feedbacks.list> = {}) {
  return useInfiniteQuery(feedbacksQuery(useDify(), input));
}

/** A page of a workflow's runs by all users. For an administrator's eyes. */
export function useWorkflowLogs(input: InputOf<typeof workflows.logs> = {}) {
  return useQuery(workflowLogsQuery(useDify(), input));
}

/** How a run of a workflow stands or ended. */
export function useWorkflowRunDetail(workflow_run_id: string) {
  return useQuery(workflowRunQuery(useDify(), workflow_run_id));
}

/** What `useConversationVariables` takes beside the conversation. */
export interface ConversationVariablesOptions
  extends Omit<InputOf<typeof conversations.variables>, 'conversation_id'> {}

/** What a chatflow keeps for a conversation, page after page; `data.rows` holds all of it, each once. */
export function useConversationVariables(conversation_id: string, options: ConversationVariablesOptions = {}) {
  return useInfiniteQuery(conversationVariablesQuery(useDify(), { ...options, conversation_id }));
}

/** Who an end user's id stands for. */
export function useEndUser(end_user_id: string) {
  return useQuery(endUserQuery(useDify(), end_user_id));
}
