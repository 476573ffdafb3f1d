import type { Keep } from './keep.ts';
import { closedView } from './view.ts';

/** How files may be given. A page should not offer addresses where the handler takes uploads only. */
export const uploadMethods: Keep = (value, { remoteUrls } = closedView) => {
  if (!Array.isArray(value)) return undefined;
  return value.filter((method) => method === 'local_file' || (remoteUrls && method === 'remote_url'));
};
