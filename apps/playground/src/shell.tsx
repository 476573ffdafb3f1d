import { Menu, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { NavContents } from './nav-contents.tsx';

/** The frame of every page: navigation beside it, or behind a button on a phone. */
export function Shell({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  return (
    <div className="shell">
      <button type="button" className="skip" lang="en" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      <aside className="sidebar" aria-label="Playground" lang="en">
        <NavContents />
      </aside>
      <header className="topbar" lang="en">
        <button type="button" className="button" data-icon-only aria-label="Pages" onClick={open}>
          <Menu aria-hidden />
        </button>
        <strong>{title}</strong>
      </header>
      <dialog ref={dialog} className="drawer" aria-label="Pages" lang="en" onClose={() => setOpen(false)}>
        <button
          type="button"
          className="button drawer-close"
          data-icon-only
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <X aria-hidden />
        </button>
        {isOpen && <NavContents onNavigate={() => dialog.current?.close()} />}
      </dialog>
      <div className="main" id="main" tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
