import { useAppConfig } from '@dify-oapi/react';
import { ChooseField } from './choose-field.tsx';
import { bases, type Theme, untouched } from './theme.ts';

const withSite = { ...bases, site: 'The app’s own site settings' } as const;

/** What the field needs. */
export interface StartFieldProps {
  readonly theme: Theme;
  readonly onChange: (change: Partial<Theme>) => void;
}

/** What to start from: a theme that ships, or the colour that the app was given in Dify where it has one. */
export function StartField({ theme, onChange }: StartFieldProps) {
  const site = useAppConfig().data?.site;
  const color =
    [site?.chat_color_theme, site?.icon_background].find((each) => each && CSS.supports('color', each)) ?? '';
  const isSite = color !== '' && theme.base === 'default' && theme.accent === color;
  return (
    <ChooseField<keyof typeof withSite>
      title="Start from"
      value={isSite ? 'site' : theme.base}
      choices={color === '' ? bases : withSite}
      onChange={(start) => {
        if (start === 'site') onChange({ ...untouched, accent: color });
        else onChange({ base: start, ...(isSite && { accent: '' }) });
      }}
    />
  );
}
