import { describe, expect, it } from 'vitest';
import { defineApp } from '../define-app.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import type { Model } from '../model/model.ts';
import { reply } from '../model/reply.ts';
import type { Profile } from '../profile.ts';
import type { NodeData, WorkflowDefinition, WorkflowEdge, WorkflowNode } from './workflow-definition.ts';
import type { WorkflowFunctions } from './workflow-functions.ts';

const settings = { provider: 'p', name: 'm', mode: 'chat' };

function node(id: string, data: NodeData, parentId?: string): WorkflowNode {
  return { id, data: { title: id, ...data }, ...(parentId === undefined ? {} : { parentId }) };
}

function edges(...ways: string[]): WorkflowEdge[] {
  return ways.map((way) => {
    const [source = '', target = ''] = way.split(' > ');
    const [id = '', sourceHandle = 'source'] = source.split(':');
    return { source: id, sourceHandle, target };
  });
}

const start = (...variables: string[]) =>
  node('start', { type: 'start', variables: variables.map((variable) => ({ variable, type: 'paragraph' })) });
const llm = (id: string, text: string, more: Partial<NodeData> = {}, parentId?: string) =>
  node(id, { type: 'llm', model: settings, prompt_template: [{ role: 'user', text }], ...more } as NodeData, parentId);
const end = (id: string, outputs: Record<string, string>) =>
  node(id, {
    type: 'end',
    outputs: Object.entries(outputs).map(([variable, path]) => ({ variable, value_selector: path.split('.') })),
  });

const echo: Model = reply((query) => {
  if (query.includes('bad')) throw new Error('The model fell over.');
  return [`<${query}>`, '!'];
});

function emulatorOf(
  workflow: WorkflowDefinition,
  options: { mode?: 'workflow' | 'advanced-chat'; model?: Model; profile?: Profile; pieceMs?: number } = {},
): Emulator {
  const { mode = 'workflow', model = echo, pieceMs = 0, profile = '1.14' } = options;
  return createEmulator({
    apps: [defineApp({ key: 'app-w', mode, model, workflow })],
    profile,
    pace: { firstMs: 0, pieceMs },
  });
}

function ask(emulator: Emulator, method: string, path: string, body?: object): Promise<Response> {
  return emulator.fetch(`http://dify.test/v1${path}`, {
    method,
    headers: { authorization: 'Bearer app-w', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify({ user: 'u', ...body }) }),
  });
}

async function runWhole(emulator: Emulator, inputs: object) {
  return (await (await ask(emulator, 'POST', '/workflows/run', { inputs })).json()).data;
}

// biome-ignore lint/suspicious/noExplicitAny: events are looked at by path
type Event = { event: string; data: any; [key: string]: any };

async function eventsOf(response: Response): Promise<Event[]> {
  return (await response.text())
    .split('\n\n')
    .filter((block) => block.startsWith('data: '))
    .map((block) => JSON.parse(block.slice(6)));
}

/** Reads events until one of a name has come. The stream stays open. */
function reader(response: Response) {
  const source = (response.body ?? new ReadableStream()).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  const events: Event[] = [];
  return {
    events,
    async until(name: string): Promise<Event> {
      for (;;) {
        const found = events.find(({ event }) => event === name);
        if (found) return found;
        const { done, value } = await source.read();
        if (done) throw new Error(`The stream ended before ${name}.`);
        rest += decoder.decode(value, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)));
      }
    },
    async rest(): Promise<Event[]> {
      for (;;) {
        const { done, value } = await source.read();
        if (done) return events;
        rest += decoder.decode(value, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)));
      }
    },
    leave: () => source.cancel(),
  };
}

const names = (events: Event[]) =>
  events.map(({ data, event }) => (data?.node_id ? `${event} ${data.node_id}` : event));

describe('a workflow with every kind of node', () => {
  const functions: WorkflowFunctions = {
    code: { code: ({ text }) => ({ items: String(text).split(' ') }) },
    http: ({ url }) => ({ status: 200, body: `from ${url}` }),
    knowledge: (query) => [{ metadata: {}, title: 't', content: `about ${query}`, files: null, summary: null }],
    tools: { shout: { run: ({ text }) => ({ text: String(text).toUpperCase() }) } },
  };
  const condition = (path: string, comparison_operator: string, value: string) => ({
    variable_selector: path.split('.'),
    comparison_operator,
    value,
  });
  const definition: WorkflowDefinition = {
    functions,
    environmentVariables: [{ name: 'region', value: 'eu', value_type: 'string' }],
    nodes: [
      start('text'),
      node('branch', {
        type: 'if-else',
        cases: [{ case_id: 'true', logical_operator: 'and', conditions: [condition('start.text', 'contains', 'x')] }],
      }),
      node('http', { type: 'http-request', method: 'get', url: 'http://a.test/{{#env.region#}}' }),
      node('skipped', { type: 'template-transform', template: 'never', variables: [] }),
      node('agg', {
        type: 'variable-aggregator',
        variables: [
          ['skipped', 'output'],
          ['http', 'body'],
        ],
      }),
      node('code', {
        type: 'code',
        code_language: 'python3',
        code: '',
        variables: [{ variable: 'text', value_selector: ['start', 'text'] }],
        outputs: { items: { type: 'array[string]' } },
      }),
      node('sort', {
        type: 'list-operator',
        variable: ['code', 'items'],
        order_by: { enabled: true, value: 'desc' },
        limit: { enabled: true, size: 2 },
      }),
      node('iter', {
        type: 'iteration',
        start_node_id: 'iterstart',
        iterator_selector: ['sort', 'result'],
        output_selector: ['inner', 'text'],
      }),
      node('iterstart', { type: 'iteration-start' }, 'iter'),
      llm('inner', '{{#iter.index#}} {{#iter.item#}}', {}, 'iter'),
      node('loop', {
        type: 'loop',
        start_node_id: 'loopstart',
        loop_count: 9,
        break_conditions: [condition('loop.num', '≥', '3')],
        loop_variables: [{ label: 'num', var_type: 'number', value_type: 'constant', value: '1' }],
      }),
      node('loopstart', { type: 'loop-start' }, 'loop'),
      node(
        'inc',
        {
          type: 'assigner',
          items: [{ variable_selector: ['loop', 'num'], input_type: 'constant', operation: '+=', value: 1 }],
        },
        'loop',
      ),
      node('kb', { type: 'knowledge-retrieval', query_variable_selector: ['start', 'text'], dataset_ids: ['d'] }),
      llm('llm', 'Use {{#context#}}', { context: { enabled: true, variable_selector: ['kb', 'result'] } }),
      node('classify', {
        type: 'question-classifier',
        model: settings,
        query_variable_selector: ['start', 'text'],
        classes: [
          { id: '1', name: 'one' },
          { id: '2', name: 'two' },
        ],
      }),
      node('extract', {
        type: 'parameter-extractor',
        model: settings,
        query: ['start', 'text'],
        parameters: [{ name: 'city', type: 'string' }],
      }),
      node('tool', {
        type: 'tool',
        provider_id: 'p',
        tool_name: 'shout',
        tool_parameters: { text: { type: 'mixed', value: 'ho {{#start.text#}}' } },
      }),
      node('agent', {
        type: 'agent',
        agent_strategy_name: 'function_calling',
        agent_parameters: {
          model: { type: 'constant', value: { provider: 'p', model: 'm' } },
          tools: { type: 'constant', value: [{ tool_name: 'shout', provider_name: 'p' }] },
          query: { type: 'constant', value: 'use a tool' },
        },
      }),
      node('report', {
        type: 'template-transform',
        template: '{% for i in items %}{{ loop.index }}={{ i|upper }};{% endfor %}{{ none }}',
        variables: [
          { variable: 'items', value_selector: ['code', 'items'] },
          { variable: 'none', value_selector: ['start', 'nothing'] },
        ],
      }),
      end('end', {
        agg: 'agg.output',
        items: 'iter.output',
        num: 'loop.num',
        text: 'llm.text',
        city: 'extract.city',
        class: 'classify.class_name',
        tool: 'tool.text',
        agent: 'agent.text',
        report: 'report.output',
      }),
    ],
    edges: edges(
      'start > branch',
      'branch:true > http',
      'branch:false > skipped',
      'http > agg',
      'skipped > agg',
      'start > code',
      'code > sort',
      'sort > iter',
      'iterstart > inner',
      'iter > loop',
      'loopstart > inc',
      'start > kb',
      'kb > llm',
      'start > classify',
      'classify:2 > extract',
      'start > tool',
      'tool > agent',
      'agg > report',
      'loop > report',
      'llm > report',
      'extract > report',
      'agent > report',
      'report > end',
    ),
  };
  const model: Model = async function* ({ messages, purpose, query }) {
    if (purpose === 'classify') yield '2';
    else if (purpose === 'extract') yield '{"city": "Paris"}';
    else if (query !== 'use a tool') yield `[${query}]`;
    else if (messages.some(({ role }) => role === 'tool')) yield `done: ${messages.at(-1)?.content}`;
    else yield { type: 'tool_call', id: 'c', name: 'shout', arguments: '{"text":"hi"}' };
  };

  it('comes to all of its outputs', async () => {
    const data = await runWhole(emulatorOf(definition, { model }), { text: 'x b c' });
    expect(data.status).toBe('succeeded');
    expect(data.outputs).toEqual({
      agg: 'from http://a.test/eu',
      items: ['[0 x]', '[1 c]'],
      num: 3,
      text: '[Use about x b c]',
      city: 'Paris',
      class: 'two',
      tool: 'HO X B C',
      agent: '\ndone: HI',
      report: '1=X;2=B;3=C;None',
    });
  });

  it('counts the nodes of the top only', async () => {
    const data = await runWhole(emulatorOf(definition, { model }), { text: 'x' });
    expect(data.total_steps).toBe(16);
  });

  it('says in which round a node has run', async () => {
    const emulator = emulatorOf(definition, { model });
    const events = await eventsOf(
      await ask(emulator, 'POST', '/workflows/run', { inputs: { text: 'x y' }, response_mode: 'streaming' }),
    );
    const inner = events.filter(({ data, event }) => event === 'node_finished' && data.node_id === 'inner');
    expect(inner.map(({ data }) => data.execution_metadata.iteration_index)).toEqual([0, 1]);
    expect(
      events.filter(({ event }) => event === 'agent_log').map(({ data }) => `${data.label} ${data.status}`),
    ).toEqual([
      'ROUND 1 start',
      'm Thought start',
      'm Thought success',
      'CALL shout start',
      'CALL shout success',
      'ROUND 1 success',
      'ROUND 2 start',
      'm Thought start',
      'm Thought success',
      'ROUND 2 success',
    ]);
  });

  it('says clearly which kind of node it does not know', async () => {
    const strange = JSON.parse('{"type":"teleport","title":"T"}');
    const emulator = emulatorOf({ nodes: [start(), node('t', strange)], edges: edges('start > t') });
    expect((await runWhole(emulator, {})).error).toBe('This emulator has no node of type "teleport".');
  });
});

describe('branches side by side', () => {
  it('run at the same time, but speak one after the other', async () => {
    const definition: WorkflowDefinition = {
      nodes: [start(), llm('a', 'A'), llm('b', 'B'), end('end_a', { a: 'a.text' }), end('end_b', { b: 'b.text' })],
      edges: edges('start > a', 'start > b', 'a > end_a', 'b > end_b'),
    };
    const emulator = emulatorOf(definition);
    const events = await eventsOf(
      await ask(emulator, 'POST', '/workflows/run', { inputs: {}, response_mode: 'streaming' }),
    );
    const order = names(events);
    expect(order.indexOf('node_started b')).toBeLessThan(order.indexOf('node_finished a'));
    const texts = events
      .filter(({ event }) => event === 'text_chunk')
      .map(({ data }) => data.from_variable_selector[0]);
    expect(texts.lastIndexOf('a')).toBeLessThan(texts.indexOf('b'));
    expect(events.at(-1)?.data.outputs).toEqual({ a: '<A>!', b: '<B>!' });
  });
});

describe('a node that fails', () => {
  const failing = (more: Partial<NodeData>): WorkflowDefinition => ({
    nodes: [
      start(),
      llm('llm', 'bad', more),
      node('rescue', {
        type: 'template-transform',
        template: 'saved from {{ e }}',
        variables: [{ variable: 'e', value_selector: ['llm', 'error_message'] }],
      }),
      end('end', { text: 'llm.text' }),
      end('end_rescued', { text: 'rescue.output' }),
    ],
    edges:
      more.error_strategy === 'fail-branch'
        ? edges('start > llm', 'llm:success-branch > end', 'llm:fail-branch > rescue', 'rescue > end_rescued')
        : edges('start > llm', 'llm > end'),
  });

  it('fails the run', async () => {
    const data = await runWhole(emulatorOf(failing({})), {});
    expect(data).toMatchObject({ status: 'failed', error: 'The model fell over.', outputs: {} });
  });

  it('is tried again as often as it is told', async () => {
    const emulator = emulatorOf(failing({ retry_config: { retry_enabled: true, max_retries: 2, retry_interval: 1 } }));
    const events = await eventsOf(
      await ask(emulator, 'POST', '/workflows/run', { inputs: {}, response_mode: 'streaming' }),
    );
    const retries = events.filter(({ event }) => event === 'node_retry');
    expect(retries.map(({ data }) => data.retry_index)).toEqual([1, 2]);
    expect(events.at(-1)?.data).toMatchObject({ status: 'failed', exceptions_count: 3, total_steps: 4 });
  });

  it('goes on with its default value', async () => {
    const defaults = [{ key: 'text', type: 'string', value: 'instead' }];
    const emulator = emulatorOf(failing({ error_strategy: 'default-value', default_value: defaults }));
    expect(await runWhole(emulator, {})).toMatchObject({ status: 'partial-succeeded', outputs: { text: 'instead' } });
  });

  it('goes on by the branch for failures', async () => {
    const data = await runWhole(emulatorOf(failing({ error_strategy: 'fail-branch' })), {});
    expect(data).toMatchObject({
      status: 'partial-succeeded',
      outputs: { text: 'saved from The model fell over.' },
    });
  });

  it.each([
    ['terminated', 'failed', {}],
    ['continue-on-error', 'succeeded', { out: ['<a>!', null, '<c>!'] }],
    ['remove-abnormal-output', 'succeeded', { out: ['<a>!', '<c>!'] }],
  ] as const)('inside of an iteration ends it as %s says', async (error_handle_mode, status, outputs) => {
    for (const is_parallel of [false, true]) {
      const definition: WorkflowDefinition = {
        functions: { code: { list: () => ({ list: ['a', 'bad', 'c'] }) } },
        nodes: [
          start(),
          node('list', {
            type: 'code',
            code_language: 'python3',
            code: '',
            variables: [],
            outputs: { list: { type: 'array[string]' } },
          }),
          node('iter', {
            type: 'iteration',
            start_node_id: 'iterstart',
            iterator_selector: ['list', 'list'],
            output_selector: ['inner', 'text'],
            error_handle_mode,
            is_parallel,
          }),
          node('iterstart', { type: 'iteration-start' }, 'iter'),
          llm('inner', '{{#iter.item#}}', {}, 'iter'),
          end('end', { out: 'iter.output' }),
        ],
        edges: edges('start > list', 'list > iter', 'iterstart > inner', 'iter > end'),
      };
      expect(await runWhole(emulatorOf(definition), {})).toMatchObject({ status, outputs });
    }
  });
});

const form = (id: string): WorkflowNode =>
  node(id, {
    type: 'human-input',
    delivery_methods: [{ type: 'webapp', enabled: true }],
    form_content: `Look at {{#sys.user_id#}}: {{#$output.note#}}`,
    inputs: [{ type: 'paragraph', output_variable_name: 'note', default: { type: 'constant', value: '' } }],
    user_actions: [{ id: 'ok', title: 'OK' }],
    timeout: 1,
    timeout_unit: 'hour',
  });

describe('a run that waits for people', () => {
  const two: WorkflowDefinition = {
    nodes: [start(), form('one'), form('two'), end('end', { a: 'one.note', b: 'two.note' })],
    edges: edges('start > one', 'start > two', 'one:ok > end', 'two:ok > end'),
  };

  it('goes on after both of its forms', async () => {
    const emulator = emulatorOf(two);
    const first = await eventsOf(
      await ask(emulator, 'POST', '/workflows/run', { inputs: {}, response_mode: 'streaming' }),
    );
    const forms = first.filter(({ event }) => event === 'human_input_required').map(({ data }) => data);
    expect(forms.map(({ form_content }) => form_content)).toEqual([
      'Look at u: {{#$output.note#}}',
      'Look at u: {{#$output.note#}}',
    ]);
    const paused = first.at(-1);
    expect(paused?.event).toBe('workflow_paused');
    const run = paused?.data.workflow_run_id;
    const attach = () => ask(emulator, 'GET', `/workflow/${run}/events?user=u`);
    const submit = async (at: number, note: string) => {
      const path = `/form/human_input/${forms[at].form_token}`;
      return (await ask(emulator, 'POST', path, { inputs: { note }, action: 'ok' })).status;
    };

    const again = attach();
    expect(await submit(0, 'A')).toBe(200);
    const second = await eventsOf(await again);
    expect(names(second)).toEqual([
      'workflow_started',
      'node_started one',
      'node_started two',
      'human_input_form_filled one',
      'text_chunk',
      'text_chunk',
      'node_finished one',
      'human_input_required two',
      'workflow_paused',
    ]);
    expect(await submit(0, 'A')).toBe(412);

    const last = attach();
    expect(await submit(1, 'B')).toBe(200);
    const third = await eventsOf(await last);
    expect(third.at(-1)?.data).toMatchObject({ status: 'succeeded', outputs: { a: 'A', b: 'B' } });
    const detail = await (await ask(emulator, 'GET', `/workflows/run/${run}`)).json();
    expect(detail).toMatchObject({ status: 'succeeded', outputs: { a: 'A', b: 'B' } });
  });

  it('is still there after the server has begun anew', async () => {
    const before = emulatorOf(two);
    const data = await runWhole(before, {});
    const emulator = emulatorOf(two);
    emulator.restore(JSON.parse(JSON.stringify(before.snapshot())));
    const attached = ask(emulator, 'GET', `/workflow/${data.id}/events?user=u&continue_on_pause=true`);
    const events = reader(await attached);
    for (const { form_token } of data.reasons) {
      await ask(emulator, 'POST', `/form/human_input/${form_token}`, { inputs: { note: 'x' }, action: 'ok' });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect((await events.until('workflow_finished')).data.outputs).toEqual({ a: 'x', b: 'x' });
    await events.leave();
  });

  it('refuses what does not fit its form', async () => {
    const emulator = emulatorOf(two);
    const data = await runWhole(emulator, {});
    const path = `/form/human_input/${data.reasons[0].form_token}`;
    const send = async (body: object) => (await (await ask(emulator, 'POST', path, body)).json()).message;
    expect(await send({ inputs: {}, action: 'ok' })).toBe('Missing required inputs: note');
    expect(await send({ inputs: { note: 'x' }, action: 'no' })).toBe('Invalid action: no');
    expect((await ask(emulator, 'GET', '/form/human_input/nobody')).status).toBe(404);
  });

  it('streams only the new text of a chatflow since 1.16, and all of it before', async () => {
    const definition: WorkflowDefinition = {
      nodes: [
        start(),
        node('before', { type: 'answer', answer: 'Before. ' }),
        form('form'),
        node('after', { type: 'answer', answer: 'After {{#form.note#}}.' }),
      ],
      edges: edges('start > before', 'before > form', 'form:ok > after'),
    };
    const resumedText = async (profile: Profile) => {
      const emulator = emulatorOf(definition, { mode: 'advanced-chat', profile });
      const chat = { inputs: {}, query: 'Hi', response_mode: 'streaming' };
      const first = await eventsOf(await ask(emulator, 'POST', '/chat-messages', chat));
      const run = first[0]?.workflow_run_id;
      const token = first.find(({ event }) => event === 'human_input_required')?.data.form_token;
      const attached = ask(emulator, 'GET', `/workflow/${run}/events?user=u`);
      await ask(emulator, 'POST', `/form/human_input/${token}`, { inputs: { note: 'x' }, action: 'ok' });
      const events = await eventsOf(await attached);
      expect(events.at(-1)?.data.outputs.answer).toBe('Before. After x.');
      return events.flatMap(({ answer, event }) => (event === 'message' ? [answer] : [])).join('');
    };
    expect(await resumedText('1.16')).toBe('After x.');
    expect(await resumedText('1.14')).toBe('Before. ');
  });

  it('is lost when a workflow goes on after a form on 1.16', async () => {
    const emulator = emulatorOf(two, { profile: '1.16' });
    const data = await runWhole(emulator, {});
    const attached = ask(emulator, 'GET', `/workflow/${data.id}/events?user=u`);
    const path = `/form/human_input/${data.reasons[0].form_token}`;
    await ask(emulator, 'POST', path, { inputs: { note: 'x' }, action: 'ok' });
    const events = await eventsOf(await attached);
    expect(events.at(-1)?.data).toMatchObject({ status: 'stopped', error: 'Stopped by user.', outputs: {} });
  });
});

describe('a run on its way', () => {
  const pieces = Array.from({ length: 80 }, (_, at) => `${at} `);
  const slow: WorkflowDefinition = {
    nodes: [start(), llm('llm', 'go'), end('end', { text: 'llm.text' })],
    edges: edges('start > llm', 'llm > end'),
  };
  const options = { model: reply(pieces), pieceMs: 5 };
  const begin = async (emulator: Emulator) =>
    reader(await ask(emulator, 'POST', '/workflows/run', { inputs: {}, response_mode: 'streaming' }));

  it('stops when it is told to', async () => {
    const emulator = emulatorOf(slow, { ...options, profile: '1.16' });
    const stream = await begin(emulator);
    const { task_id, workflow_run_id } = await stream.until('text_chunk');
    const answer = await ask(emulator, 'POST', `/workflows/tasks/${task_id}/stop`, {});
    expect(await answer.json()).toEqual({ result: 'success' });
    const events = await stream.rest();
    expect(events.at(-1)?.data).toMatchObject({ status: 'stopped', outputs: {} });
    const detail = await (await ask(emulator, 'GET', `/workflows/run/${workflow_run_id}`)).json();
    expect(detail.status).toBe('stopped');
  });

  it('goes on without its reader, and is read again with a snapshot', async () => {
    const emulator = emulatorOf(slow, { ...options, profile: '1.14' });
    const stream = await begin(emulator);
    const { workflow_run_id } = await stream.until('text_chunk');
    await stream.leave();
    const query = 'user=u&include_state_snapshot=true';
    const events = await eventsOf(await ask(emulator, 'GET', `/workflow/${workflow_run_id}/events?${query}`));
    expect(names(events).slice(0, 4)).toEqual([
      'workflow_started',
      'node_started start',
      'node_finished start',
      'node_started llm',
    ]);
    expect(Object.keys(events[0] ?? {})).toEqual(['event', 'task_id', 'workflow_run_id', 'data']);
    const text = events.flatMap(({ data, event }) => (event === 'text_chunk' ? [data.text] : [])).join('');
    const whole = pieces.join('');
    expect(whole.endsWith(text)).toBe(true);
    expect(text).not.toBe(whole);
    expect(events.at(-1)?.data.outputs).toEqual({ text: whole });

    const replay = await ask(emulator, 'GET', `/workflow/${workflow_run_id}/events?user=u`);
    const line = await replay.text();
    expect(line.startsWith(`data: {"event": "workflow_finished", "task_id": "${workflow_run_id}"`)).toBe(true);
  });

  it('cuts the other readers on 1.16 when one of them leaves', async () => {
    const emulator = emulatorOf(slow, { ...options, profile: '1.16' });
    const stream = await begin(emulator);
    const { workflow_run_id } = await stream.until('text_chunk');
    const other = reader(await ask(emulator, 'GET', `/workflow/${workflow_run_id}/events?user=u`));
    await other.until('text_chunk');
    await other.leave();
    await expect(stream.rest()).rejects.toThrow('The connection was cut.');
  });

  it('is nobody else’s', async () => {
    const emulator = emulatorOf(slow);
    const { id } = await runWhole(emulator, {});
    expect((await ask(emulator, 'GET', `/workflow/${id}/events?user=somebody`)).status).toBe(404);
  });
});
