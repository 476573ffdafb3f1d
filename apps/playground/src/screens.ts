import {
  BookOpen,
  GitPullRequest,
  Library,
  type LucideIcon,
  MessageCircle,
  MessagesSquare,
  Palette,
  PenLine,
  Server,
  SquareTerminal,
  Unplug,
  Workflow,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { ChatPage } from './pages/chat-page.tsx';
import { OwnChatPage } from './pages/own-chat-page.tsx';

// Loaded when they are opened: the first page is there sooner.
const BreakItPage = lazy(async () => ({ default: (await import('./pages/break-it-page.tsx')).BreakItPage }));
const EmulatorPage = lazy(async () => ({ default: (await import('./pages/emulator-page.tsx')).EmulatorPage }));
const ThemeEditorPage = lazy(async () => ({
  default: (await import('./pages/theme-editor-page.tsx')).ThemeEditorPage,
}));
const KnowledgePage = lazy(async () => ({ default: (await import('./pages/knowledge-page.tsx')).KnowledgePage }));

const SupportBubblePage = lazy(async () => ({
  default: (await import('./pages/support-bubble-page.tsx')).SupportBubblePage,
}));
const AssistantPage = lazy(async () => ({ default: (await import('./pages/assistant-page.tsx')).AssistantPage }));
const CodeReviewPage = lazy(async () => ({ default: (await import('./pages/code-review-page.tsx')).CodeReviewPage }));

const OwnCompletionPage = lazy(async () => ({
  default: (await import('./pages/own-completion-page.tsx')).OwnCompletionPage,
}));
const OwnWorkflowRunPage = lazy(async () => ({
  default: (await import('./pages/own-workflow-run-page.tsx')).OwnWorkflowRunPage,
}));

/** One page of the playground. */
export interface Screen {
  /** The address behind `#`; what follows it belongs to the page. */
  readonly route: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly page: ComponentType<{ readonly rest: string }>;
}

/** Pages under one heading. */
export interface ScreenGroup {
  readonly title: string;
  readonly screens: readonly Screen[];
  /** What the group will show once it is built. */
  readonly planned: readonly string[];
}

/** The navigation. A new page adds one entry here. */
export const screenGroups: readonly ScreenGroup[] = [
  {
    title: 'Chat',
    screens: [
      { route: '/chat', title: 'Chat page', icon: MessageCircle, page: ChatPage },
      { route: '/use-chat-stream', title: 'useChatStream', icon: SquareTerminal, page: OwnChatPage },
    ],
    planned: [],
  },
  {
    title: 'Examples',
    screens: [
      { route: '/examples/support', title: 'Support bubble', icon: MessagesSquare, page: SupportBubblePage },
      { route: '/examples/assistant', title: 'Assistant', icon: BookOpen, page: AssistantPage },
      { route: '/examples/code-review', title: 'Code review', icon: GitPullRequest, page: CodeReviewPage },
    ],
    planned: [],
  },
  {
    title: 'Runs',
    screens: [
      { route: '/use-completion', title: 'useCompletion', icon: PenLine, page: OwnCompletionPage },
      { route: '/use-workflow-run', title: 'useWorkflowRun', icon: Workflow, page: OwnWorkflowRunPage },
    ],
    planned: ['Completion', 'Workflow run', 'Batch'],
  },
  {
    title: 'Knowledge',
    screens: [{ route: '/knowledge-hooks', title: 'Knowledge hooks', icon: Library, page: KnowledgePage }],
    planned: ['Knowledge bases', 'Documents', 'Chunks', 'Retrieval test'],
  },
  {
    title: 'Tools',
    screens: [
      { route: '/emulator', title: 'Emulator', icon: Server, page: EmulatorPage },
      { route: '/break-it', title: 'Break it', icon: Unplug, page: BreakItPage },
    ],
    planned: [],
  },
  {
    title: 'Look',
    screens: [{ route: '/theme-editor', title: 'Theme editor', icon: Palette, page: ThemeEditorPage }],
    planned: [],
  },
];

/** The page for an address, and what of the address is the page's own. */
export function screenFor(route: string): { readonly screen: Screen; readonly rest: string } | undefined {
  for (const { screens } of screenGroups) {
    for (const screen of screens) {
      if (route === screen.route) return { screen, rest: '' };
      if (route.startsWith(`${screen.route}/`)) return { screen, rest: route.slice(screen.route.length + 1) };
    }
  }
  return undefined;
}
