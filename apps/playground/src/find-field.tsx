import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';

/** What the find field needs. */
export interface FindFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter opens the first page found. */
  readonly onEnter: () => void;
}

/** Filters the navigation. `/` anywhere outside a text field puts the cursor here. */
export function FindField({ value, onChange, onEnter }: FindFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return;
      if (input.current?.checkVisibility() !== true) return;
      event.preventDefault();
      input.current.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <div className="find">
      <Search aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label="Find a page"
        aria-keyshortcuts="/"
        placeholder="Find"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter();
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault();
            onChange('');
          }
        }}
      />
      <kbd>/</kbd>
    </div>
  );
}
