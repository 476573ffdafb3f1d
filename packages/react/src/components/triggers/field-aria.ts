import type { TextField } from './char-place.ts';

/** What a field says of the list that is open for it. */
export interface FieldAria {
  /** The id of the list, while there is one. */
  readonly listId: string | undefined;
  /** The id of the item that Enter picks. */
  readonly activeId: string | undefined;
}

/**
 * Says on a field that a list belongs to it. A field of one line is a combobox. HTML allows no other role than that of a text
 * field for many lines, and `aria-expanded` not with it, so there the list is told by its id and the item by its own.
 *
 * @returns what takes it back
 * @see https://www.w3.org/TR/html-aria/#el-textarea
 */
export function tellField(field: TextField, { listId, activeId }: FieldAria): () => void {
  const told: Record<string, string | undefined> = {
    ...(field instanceof HTMLInputElement && { role: 'combobox', 'aria-expanded': String(listId !== undefined) }),
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': listId,
    'aria-activedescendant': activeId,
  };
  for (const [name, value] of Object.entries(told)) if (value !== undefined) field.setAttribute(name, value);
  return () => {
    for (const name of Object.keys(told)) field.removeAttribute(name);
  };
}
