import type { Context } from '../context.ts';
import { appUnavailable } from '../http/gates.ts';
import { annotationSettingOf } from '../run/annotation-hit.ts';

export const info = ({ app, respond }: Context): Response => respond.json(app.info);

export function parameters(context: Context): Response {
  const { app, respond, server } = context;
  const { annotation_reply, sensitive_word_avoidance: moderation } = app.parameters;
  const isWorkflow = app.info.mode === 'workflow' || app.info.mode === 'advanced-chat';
  if (isWorkflow && app.isPublished === false) throw appUnavailable();
  const setting = isWorkflow ? undefined : annotationSettingOf(context);
  const isOff = moderation?.enabled !== true && app.info.mode !== 'agent';
  const off = server.profile === '1.14' && !isWorkflow ? { enabled: false, type: '', configs: [] } : { enabled: false };
  return respond.json({
    ...app.parameters,
    annotation_reply: setting === undefined ? (isWorkflow ? annotation_reply : { enabled: false }) : toWire(setting),
    sensitive_word_avoidance: isOff ? off : moderation,
  });
}

function toWire(setting: NonNullable<ReturnType<typeof annotationSettingOf>>): object {
  const { embedding_model_name, embedding_provider_name, score_threshold, setting_id } = setting;
  const embedding_model = { embedding_provider_name, embedding_model_name };
  return { id: setting_id, enabled: true, score_threshold, embedding_model };
}

/** Addresses of icons that begin with `/` stand on the server that was asked. */
export function meta({ app, request, respond }: Context): Response {
  const { origin } = new URL(request.url);
  const icons = Object.entries(app.meta.tool_icons ?? {}).map(([name, icon]) => [
    name,
    typeof icon === 'string' && icon.startsWith('/') ? `${origin}${icon}` : icon,
  ]);
  return respond.json({ ...app.meta, tool_icons: Object.fromEntries(icons) });
}

export function site({ app, respond, server }: Context): Response {
  const { input_placeholder = null, ...older } = app.site;
  if (server.profile === '1.14') return respond.json(older);
  const fields = Object.entries(older).flatMap(([name, value]) =>
    name === 'custom_disclaimer'
      ? [
          ['input_placeholder', input_placeholder],
          [name, value],
        ]
      : [[name, value]],
  );
  return respond.json(Object.fromEntries(fields));
}
