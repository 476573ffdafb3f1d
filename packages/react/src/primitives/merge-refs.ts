import type { Ref, RefCallback } from 'react';
import { assignRef } from './assign-ref.ts';

/** One ref for two holders of the same element. */
export function mergeRefs<Value>(one: Ref<Value> | undefined, other: Ref<Value> | undefined): RefCallback<Value> {
  return (value) => {
    const [leaveOne, leaveOther] = [assignRef(one, value), assignRef(other, value)];
    return () => {
      leaveOne();
      leaveOther();
    };
  };
}
