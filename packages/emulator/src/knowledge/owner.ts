import { stableId } from '../stable-id.ts';

/** The account that dataset keys act for. */
export const owner = { id: stableId('owner'), name: 'Lab', email: 'lab@example.com' } as const;

/** The workspace that everything belongs to. */
export const tenantId: string = stableId('tenant');
