export * from './chat.ts';
export * from './markdown.ts';
