import type { NodeOutcome, NodeScope } from '../node-scope.ts';
import { NodeFailure } from '../node-scope.ts';
import type { NodeData } from '../workflow-definition.ts';
import { runAgent } from './agent.ts';
import { runAnswer } from './answer.ts';
import { runAssigner } from './assigner.ts';
import { runCode } from './code.ts';
import { runDocumentExtractor } from './document-extractor.ts';
import { runEnd } from './end.ts';
import { runHttpRequest } from './http-request.ts';
import { runHumanInput } from './human-input.ts';
import { runIfElse } from './if-else.ts';
import { runIteration } from './iteration.ts';
import { runKnowledgeRetrieval } from './knowledge-retrieval.ts';
import { runListOperator } from './list-operator.ts';
import { runLlm } from './llm.ts';
import { runLoop } from './loop.ts';
import { runParameterExtractor } from './parameter-extractor.ts';
import { runQuestionClassifier } from './question-classifier.ts';
import { runStart } from './start.ts';
import { runTemplateTransform } from './template-transform.ts';
import { runTool } from './tool.ts';
import { runVariableAggregator } from './variable-aggregator.ts';

/**
 * Runs one node.
 *
 * @throws NodeFailure, or whatever a function of the definition throws
 */
export async function runNode(data: NodeData, scope: NodeScope): Promise<NodeOutcome> {
  switch (data.type) {
    case 'start':
      return runStart(data, scope);
    case 'end':
      return runEnd(data, scope);
    case 'answer':
      return runAnswer(data, scope);
    case 'llm':
      return runLlm(data, scope);
    case 'knowledge-retrieval':
      return runKnowledgeRetrieval(data, scope);
    case 'if-else':
      return runIfElse(data, scope);
    case 'question-classifier':
      return runQuestionClassifier(data, scope);
    case 'parameter-extractor':
      return runParameterExtractor(data, scope);
    case 'template-transform':
      return runTemplateTransform(data, scope);
    case 'code':
      return runCode(data, scope);
    case 'variable-aggregator':
    case 'variable-assigner':
      return runVariableAggregator(data, scope);
    case 'assigner':
      return runAssigner(data, scope);
    case 'iteration':
      return runIteration(data, scope);
    case 'loop':
      return runLoop(data, scope);
    case 'iteration-start':
    case 'loop-start':
      return {};
    case 'loop-end':
      return { isBreak: true };
    case 'http-request':
      return runHttpRequest(data, scope);
    case 'tool':
      return runTool(data, scope);
    case 'agent':
      return runAgent(data, scope);
    case 'document-extractor':
      return runDocumentExtractor(data, scope);
    case 'list-operator':
      return runListOperator(data, scope);
    case 'human-input':
      return runHumanInput(data, scope);
    default: {
      const unknown: { type?: unknown } = data;
      throw new NodeFailure(`This emulator has no node of type "${String(unknown.type)}".`, 'NotImplementedError');
    }
  }
}
