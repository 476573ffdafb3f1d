throw new Error(
  '@dify-oapi/server was loaded in a browser. It holds keys and secrets: import it in code that runs on a server only, ' +
    'and call createBrowserDify from @dify-oapi/core in the page.',
);

export {};
