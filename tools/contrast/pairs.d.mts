/** A colour, its ground and the lowest ratio allowed. */
export const pairs: readonly (readonly [front: string, back: string, minimum: number])[];
