import { useQuery } from '@tanstack/react-query';
import { useDify } from '../provider/use-dify.ts';
import { appConfigQuery } from '../queries/app-config-query.ts';

/** Name, opening line, switches, limits and looks of the app in one result. */
export function useAppConfig() {
  return useQuery(appConfigQuery(useDify()));
}
