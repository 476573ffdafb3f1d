import { ThemeEditor } from '../theme-editor/theme-editor.tsx';

/** Picks colours, corners, letters and density, and writes the CSS. */
export function ThemeEditorPage({ rest }: { readonly rest: string }) {
  return <ThemeEditor address={rest} />;
}
