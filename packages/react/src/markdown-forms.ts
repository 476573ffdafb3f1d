import { lazy } from 'react';
import type { MarkdownPlugin } from './markdown/plugin.ts';

/**
 * Buttons and forms that Dify apps write as HTML, `<button data-message="…">` and `<form>`, as the kit's own. What a
 * reader chose is handed to `onAction` as a text, and to nobody else; the text of a button is always in sight. A form
 * that asks for a password, and HTML with anything else in it, is shown as text.
 *
 * @example <Markdown text={text} plugins={[forms]} onAction={(text) => composer.setDraft(text)} />
 */
export const forms: MarkdownPlugin = {
  html: lazy(() => import('./markdown/plugins/content-form.tsx').then((module) => ({ default: module.ContentForm }))),
};
