import { type Collected, gather } from '../model/collect.ts';
import type { ModelRequest, Piece } from '../model/model.ts';
import { ModelError, modelFailureText } from '../model/model-error.ts';
import { modelRequest } from '../model/model-request.ts';
import type { ModelTimes } from './llm-usage.ts';
import { NodeFailure, type NodeScope } from './node-scope.ts';
import { charge } from './run-facts.ts';

/** A model's answer with what it took. */
export interface Asked extends Collected {
  readonly times: ModelTimes;
}

/**
 * Asks the app's model for a node. Its failures become the node's, in the words of a Dify server.
 *
 * @param known what the node tells of itself when the model fails
 * @param hear told each piece as it comes
 */
export async function askModel(
  { run, signal }: NodeScope,
  fields: Partial<ModelRequest> & Pick<ModelRequest, 'query'>,
  known: { readonly inputs?: Readonly<Record<string, unknown>> } = {},
  hear: (piece: Piece) => void = () => {},
): Promise<Asked> {
  const { app, server } = run;
  const request = modelRequest({ ...fields, signal });
  const gatherer = gather(request);
  const started = performance.now();
  const since = () => (performance.now() - started) / 1000;
  let first: number | null = null;
  try {
    await server.sleep(server.pace.firstMs, signal);
    for await (const piece of app.model(request)) {
      if (signal.aborted) break;
      const text = gatherer.add(piece);
      if (text !== '' || (typeof piece !== 'string' && piece.type === 'reasoning')) first ??= since();
      hear(piece);
      await server.sleep(server.pace.pieceMs, signal);
    }
  } catch (error) {
    throw failureOf(error, run.server.id(), known);
  }
  const collected = gatherer.collected();
  charge(run.account, collected.usage);
  const latency = since();
  return { ...collected, times: { latency, firstToken: first, generation: first === null ? null : latency - first } };
}

function failureOf(error: unknown, id: string, known: object): NodeFailure {
  const requestId = id.replaceAll('-', '').slice(0, 10);
  if (error instanceof ModelError)
    return new NodeFailure(modelFailureText(error, true, requestId), 'PluginInvokeError', known);
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  return new NodeFailure(message, name, known);
}
