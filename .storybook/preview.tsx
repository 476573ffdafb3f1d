import '../packages/react/src/styles/index.css';
import '../packages/react/src/styles/plugins.css';
import '../packages/react/src/styles/themes/almanac.css';
import '../packages/react/src/styles/themes/pebble.css';
import '../packages/react/src/styles/themes/signal.css';
import './preview.css';
import type { Decorator, Preview } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import { ja } from '../packages/react/src/labels/ja.ts';
import { zhHans } from '../packages/react/src/labels/zh-hans.ts';
import { LabelsProvider } from '../packages/react/src/provider/labels-provider.tsx';
import { expectRoom } from './expect-room.ts';

// Code that comes when it is needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

const labels = new Map([
  ['ja', ja],
  ['zh-Hans', zhHans],
]);

/** Puts the toolbar's choices on `<html>`, where popups that leave the story find them too. */
const withSurroundings: Decorator = (Story, { globals }) => {
  const { documentElement } = document;
  documentElement.dataset.theme = String(globals.theme);
  if (globals.design === 'default') delete documentElement.dataset.difyTheme;
  else documentElement.dataset.difyTheme = String(globals.design);
  documentElement.dir = String(globals.direction);
  documentElement.lang = String(globals.locale);
  return (
    <LabelsProvider labels={labels.get(String(globals.locale))}>
      <Story />
    </LabelsProvider>
  );
};

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: {
      test: 'error',
      // What stands before and behind an open menu hands the focus on: nobody stays there.
      config: {
        rules: [{ id: 'aria-hidden-focus', selector: '[aria-hidden="true"]:not([data-base-ui-focus-guard])' }],
      },
    },
    backgrounds: { disable: true },
    controls: { expanded: true },
    layout: 'padded',
  },
  initialGlobals: { theme: 'light', design: 'default', direction: 'ltr', locale: 'en' },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    design: {
      description: 'The theme that ships with the kit',
      toolbar: {
        title: 'Design',
        icon: 'paintbrush',
        items: ['default', 'almanac', 'pebble', 'signal'],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
    locale: {
      description: 'Language of the labels',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'en', title: 'English' },
          { value: 'zh-Hans', title: '简体中文' },
          { value: 'ja', title: '日本語' },
        ],
        dynamicTitle: true,
      },
    },
  },
  decorators: [withSurroundings],
  // Only where stories run as tests: whoever looks at one would see it jump. `onPhone: false` is for what measures the window.
  afterEach: async ({ parameters }) => {
    if ('__vitest_browser__' in globalThis && parameters.onPhone !== false) await expectRoom();
  },
};

export default preview;
