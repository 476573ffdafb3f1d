import type { AgentTool, AppDefinition } from '../../app-definition.ts';
import { defineApp } from '../../define-app.ts';
import { directed } from '../../model/directed.ts';
import { labTools } from './lab-functions.ts';

const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const text = { type: 'string' };
const seconds = { type: 'integer', default: 30 };

const noJob: AgentTool['run'] = ({ job_id }) => ({
  text: `{"error": "Unknown shell job id for this session: ${job_id}.", "job_id": "${job_id}"}`,
});

/** The tools that every agent of the newer kind has, and one of its own. */
const tools: readonly AgentTool[] = [
  {
    name: 'shell_run',
    description: 'Runs a script.',
    parameters: object({ script: text, timeout: seconds }),
    run: ({ script }) => ({
      text: `<metadata>\n{"job_id":"ecd906ce27395645","status":"exited","done":true,"exit_code":127,"output_path":"/home/agent/output"}\n</metadata>\n\n<output>\n/home/agent/script.sh: 1: ${script}: not found\n\n</output>`,
    }),
  },
  {
    name: 'shell_wait',
    description: 'Waits for a script.',
    parameters: object({ job_id: text, timeout: seconds }),
    run: noJob,
  },
  {
    name: 'shell_input',
    description: 'Types into a script.',
    parameters: object({ job_id: text, text, timeout: seconds }),
    run: noJob,
  },
  {
    name: 'shell_interrupt',
    description: 'Ends a script.',
    parameters: object({ job_id: text, grace_seconds: { type: 'integer', default: 10 } }),
    run: noJob,
  },
  {
    name: 'ask_human',
    description: 'Asks a person.',
    parameters: object({
      title: text,
      question: text,
      markdown: text,
      fields: { type: 'array', items: text },
      actions: { type: 'array', items: text },
      urgency: { type: 'string', enum: ['normal', 'high'] },
    }),
    run: ({ actions, fields }) => ({
      text: JSON.stringify([
        { type: 'dict_type', loc: ['fields', 0], msg: 'Input should be an object', input: [fields].flat()[0] },
        { type: 'model_type', loc: ['actions', 0], msg: 'Input should be an object', input: [actions].flat()[0] },
      ]),
    }),
  },
  {
    name: 'current_time',
    description: 'A tool for getting the current time.',
    run: (input) => labTools.current_time?.run(input) ?? {},
  },
];

const upload = {
  enabled: true,
  allowed_file_extensions: ['JPG', 'JPEG', 'PNG', 'GIF', 'WEBP', 'SVG'],
  allowed_file_types: ['document', 'image', 'audio', 'video'],
  allowed_file_upload_methods: ['local_file', 'remote_url'],
  image: { enabled: true },
  number_limits: 3,
};

/** The agents of the newer kind, which only 1.16 has. */
export function labAgents(): AppDefinition[] {
  const alone = tools.filter(({ name }) => name !== 'ask_human');
  return [agent('agent-app', alone), agent('agent-app-human', tools), agent('agent-app-unpublished', alone, false)];
}

function agent(name: string, tools: readonly AgentTool[], isPublished = true): AppDefinition {
  const app = defineApp({
    key: `app-lab-${name}`,
    name,
    mode: 'agent',
    description: `lab app ${name}`,
    isPublished,
    model: directed(),
    modelName: 'stub-chat',
    prompt: 'You are a lab agent.',
    agent: { tools, maxIteration: 10 },
    parameters: {
      opening_statement: isPublished ? 'Hello from the agent app.' : null,
      text_to_speech: { enabled: false },
      sensitive_word_avoidance: { enabled: false, type: '', config: {} },
      file_upload: upload,
    },
  });
  return { ...app, info: { ...app.info, author_name: 'Lab' } };
}
