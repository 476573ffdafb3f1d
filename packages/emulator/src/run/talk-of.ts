import type { Context } from '../context.ts';
import type { ModelFile, ModelMessage, ModelRequest } from '../model/model.ts';
import { modelRequest } from '../model/model-request.ts';
import type { MessageRow } from '../world/app-rows.ts';
import { fileTypeOf } from './file-type-of.ts';
import { filled } from './filled.ts';

/** What a model is sent for a turn: the app's prompt with its variables filled in, the turns before, the question. */
export function talkOf(context: Context, message: MessageRow, before: readonly MessageRow[]): ModelRequest {
  const { app } = context;
  const prompt = filled(app.prompt ?? '', { ...message.inputs, query: message.query || message.inputs.query });
  const isCompletion = app.info.mode === 'completion';
  const query = isCompletion ? prompt || message.query || String(message.inputs.query ?? '') : message.query;
  const system: ModelMessage[] = prompt === '' || isCompletion ? [] : [{ role: 'system', content: prompt }];
  const told = before.filter(({ answer }) => answer !== '');
  const history = told.flatMap((turn): ModelMessage[] => [
    { role: 'user', content: turn.query },
    { role: 'assistant', content: turn.answer },
  ]);
  return modelRequest({
    query,
    messages: [...system, ...history, { role: 'user', content: query }],
    history: before.map((turn) => ({ query: turn.query, answer: turn.answer })),
    files: modelFiles(context, [message]),
    earlierFiles: modelFiles(context, before),
    ...(app.modelName === undefined ? {} : { model: app.modelName }),
  });
}

function modelFiles({ server }: Context, turns: readonly MessageRow[]): ModelFile[] {
  return turns.flatMap(({ files, remoteFiles = [] }) => [
    ...files.flatMap((id) => {
      const row = server.world.files.get(id);
      return row === undefined ? [] : [{ id, name: row.name, text: row.text, type: fileTypeOf(row.mime_type) }];
    }),
    ...remoteFiles.map(({ type, url }) => ({ id: url, name: url.replace(/^.*\//, ''), text: '', type })),
  ]);
}
