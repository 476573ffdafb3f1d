import { DifyProvider } from '@dify-oapi/react';
import serverSource from '../../server.ts?raw';
import { knowledge } from '../knowledge-client.ts';
import { OwnKnowledge } from '../own-knowledge.tsx';
import ownKnowledgeSource from '../own-knowledge.tsx?raw';
import ownKnowledgeBaseSource from '../own-knowledge-base.tsx?raw';
import { SourceView } from '../source-view.tsx';
import { usePreferences } from '../use-preferences.ts';

const files = [
  { name: 'own-knowledge-base.tsx', text: ownKnowledgeBaseSource },
  { name: 'own-knowledge.tsx', text: ownKnowledgeSource },
  { name: 'server.ts', text: serverSource },
];

/** Knowledge bases built from hooks alone, live above their source. */
export function KnowledgePage() {
  const { locale } = usePreferences();
  return (
    <DifyProvider dify={knowledge} locale={locale}>
      <main className="page" lang="en">
        <div className="page-header">
          <div>
            <h1>
              Knowledge hooks <span className="badge">@dify-oapi/react/knowledge</span>
            </h1>
            <p>Create a knowledge base, add files, watch them being indexed, find their passages again.</p>
          </div>
        </div>
        <div className="knowledge-demo">
          <OwnKnowledge />
          <div className="demo-source">
            <SourceView files={files} />
          </div>
        </div>
      </main>
    </DifyProvider>
  );
}
