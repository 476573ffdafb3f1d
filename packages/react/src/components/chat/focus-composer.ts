/** Goes to the place where one writes. @returns whether there is one */
export function focusComposer(root: HTMLElement | null): boolean {
  const field =
    root?.querySelector<HTMLElement>('[data-dify="composer"] :is(textarea, [contenteditable])') ??
    root?.querySelector<HTMLElement>('textarea');
  field?.focus({ preventScroll: true });
  return field != null && field === document.activeElement;
}
