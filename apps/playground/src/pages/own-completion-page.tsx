import { DifyProvider, ja, zhHans } from '@dify-oapi/react';
import serverSource from '../../server.ts?raw';
import { OwnCompletion } from '../own-completion.tsx';
import ownCompletionSource from '../own-completion.tsx?raw';
import ownRunFormSource from '../own-run-form.tsx?raw';
import readInputsSource from '../read-inputs.ts?raw';
import { letters } from '../run-clients.ts';
import { SourceView } from '../source-view.tsx';
import { usePreferences } from '../use-preferences.ts';

const labels = { en: undefined, 'zh-Hans': zhHans, ja };

const files = [
  { name: 'own-completion.tsx', text: ownCompletionSource },
  { name: 'own-run-form.tsx', text: ownRunFormSource },
  { name: 'read-inputs.ts', text: readInputsSource },
  { name: 'server.ts', text: serverSource },
];

/** A text generator built from one hook, live above its source. */
export function OwnCompletionPage() {
  const { locale } = usePreferences();
  return (
    <DifyProvider dify={letters} labels={labels[locale]} locale={locale}>
      <main className="page" lang="en">
        <div className="page-header">
          <div>
            <h1>
              useCompletion <span className="badge">@dify-oapi/react/completion</span>
            </h1>
            <p>
              One text at a time: what is written, how it stands, and the verbs. Leave the page or load it anew while it
              writes: it goes on.
            </p>
          </div>
        </div>
        <div className="run-demo">
          <OwnCompletion />
          <div className="demo-source">
            <SourceView files={files} />
          </div>
        </div>
      </main>
    </DifyProvider>
  );
}
