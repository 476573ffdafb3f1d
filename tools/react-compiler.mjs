/**
 * The React Compiler as the packages, the tests, the stories and the playground use it. It compiles the hooks, whose results
 * others depend on, and what stands above the text while an answer streams in. Elsewhere its caches are more to load than
 * they save: compiling every component makes a chat 13 kB larger, and a frame of a streamed answer no cheaper.
 */
export const compiler = {
  panicThreshold: 'all_errors',
  // Parts of paths.
  sources: [
    '/src/hooks/',
    '/src/provider/',
    '/src/primitives/',
    '/chat-root.tsx',
    '/chat-main.tsx',
    '/message-list.tsx',
    '/thread-row.tsx',
    '/thread-rows.tsx',
    '/message-row.tsx',
    '/assistant-message.tsx',
    '/answer-parts.tsx',
    '/answer-text.tsx',
  ],
};
