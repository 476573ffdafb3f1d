import type { WorkflowFunctions } from './workflow-functions.ts';

/**
 * A workflow or chatflow as Dify exports it (`workflow.graph` of the DSL), with what Dify asks of the world outside:
 * code, tools, HTTP and knowledge are answered by functions of the definition. Layout fields may stay.
 */
export interface WorkflowDefinition {
  /** The published version's id, a UUID. @default made from the app's id */
  readonly id?: string;
  /** The published version as logs name it, e.g. `2026-07-03 06:10:11.123456`. */
  readonly version?: string;
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
  readonly conversationVariables?: readonly WorkflowVariable[];
  readonly environmentVariables?: readonly WorkflowVariable[];
  readonly functions?: WorkflowFunctions;
}

/** One node. Nodes of an iteration or loop name it as their parent. */
export interface WorkflowNode {
  readonly id: string;
  readonly parentId?: string;
  readonly data: NodeData;
  readonly [layout: string]: unknown;
}

/** The way from one node to the next. */
export interface WorkflowEdge {
  readonly source: string;
  /** `source`, or the case, class, action or `fail-branch` that leads here. @default 'source' */
  readonly sourceHandle?: string;
  readonly target: string;
  readonly [layout: string]: unknown;
}

/** A variable of the conversation or of the environment. */
export interface WorkflowVariable {
  readonly id?: string;
  readonly name: string;
  readonly value: unknown;
  readonly value_type: string;
  readonly description?: string;
  readonly selector?: readonly string[];
}

/** The node and the variable, then keys inside its value: `['llm', 'text']`. */
export type Selector = readonly string[];

/** What stands on every node. */
export interface AnyNodeData {
  readonly title?: string;
  readonly retry_config?: RetrySettings;
  readonly error_strategy?: 'fail-branch' | 'default-value' | 'none';
  readonly default_value?: readonly { readonly key: string; readonly type: string; readonly value: unknown }[];
  readonly [editor: string]: unknown;
}

export interface RetrySettings {
  readonly retry_enabled: boolean;
  readonly max_retries: number;
  /** Milliseconds. */
  readonly retry_interval: number;
}

export interface StartData extends AnyNodeData {
  readonly type: 'start';
  readonly variables: readonly StartVariable[];
}

/** A control of the app's form. */
export interface StartVariable {
  readonly variable: string;
  readonly label?: string;
  readonly type: string;
  readonly required?: boolean;
  readonly max_length?: number | null;
  readonly options?: readonly string[];
  readonly default?: unknown;
  readonly hide?: boolean;
  readonly allowed_file_types?: readonly string[];
  readonly allowed_file_extensions?: readonly string[];
  readonly allowed_file_upload_methods?: readonly string[];
  readonly json_schema?: string | object | null;
}

export interface EndData extends AnyNodeData {
  readonly type: 'end';
  readonly outputs: readonly {
    readonly variable: string;
    readonly value_selector: Selector;
    readonly value_type?: string;
  }[];
}

export interface AnswerData extends AnyNodeData {
  readonly type: 'answer';
  readonly answer: string;
}

export interface ModelSettings {
  readonly provider: string;
  readonly name: string;
  readonly mode?: string;
  readonly completion_params?: Readonly<Record<string, unknown>>;
}

export interface LlmData extends AnyNodeData {
  readonly type: 'llm';
  readonly model: ModelSettings;
  readonly prompt_template:
    | readonly { readonly role: string; readonly text: string; readonly id?: string }[]
    | { readonly text: string };
  readonly context?: { readonly enabled: boolean; readonly variable_selector?: Selector | null };
  readonly memory?: MemorySettings | null;
  readonly vision?: { readonly enabled: boolean; readonly configs?: { readonly variable_selector?: Selector } };
  readonly reasoning_format?: 'tagged' | 'separated';
  readonly structured_output_enabled?: boolean;
}

export interface MemorySettings {
  readonly window?: { readonly enabled: boolean; readonly size?: number | null };
  readonly query_prompt_template?: string;
}

export interface KnowledgeRetrievalData extends AnyNodeData {
  readonly type: 'knowledge-retrieval';
  readonly query_variable_selector?: Selector | null;
  readonly dataset_ids: readonly string[];
  readonly retrieval_mode?: string;
  readonly multiple_retrieval_config?: { readonly top_k: number; readonly score_threshold?: number | null } | null;
}

/** One test of a value. */
export interface Condition {
  readonly variable_selector: Selector;
  readonly comparison_operator: string;
  readonly value?: unknown;
  readonly varType?: string;
}

export interface IfElseData extends AnyNodeData {
  readonly type: 'if-else';
  readonly cases: readonly {
    readonly case_id: string;
    readonly logical_operator: string;
    readonly conditions: readonly Condition[];
  }[];
}

export interface QuestionClassifierData extends AnyNodeData {
  readonly type: 'question-classifier';
  readonly model: ModelSettings;
  readonly query_variable_selector: Selector;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  readonly instruction?: string;
}

export interface ParameterExtractorData extends AnyNodeData {
  readonly type: 'parameter-extractor';
  readonly model: ModelSettings;
  readonly query: Selector;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly description?: string;
    readonly required?: boolean;
    readonly options?: readonly string[] | null;
  }[];
  readonly reasoning_mode?: string;
  readonly instruction?: string;
}

/** A name that a template or code knows a value by. */
export interface NamedSelector {
  readonly variable: string;
  readonly value_selector: Selector;
  readonly value_type?: string;
}

export interface TemplateTransformData extends AnyNodeData {
  readonly type: 'template-transform';
  readonly template: string;
  readonly variables: readonly NamedSelector[];
}

export interface CodeData extends AnyNodeData {
  readonly type: 'code';
  readonly code_language: string;
  readonly code: string;
  readonly variables: readonly NamedSelector[];
  readonly outputs: Readonly<Record<string, { readonly type: string; readonly children?: unknown }>>;
}

export interface VariableAggregatorData extends AnyNodeData {
  readonly type: 'variable-aggregator' | 'variable-assigner';
  readonly output_type?: string;
  readonly variables: readonly Selector[];
  readonly advanced_settings?: {
    readonly group_enabled: boolean;
    readonly groups?: readonly {
      readonly group_name: string;
      readonly output_type?: string;
      readonly variables: readonly Selector[];
    }[];
  } | null;
}

export interface AssignerData extends AnyNodeData {
  readonly type: 'assigner';
  readonly version?: string;
  readonly items: readonly {
    readonly variable_selector: Selector;
    readonly input_type?: string;
    readonly operation: string;
    readonly value?: unknown;
  }[];
}

export interface IterationData extends AnyNodeData {
  readonly type: 'iteration';
  readonly start_node_id: string;
  readonly iterator_selector: Selector;
  readonly output_selector: Selector;
  readonly output_type?: string;
  readonly is_parallel?: boolean;
  readonly parallel_nums?: number;
  readonly error_handle_mode?: 'terminated' | 'continue-on-error' | 'remove-abnormal-output';
  readonly flatten_output?: boolean;
}

export interface LoopData extends AnyNodeData {
  readonly type: 'loop';
  readonly start_node_id: string;
  readonly loop_count: number;
  readonly break_conditions?: readonly Condition[];
  readonly logical_operator?: string;
  readonly loop_variables?: readonly {
    readonly label: string;
    readonly var_type: string;
    readonly value_type: string;
    readonly value: unknown;
  }[];
}

/** Where a round begins, and what ends a loop early. */
export interface BoundaryData extends AnyNodeData {
  readonly type: 'iteration-start' | 'loop-start' | 'loop-end';
}

export interface HttpRequestData extends AnyNodeData {
  readonly type: 'http-request';
  readonly method: string;
  readonly url: string;
  readonly headers?: string;
  readonly params?: string;
  readonly body?: { readonly type: string; readonly data?: unknown } | null;
}

export interface ToolData extends AnyNodeData {
  readonly type: 'tool';
  readonly provider_id: string;
  readonly provider_type?: string;
  readonly provider_name?: string;
  readonly tool_name: string;
  readonly tool_label?: string;
  readonly tool_parameters?: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;
  readonly tool_configurations?: Readonly<Record<string, unknown>>;
}

export interface AgentData extends AnyNodeData {
  readonly type: 'agent';
  readonly agent_strategy_provider_name?: string;
  readonly agent_strategy_name: string;
  readonly agent_strategy_label?: string;
  readonly agent_parameters: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;
  readonly memory?: MemorySettings | null;
}

export interface DocumentExtractorData extends AnyNodeData {
  readonly type: 'document-extractor';
  readonly variable_selector: Selector;
}

export interface ListOperatorData extends AnyNodeData {
  readonly type: 'list-operator';
  readonly variable: Selector;
  readonly filter_by?: {
    readonly enabled: boolean;
    readonly conditions?: readonly {
      readonly key?: string;
      readonly comparison_operator: string;
      readonly value?: unknown;
    }[];
  };
  readonly order_by?: { readonly enabled: boolean; readonly key?: string; readonly value?: string };
  readonly limit?: { readonly enabled: boolean; readonly size?: number };
  readonly extract_by?: { readonly enabled: boolean; readonly serial?: string };
}

/** A field of a form. */
export interface FormField {
  readonly type: string;
  readonly output_variable_name: string;
  readonly default?: {
    readonly type: string;
    readonly selector?: Selector | null;
    readonly value?: string | null;
  } | null;
  readonly option_source?: {
    readonly type: string;
    readonly selector?: Selector | null;
    readonly value?: readonly string[] | null;
  } | null;
  readonly allowed_file_types?: readonly string[];
  readonly allowed_file_extensions?: readonly string[];
  readonly allowed_file_upload_methods?: readonly string[];
  readonly number_limits?: number;
}

export interface HumanInputData extends AnyNodeData {
  readonly type: 'human-input';
  readonly delivery_methods?: readonly {
    readonly type: string;
    readonly enabled?: boolean;
    readonly [more: string]: unknown;
  }[];
  readonly form_content: string;
  readonly inputs: readonly FormField[];
  readonly user_actions: readonly { readonly id: string; readonly title: string; readonly button_style?: string }[];
  readonly timeout: number;
  readonly timeout_unit: 'hour' | 'day';
}

/** What a node is told, by its `type`. */
export type NodeData =
  | StartData
  | EndData
  | AnswerData
  | LlmData
  | KnowledgeRetrievalData
  | IfElseData
  | QuestionClassifierData
  | ParameterExtractorData
  | TemplateTransformData
  | CodeData
  | VariableAggregatorData
  | AssignerData
  | IterationData
  | LoopData
  | BoundaryData
  | HttpRequestData
  | ToolData
  | AgentData
  | DocumentExtractorData
  | ListOperatorData
  | HumanInputData;
