import { DifyError } from '@dify-oapi/core';

/** The label that says why a change was not kept. */
export type VariableRefusal = 'variableRefused' | 'variableNotSaved';

/** Why a change was not kept: the app takes no such value, or it did not get there. */
export function refusalOf(error: unknown): VariableRefusal {
  return error instanceof DifyError && error.status === 400 ? 'variableRefused' : 'variableNotSaved';
}
