/** Presses a button of a chat: that of the message with the focus, else the last. @returns whether there is one */
export function pressPart(root: HTMLElement, part: string): boolean {
  const buttons = [...root.querySelectorAll<HTMLElement>(`[data-part="${part}"]`)];
  const isNear = (button: HTMLElement) => button.closest('[data-message]')?.contains(document.activeElement) ?? false;
  const button = buttons.find(isNear) ?? buttons.at(-1);
  button?.click();
  return button !== undefined;
}
