import { isDetail } from '../check-apps.ts';
import type { AppConfig, HandlerConfig } from '../config.ts';
import { linkBaseFor } from '../file-links/link-path.ts';
import type { Handles } from '../handles/handles.ts';
import type { Person } from '../identity/identify.ts';
import type { Detail } from '../options.ts';
import type { View } from './view.ts';

/** Who asks which app, and with what handles. */
export interface ViewRequest {
  readonly config: Pick<HandlerConfig, 'basePath' | 'log' | 'origins'>;
  readonly app: AppConfig;
  readonly person: Person;
  readonly request: Request;
  readonly handles: Handles;
}

/** What the person behind a request may see of an app's answers. */
export async function viewOf(call: ViewRequest): Promise<View> {
  const { app, config, handles, request } = call;
  const detail = await detailOf(call);
  return {
    detail,
    usage: app.usage || detail === 'full',
    thinking: app.thinking || detail === 'full',
    remoteUrls: app.remoteUrls !== 'deny',
    linkBase: linkBaseFor(config, app.name, request),
    seal: handles.seal,
  };
}

async function detailOf({ app, config, person, request }: ViewRequest): Promise<Detail> {
  if (typeof app.detail !== 'function') return app.detail;
  const user = person.isVisitor ? undefined : { id: person.id };
  let detail: unknown;
  try {
    detail = await app.detail({ app: app.name, user, request });
  } catch {
    detail = undefined;
  }
  if (isDetail(detail)) return detail;
  config.log.warn(`The detail of app "${app.name}" could not be decided: detail() threw or answered no level.`);
  return 'none';
}
