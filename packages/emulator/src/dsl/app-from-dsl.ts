import type { AgentSettings, AppDatasets, AppDefinition } from '../app-definition.ts';
import { type AppMode, type AppParts, defineApp } from '../define-app.ts';
import type { ToolDefinition, WorkflowFunctions } from '../workflow/workflow-functions.ts';
import { parametersOfSettings, parametersOfWorkflow } from './parameters-from-dsl.ts';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from './read-fields.ts';
import { workflowFromDsl } from './workflow-from-dsl.ts';

/** What an export does not say. */
export interface AppFromDslOptions extends Partial<Omit<AppParts, 'key' | 'workflow'>> {
  /** The key that opens the app. */
  key: string;
  /** The published workflow's id, a UUID. @default made from the app's id */
  workflowId?: string;
  /** What code, HTTP and tool nodes come to, and what an agent's tools do. @default each fails when it is asked for */
  functions?: WorkflowFunctions;
  /** The author that `/info` names. @default 'Emulator' */
  author?: string;
}

const modes: readonly AppMode[] = ['chat', 'agent-chat', 'advanced-chat', 'completion', 'workflow', 'agent'];

/**
 * An app of the emulator from Dify's export of it ("Export DSL"), parsed from YAML or JSON.
 * Its knowledge bases are found by their ids. Code is never run: `functions.code` says what a code node comes to.
 *
 * @example
 * const app = appFromDsl(parse(await readFile('support.yml', 'utf8')), { key: 'app-support', model: extractive(library) });
 * const emulator = createEmulator({ apps: [app] });
 * @throws TypeError when it is no app of a known mode
 */
export function appFromDsl(
  document: unknown,
  { workflowId, functions, author, ...options }: AppFromDslOptions,
): AppDefinition {
  const { app, model_config, workflow } = fieldsOf(document);
  const about = fieldsOf(app);
  const mode = modes.find((known) => known === about.mode);
  if (mode === undefined) {
    throw new TypeError(
      `This is no app of Dify: "app.mode" is ${JSON.stringify(about.mode)}. Export one of the modes ${modes.join(', ')}.`,
    );
  }
  const isGraph = mode === 'workflow' || mode === 'advanced-chat';
  const settings = fieldsOf(model_config);
  const graph = fieldsOf(workflow);
  const parameters = isGraph ? parametersOfWorkflow(graph) : parametersOfSettings(settings);
  const defined = defineApp({
    name: textOf(about.name, options.key),
    description: textOf(about.description),
    mode,
    meta: { tool_icons: toolIcons(isGraph ? graphTools(graph) : listOf(fieldsOf(settings.agent_mode).tools)) },
    ...(isGraph
      ? { workflow: workflowFromDsl(graph, functions, workflowId) }
      : settingsOf(mode, settings, functions?.tools ?? {})),
    ...options,
    parameters: { ...withoutEmptyGreeting(mode, parameters), ...options.parameters },
    site: {
      icon_type: textOf(about.icon_type, 'emoji'),
      icon: textOf(about.icon, '🤖'),
      icon_background: textOf(about.icon_background, '#FFEAD5'),
      use_icon_as_answer_icon: about.use_icon_as_answer_icon === true,
      ...options.site,
    },
  });
  return author === undefined ? defined : { ...defined, info: { ...defined.info, author_name: author } };
}

/** An app that writes completions greets nobody. */
function withoutEmptyGreeting(mode: AppMode, parameters: AppParts['parameters'] = {}): AppParts['parameters'] & object {
  if (mode !== 'completion' || parameters.opening_statement) return parameters;
  return { ...parameters, opening_statement: null };
}

/** Prompt, model, knowledge bases and tools of an app without a graph. */
function settingsOf(
  mode: AppMode,
  settings: Fields,
  tools: Readonly<Record<string, ToolDefinition>>,
): Partial<AppParts> {
  const modelName = textOf(fieldsOf(settings.model).name);
  const datasets = datasetsOf(fieldsOf(settings.dataset_configs));
  return {
    prompt: textOf(settings.pre_prompt),
    ...(modelName === '' ? {} : { modelName }),
    ...(datasets === undefined ? {} : { datasets }),
    ...(mode === 'agent-chat' ? { agent: agentOf(fieldsOf(settings.agent_mode), tools) } : {}),
  };
}

function datasetsOf(configs: Fields): AppDatasets | undefined {
  const ids = listOf(fieldsOf(configs.datasets).datasets)
    .map(({ dataset }) => fieldsOf(dataset))
    .filter(({ enabled }) => enabled !== false)
    .map(({ id }) => textOf(id));
  if (ids.length === 0) return undefined;
  const top_k = numberOf(configs.top_k);
  return {
    ids,
    ...(top_k === undefined ? {} : { top_k }),
    score_threshold: configs.score_threshold_enabled === true ? (numberOf(configs.score_threshold) ?? null) : null,
  };
}

function agentOf(mode: Fields, tools: Readonly<Record<string, ToolDefinition>>): AgentSettings {
  return {
    strategy: textOf(mode.strategy).startsWith('react') ? 'react' : 'function_call',
    maxIteration: numberOf(mode.max_iteration) ?? 5,
    tools: listOf(mode.tools)
      .filter(({ enabled }) => enabled !== false)
      .map((tool) => {
        const name = textOf(tool.tool_name);
        const known = tools[name];
        const label = textOf(tool.tool_label, name);
        return {
          name,
          label: { zh_Hans: label, en_US: label, pt_BR: label, ja_JP: label },
          description: known?.description ?? label,
          ...(known?.parameters === undefined ? {} : { parameters: known.parameters }),
          run: known?.run ?? (() => Promise.reject(new Error(`There is no tool ${name} in the emulator's functions.`))),
        };
      }),
  };
}

function graphTools(graph: Fields): readonly Fields[] {
  return listOf(fieldsOf(graph.graph).nodes)
    .map(({ data }) => fieldsOf(data))
    .filter(({ type }) => type === 'tool');
}

function toolIcons(tools: readonly Fields[]): Record<string, string> {
  const path = 'console/api/workspaces/current/tool-provider/builtin';
  return Object.fromEntries(
    tools.map(({ provider_id, tool_name }) => [
      textOf(tool_name),
      `http://127.0.0.1:5001/${path}/${textOf(provider_id)}/icon`,
    ]),
  );
}
