import { mergeProps } from '@base-ui/react/merge-props';
import { useRender } from '@base-ui/react/use-render';
import type { ComponentPropsWithRef, JSX, ReactElement, Ref } from 'react';

/**
 * What a part is doing. Each is seen as a `data-*` attribute in lower case: `{ status: 'streaming', open: true }` is
 * `data-status="streaming" data-open=""`; `false` and `undefined` leave no attribute.
 */
export type PartState = Record<string, string | number | boolean | undefined>;

/**
 * Props of a part: all those of its element, `className`, `style` and `ref` among them, and `render`, which puts another
 * element or component in its place: an element, or a function of props and state.
 */
export type PartProps<
  Tag extends keyof JSX.IntrinsicElements,
  State extends PartState = Record<never, never>,
> = useRender.ComponentProps<Tag, State>;

/** Attributes that JSX takes without naming them. */
interface DataAttributes {
  readonly [name: `data-${string}`]: string | undefined;
}

/** What a part itself brings to its element. */
export interface OwnProps<Tag extends keyof JSX.IntrinsicElements, State extends PartState> {
  /** What it is doing, for style sheets and for `render`. */
  readonly state?: State;
  /** Props of the part. Handlers of both run, the user's first; class names and styles join; other props of the user win. */
  readonly own?: Omit<ComponentPropsWithRef<Tag>, 'ref'> & DataAttributes;
  /** The part's own hold on the element, beside the user's. */
  readonly ref?: Ref<Element> | undefined;
}

/** Renders a part's element under its name in `data-dify`, with the user's props over its own. */
export function usePart<Tag extends keyof JSX.IntrinsicElements, State extends PartState = Record<never, never>>(
  tag: Tag,
  name: string,
  props: PartProps<Tag, State>,
  { state, own, ref }: OwnProps<Tag, State> = {},
): ReactElement {
  // Which element it is matters to users of the part, not to what is done here.
  const { render, ref: theirs, ...given } = props as unknown as PartProps<'div', State>;
  const refs = [theirs, ref].filter((one) => one != null);
  return useRender({
    defaultTagName: tag,
    render,
    ref: refs,
    state,
    props: mergeProps({ 'data-dify': name, ...own }, given),
  });
}
