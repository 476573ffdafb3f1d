export * from './chat.ts';
export * from './knowledge.ts';
export * from './markdown.ts';
