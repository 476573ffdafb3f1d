import type { Context } from '../context.ts';

export const info = ({ app, respond }: Context): Response => respond.json(app.info);
export const parameters = ({ app, respond }: Context): Response => respond.json(app.parameters);
export const meta = ({ app, respond }: Context): Response => respond.json(app.meta);
export const site = ({ app, respond }: Context): Response => respond.json(app.site);
