import { Layers } from 'lucide-react';
import { useRef, useState } from 'react';
import { FindField } from './find-field.tsx';
import { NavFoot } from './nav-foot.tsx';
import { type ScreenGroup, screenFor, screenGroups } from './screens.ts';
import { useRoute } from './use-route.ts';

/** Name, find field, pages and settings of the playground. */
export function NavContents({ onNavigate }: { readonly onNavigate?: () => void }) {
  const [find, setFind] = useState('');
  const nav = useRef<HTMLElement>(null);
  const groups = matching(find);
  const planned = screenGroups.flatMap((group) => group.planned);
  return (
    <>
      <div className="brand">
        <span className="brand-mark">
          <Layers aria-hidden />
        </span>
        <strong>dify-oapi</strong>
        <span className="badge">0.1</span>
      </div>
      <FindField value={find} onChange={setFind} onEnter={() => nav.current?.querySelector('a')?.click()} />
      <nav ref={nav} className="nav" aria-label="Pages">
        {groups.map((group) => (
          <NavGroup key={group.title} group={group} onNavigate={onNavigate} />
        ))}
        {groups.length === 0 && <p className="nav-empty">Nothing found.</p>}
        {find === '' && (
          <>
            <h2>Planned</h2>
            <ul className="nav-planned">
              {planned.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </>
        )}
      </nav>
      <NavFoot />
    </>
  );
}

function NavGroup({
  group,
  onNavigate,
}: {
  readonly group: ScreenGroup;
  readonly onNavigate: (() => void) | undefined;
}) {
  const current = screenFor(useRoute())?.screen;
  return (
    <>
      <h2>{group.title}</h2>
      <ul>
        {group.screens.map((screen) => (
          <li key={screen.route}>
            <a
              href={`#${screen.route}`}
              aria-current={screen === current ? 'page' : undefined}
              onClick={() => onNavigate?.()}
            >
              <screen.icon aria-hidden />
              {screen.title}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function matching(find: string): ScreenGroup[] {
  const needle = find.trim().toLowerCase();
  return screenGroups
    .map((group) => ({
      ...group,
      screens: group.screens.filter((screen) => screen.title.toLowerCase().includes(needle)),
    }))
    .filter((group) => group.screens.length > 0);
}
