/** Goes from the message that has the focus, else from the newest, to the one before or after it. @returns whether it did */
export function focusMessage(root: HTMLElement, step: 1 | -1): boolean {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-message]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = at === -1 ? rows.at(-1) : rows[at + step];
  if (row === undefined) return false;
  // Reached by these keys alone: a long thread must not become a long way by Tab.
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
  return true;
}
