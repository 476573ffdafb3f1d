// Each adapter as its framework takes it.
import { createServer } from 'node:http';
import { createDifyHandler } from '@dify-oapi/server';
import { toFastifyPlugin } from '@dify-oapi/server/fastify';
import { toHonoHandler } from '@dify-oapi/server/hono';
import { toRouteHandlers } from '@dify-oapi/server/next';
import { toNodeListener } from '@dify-oapi/server/node';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';

const handler = createDifyHandler(options);

createServer(toNodeListener(handler));
express().use(toNodeListener(handler));
await fastify().register(toFastifyPlugin(handler));
new Hono().all('/api/dify/*', toHonoHandler(handler));
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toRouteHandlers(handler);
export default { fetch: handler };
