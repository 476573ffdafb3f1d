/** A colour in OKLCH, with its opacity. */
export interface Color {
  readonly l: number;
  readonly c: number;
  /** Degrees. */
  readonly h: number;
  /** 0 to 1. */
  readonly a: number;
}
export function contrast(front: Color, layers: readonly Color[]): number;
export function readColor(text: string): Color | undefined;
