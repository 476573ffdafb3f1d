import './styles/layers.css';
import '@dify-oapi/react/styles.css';
import '@dify-oapi/react/markdown/plugins.css';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyPreferences } from './preferences.ts';

applyPreferences();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
