import { supportApp } from '../../apps/support/app.ts';
import type { Seed } from '../seed.ts';
import { handbookKnowledge } from './handbook-knowledge.ts';
import { replyWriter } from './reply-writer.ts';
import { serviceDesk } from './service-desk.ts';
import { serviceReport } from './service-report.ts';
import { workshopAgent } from './workshop-agent.ts';

/**
 * Apps and a knowledge base of an e-bike maker, one app of each mode: chat, agent, chatflow with branches and a form,
 * completion, and a workflow with a branch, an iteration, a loop, a node that tries again and a form.
 * What answers quotes the handbook; no language model is involved.
 */
export function demoSeed(): Seed {
  return {
    apps: [supportApp(), workshopAgent(), serviceDesk(), replyWriter(), serviceReport()],
    knowledge: [handbookKnowledge()],
    datasetKey: 'dataset-demo',
  };
}
