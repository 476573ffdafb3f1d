import type { AgentTool } from '../app-definition.ts';
import type { Context } from '../context.ts';
import { toolFileUrl } from '../handlers/message-files.ts';
import { toBase64 } from '../http/base64.ts';
import type { ModelTool, ToolCall } from '../model/model.ts';
import { argumentsOf } from './arguments-of.ts';
import { fileTypeOf } from './file-type-of.ts';
import { searchDatasets } from './find-passages.ts';
import type { Turn } from './run.ts';

/** A tool as the model knows it, its labels, and what it does. */
export interface KnownTool {
  readonly tool: ModelTool;
  readonly labels: Readonly<Record<string, string>>;
  /** Absent for the search of a knowledge base. */
  readonly run?: AgentTool['run'];
  readonly datasetId?: string;
}

const noParameters = { type: 'object', properties: {}, required: [] };

/** An agent's tools: its own, and one for each of its knowledge bases. */
export function agentTools({ app }: Context): KnownTool[] {
  const own = (app.agent?.tools ?? []).map(
    ({ description, label, name, parameters = noParameters, run }): KnownTool => ({
      tool: { name, description, parameters },
      labels: label ?? { en_US: name, zh_Hans: name },
      run,
    }),
  );
  const ofDatasets = (app.datasets?.ids ?? []).map((datasetId): KnownTool => {
    const name = `dataset_${datasetId.replaceAll('-', '_')}`;
    return {
      tool: {
        name,
        description: 'Searches a knowledge base.',
        parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
      },
      labels: { en_US: name, zh_Hans: name },
      datasetId,
    };
  });
  return [...own, ...ofDatasets];
}

/** What came of a call. */
export interface Used {
  readonly text: string;
  readonly files: readonly { readonly id: string; readonly type: string; readonly url: string }[];
}

/** Uses a tool; a failure is something for the model to read. */
export async function callTool(turn: Turn, call: ToolCall, tools: readonly KnownTool[]): Promise<Used> {
  const known = tools.find(({ tool }) => tool.name === call.name);
  const input = argumentsOf(call);
  if (known === undefined) return { text: `there is not a tool named ${call.name}`, files: [] };
  if (known.run === undefined) return searched(turn, String(input.query ?? ''), known.datasetId ?? '');
  try {
    const answer = await known.run(input);
    const files = (answer.files ?? []).map((file) => keepFile(turn, file));
    const text = [answer.text ?? '', ...(answer.json ?? []).map((value) => JSON.stringify(value))].join('');
    return { text: `${text}${files.map(({ path }) => `text='${path}'`).join('')}`, files };
  } catch (error) {
    return { text: `tool invoke error: ${error instanceof Error ? error.message : String(error)}`, files: [] };
  }
}

async function searched({ context, run }: Turn, query: string, datasetId: string): Promise<Used> {
  const found = await searchDatasets(context, query, [datasetId]);
  run.message.sources = [...found];
  return { text: found.map(({ content }) => content ?? '').join('\n'), files: [] };
}

function keepFile({ context, run }: Turn, file: { bytes: Uint8Array; mime_type: string; extension: string }) {
  const { app, server } = context;
  const { message } = run;
  const { bytes, extension, mime_type } = file;
  const [id, toolFileId] = [server.id(), server.id()];
  const name = `${server.id().replaceAll('-', '')}${extension}`;
  const row = { app: app.key, user: message.user, name, extension, mime_type, size: bytes.length };
  server.world.toolFiles.set(toolFileId, { id: toolFileId, ...row, base64: toBase64(bytes) });
  const type = fileTypeOf(mime_type);
  message.madeFiles = [...(message.madeFiles ?? []), { id, tool_file_id: toolFileId, type }];
  const path = `/files/tools/${toolFileId}${extension}`;
  return { id, type, path, url: toolFileUrl(context, toolFileId, extension) };
}
