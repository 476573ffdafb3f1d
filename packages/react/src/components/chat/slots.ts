import { type ComponentType, createContext, use } from 'react';
import type { SlotProps } from './slot-props.ts';

/** Components of one's own in the places of the kit's, by the name of the place. */
export type Slots = { readonly [Name in keyof SlotProps]?: ComponentType<SlotProps[Name]> | undefined };

const noSlots: Slots = {};

/** The components that a host has put in place of the kit's. */
export const SlotsContext = createContext<Slots>(noSlots);

/** What stands in a place of the chat: the host's component, else the kit's own. */
export function useSlot<Name extends keyof SlotProps>(
  name: Name,
  fallback: ComponentType<SlotProps[Name]>,
): ComponentType<SlotProps[Name]> {
  return use(SlotsContext)[name] ?? fallback;
}
