import { DifyProvider, ja, zhHans } from '@dify-oapi/react';
import serverSource from '../../server.ts?raw';
import ownPendingFormSource from '../own-pending-form.tsx?raw';
import ownRunFormSource from '../own-run-form.tsx?raw';
import { OwnWorkflowRun } from '../own-workflow-run.tsx';
import ownWorkflowRunSource from '../own-workflow-run.tsx?raw';
import readInputsSource from '../read-inputs.ts?raw';
import { report } from '../run-clients.ts';
import { SourceView } from '../source-view.tsx';
import { usePreferences } from '../use-preferences.ts';

const labels = { en: undefined, 'zh-Hans': zhHans, ja };

const files = [
  { name: 'own-workflow-run.tsx', text: ownWorkflowRunSource },
  { name: 'own-pending-form.tsx', text: ownPendingFormSource },
  { name: 'own-run-form.tsx', text: ownRunFormSource },
  { name: 'read-inputs.ts', text: readInputsSource },
  { name: 'server.ts', text: serverSource },
];

/** A workflow built from one hook, live above its source. */
export function OwnWorkflowRunPage() {
  const { locale } = usePreferences();
  return (
    <DifyProvider dify={report} labels={labels[locale]} locale={locale}>
      <main className="page" lang="en">
        <div className="page-header">
          <div>
            <h1>
              useWorkflowRun <span className="badge">@dify-oapi/react/workflow</span>
            </h1>
            <p>
              One run: its steps as they come, its text, files and outputs, and the forms that it waits for. Leave the
              page or load it anew: it goes on.
            </p>
          </div>
        </div>
        <div className="run-demo">
          <OwnWorkflowRun />
          <div className="demo-source">
            <SourceView files={files} />
          </div>
        </div>
      </main>
    </DifyProvider>
  );
}
