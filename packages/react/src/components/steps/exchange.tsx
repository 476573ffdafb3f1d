/** Characters of a value that are shown; more would stop the page. */
const mostCharacters = 20_000;

/** Props of `Exchange`. */
export interface ExchangeProps {
  label: string;
  /** Text, JSON as text, or a value. Nothing is rendered for `undefined` and for nothing at all. */
  value: unknown;
}

/** What went in, or came out: JSON in lines, anything else as it is. Renders a `<dt>` and a `<dd>`. */
export function Exchange({ label, value }: ExchangeProps) {
  const { text, isCode } = shown(value);
  if (text === '') return null;
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <fieldset
          data-dify={isCode ? 'mono' : undefined}
          dir={isCode ? 'ltr' : 'auto'}
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
        >
          {cut}
        </fieldset>
      </dd>
    </>
  );
}

function shown(value: unknown): { readonly text: string; readonly isCode: boolean } {
  if (value === undefined || value === null) return { text: '', isCode: false };
  if (typeof value !== 'string') return { text: JSON.stringify(value, undefined, 2) ?? '', isCode: true };
  const trimmed = value.trim();
  if (trimmed.length > mostCharacters || !/^[[{]/.test(trimmed)) return { text: trimmed, isCode: false };
  try {
    const parsed: unknown = JSON.parse(trimmed);
    return { text: JSON.stringify(parsed, undefined, 2), isCode: true };
  } catch {
    return { text: trimmed, isCode: true };
  }
}
