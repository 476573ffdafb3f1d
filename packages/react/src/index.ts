export * from './chat.ts';
export * from './completion.ts';
export * from './knowledge.ts';
export * from './markdown.ts';
export * from './workflow.ts';
