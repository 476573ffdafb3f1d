import type { KnowledgeContext } from '../context.ts';
import { invalidParam } from '../http/refusal.ts';
import { type CatalogueModel, modelCatalogue, modelProvider } from '../knowledge/model-catalogue.ts';
import { tenantId } from '../knowledge/owner.ts';

export function list({ request, respond, slots }: KnowledgeContext): Response {
  const type = slots.model_type ?? '';
  const models = Object.hasOwn(modelCatalogue, type) ? modelCatalogue[type] : undefined;
  if (models === undefined) throw invalidParam(`'${type}' is not a valid ModelType`);
  if (models.length === 0) return respond.json({ data: [] });
  const icons = `${new URL(request.url).origin}/console/api/workspaces/${tenantId}/model-providers/${modelProvider}`;
  const label = inBoth('OpenAI-API-compatible');
  const provider = {
    tenant_id: tenantId,
    provider: modelProvider,
    label,
    icon_small: { zh_Hans: `${icons}/icon_small/zh_Hans`, en_US: `${icons}/icon_small/en_US` },
    icon_small_dark: null,
    status: 'active',
    models: models.map((model) => modelBody(model, type)),
  };
  return respond.json({ data: [provider] });
}

function modelBody({ model, features, model_properties }: CatalogueModel, model_type: string): object {
  return {
    model,
    label: inBoth(model),
    model_type,
    features,
    fetch_from: 'customizable-model',
    model_properties,
    deprecated: false,
    status: 'active',
    load_balancing_enabled: false,
    has_invalid_load_balancing_configs: false,
  };
}

function inBoth(text: string): { zh_Hans: string; en_US: string } {
  return { zh_Hans: text, en_US: text };
}
