import { type Fields, mappingAt, textAt } from '../http/fields.ts';
import type { PipelineDatasource } from '../knowledge/definitions.ts';

/** What a run of a datasource node says: how far it is, then what it found or why it failed. */
export function datasourceEvents(node: PipelineDatasource | undefined, body: Fields): object[] {
  const fail = (error: string) => ({ event: 'datasource_error', error });
  if (node === undefined) return [fail('Datasource node data not found')];
  const type = textAt(body, 'datasource_type');
  if (type === 'local_file' || node.datasource_type === 'local_file') {
    if (type === node.datasource_type) return [fail(unsupported)];
    const reason = { message: 'plugin not found', error_type: 'PluginNotFoundError', args: null };
    return [processing(0, 0), fail(`plugin daemon: ${JSON.stringify(reason)}, code: -404`)];
  }
  const credential = textAt(body, 'credential_id');
  if (credential !== undefined && !node.credentials?.some(({ id }) => id === credential)) {
    return [fail(invocation('ToolProviderCredentialValidationError', 'api key is required'))];
  }
  const inputs = mappingAt(body, 'inputs') ?? {};
  if (node.datasource_type === 'website_crawl') return crawl(node, inputs, fail);
  return [processing(0, 0), completed(node.datasource_type === 'online_drive' ? drive : workspace, 1)];
}

/** A server prints one of its objects here. */
const unsupported =
  'Unsupported datasource provider: <bound method LocalFileDatasourcePlugin.datasource_provider_type of ' +
  '<core.datasource.local_file.local_file_plugin.LocalFileDatasourcePlugin object at 0x7fb7dea9b0e0>>';

function crawl(node: PipelineDatasource, inputs: Fields, fail: (error: string) => object): object[] {
  // Without an address a server crawls the name of the variable.
  const url = textAt(inputs, 'url') ?? `rag,${node.node_id},url`;
  if (/^https?:\/\/fail\./.test(url)) {
    const message = 'An error occurred: Firecrawl API request failed (402): The crawler refused.';
    return [fail(invocation('ValueError', message))];
  }
  const count = Math.max(1, Math.min(10, Number(inputs.pages ?? 3) || 3));
  const pages = Array.from({ length: count }, (_, at) => ({
    source_url: `${url}/p${at + 1}`,
    content: `# Page ${at + 1}\n\nText of page ${at + 1}.`,
    title: `Page ${at + 1}`,
    description: `About page ${at + 1}`,
  }));
  if (/^https?:\/\/broken\./.test(url)) {
    const message = 'An error occurred: The crawl failed.';
    return [processing(0, 0), processing(count, 1), fail(invocation('ValueError', message))];
  }
  const steps = pages.slice(1).map((_, at) => processing(count, at + 1));
  return [processing(0, 0), ...steps, completed(pages, count)];
}

const drive = [
  {
    bucket: null,
    files: [{ id: 'notes.txt', name: 'notes.txt', size: 12, type: 'file' }],
    is_truncated: false,
    next_page_parameters: null,
  },
];

const workspace = [
  {
    workspace_id: 'workspace',
    workspace_name: 'Workspace',
    workspace_icon: null,
    total: 1,
    pages: [
      {
        page_id: 'page-1',
        page_name: 'Notes',
        page_icon: null,
        type: 'page',
        last_edited_time: '2026-01-01T00:00:00Z',
        parent_id: null,
      },
    ],
  },
];

function processing(total: number, done: number): object {
  return { event: 'datasource_processing', total, completed: done };
}

function completed(data: readonly object[], total: number): object {
  return { event: 'datasource_completed', data, total, completed: total, time_consuming: 0.01 };
}

function invocation(error_type: string, message: string): string {
  return `req_id: 0000000000 PluginInvokeError: ${JSON.stringify({ args: {}, error_type, message })}`;
}
