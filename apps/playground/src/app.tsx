import { DifyProvider, ja, zhHans } from '@dify-oapi/react';
import { Suspense, useEffect } from 'react';
import { dify } from './client.ts';
import { screenFor } from './screens.ts';
import { Shell } from './shell.tsx';
import { usePreferences } from './use-preferences.ts';
import { useRoute } from './use-route.ts';

const labels = { en: undefined, 'zh-Hans': zhHans, ja };

/** The playground: the page that the address names, in its frame. */
export function App() {
  const found = screenFor(useRoute());
  const { locale } = usePreferences();
  const title = found?.screen.title ?? 'Not found';
  useEffect(() => {
    document.title = `${title} · dify-oapi playground`;
  }, [title]);
  return (
    <DifyProvider dify={dify} labels={labels[locale]} locale={locale}>
      <Shell title={title}>
        <Suspense fallback={<main className="page" aria-busy />}>
          {found ? <found.screen.page rest={found.rest} /> : <NotFound />}
        </Suspense>
      </Shell>
    </DifyProvider>
  );
}

function NotFound() {
  return (
    <main className="page" lang="en">
      <div className="page-header">
        <h1>No such page</h1>
        <p>
          The address names a page that the playground does not have. Go to the{' '}
          <a className="link" href="#/chat">
            chat page
          </a>
          .
        </p>
      </div>
    </main>
  );
}
