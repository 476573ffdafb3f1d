import type { DifyHandlerOptions } from '@dify-oapi/server';

// What the snippets of the README take from the site that they stand in.
declare global {
  const options: DifyHandlerOptions;
  function sessionOf(request: Request): Promise<{ userId: string } | null>;
  function signedInUser(request: Request): Promise<{ id: string } | null>;
  function mayUse(user: string, operation: string, dataset: string | undefined): Promise<boolean>;
  function datasetsOf(user: string): Promise<string[]>;
}
