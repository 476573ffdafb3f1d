import type {
  GetAnnotationReplyStatus,
  ListAnnotations,
  ListConversationVariables,
  ListFeedbacks,
  ListWorkflowLogs,
} from '@dify-oapi/core';
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
export function useAnnotations(input: ListAnnotations = {}) {
  return useQuery(annotationsQuery(useDify(), input));
}

/** An app's annotations page after page; `data.rows` holds them all, each once. */
export function useInfiniteAnnotations(input: ListAnnotations = {}) {
  return useInfiniteQuery(infiniteAnnotationsQuery(useDify(), input));
}

/** How a job stands that switches annotation replies on or off, asked again until it has ended. */
export function useAnnotationReplyJob(input: GetAnnotationReplyStatus) {
  return useQuery(annotationReplyJobQuery(useDify(), input));
}

/** The ratings of an app's answers by all users, page after page; `data.rows` holds them all, each once. */
export function useFeedbacks(input: ListFeedbacks = {}) {
  return useInfiniteQuery(feedbacksQuery(useDify(), input));
}

/** A page of a workflow's runs by all users. For an administrator's eyes. */
export function useWorkflowLogs(input: ListWorkflowLogs = {}) {
  return useQuery(workflowLogsQuery(useDify(), input));
}

/** How a run of a workflow stands or ended. */
export function useWorkflowRunDetail(workflow_run_id: string) {
  return useQuery(workflowRunQuery(useDify(), workflow_run_id));
}

/** What `useConversationVariables` takes beside the conversation. */
export interface ConversationVariablesOptions extends Omit<ListConversationVariables, 'conversation_id'> {}

/** What a chatflow keeps for a conversation, page after page; `data.rows` holds all of it, each once. */
export function useConversationVariables(conversation_id: string, options: ConversationVariablesOptions = {}) {
  return useInfiniteQuery(conversationVariablesQuery(useDify(), { ...options, conversation_id }));
}

/** Who an end user's id stands for. */
export function useEndUser(end_user_id: string) {
  return useQuery(endUserQuery(useDify(), end_user_id));
}
