'use no memo';

import { useEffect, useState } from 'react';
import { LatestAction } from './latest-action.ts';
import { joinPlugins, type MarkdownPlugin } from './plugin.ts';
import { defaultLabels, type MarkdownComponents, type MarkdownLabels, type MarkdownSettings } from './settings.ts';

interface SettingsInput {
  readonly components: MarkdownComponents | undefined;
  readonly plugins: readonly MarkdownPlugin[] | undefined;
  readonly labels: Partial<MarkdownLabels> | undefined;
  readonly citations: { has(number: number): boolean } | undefined;
  readonly imagePrefixes: readonly string[] | undefined;
  readonly headingLevel: number | undefined;
  readonly onAction: ((text: string) => void) | undefined;
}

function hasSameFields(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  const [fields, others] = [Object.entries(one ?? {}), Object.entries(other ?? {})];
  const byName = new Map(others);
  return fields.length === others.length && fields.every(([name, value]) => byName.get(name) === value);
}

function hasSameComponents(one: MarkdownComponents | undefined, other: MarkdownComponents | undefined): boolean {
  const { data, ...rest } = one ?? {};
  const { data: otherData, ...otherRest } = other ?? {};
  return hasSameFields(rest, otherRest) && hasSameFields(data, otherData);
}

function isSameInput(one: SettingsInput, other: SettingsInput): boolean {
  return (
    one.citations === other.citations &&
    one.onAction === other.onAction &&
    one.headingLevel === other.headingLevel &&
    hasSameComponents(one.components, other.components) &&
    hasSameFields(one.plugins, other.plugins) &&
    hasSameFields(one.labels, other.labels) &&
    hasSameFields(one.imagePrefixes, other.imagePrefixes)
  );
}

function settingsFrom({
  components,
  plugins,
  labels,
  citations,
  imagePrefixes,
  headingLevel,
  onAction,
}: SettingsInput) {
  return {
    components: components ?? {},
    plugins: joinPlugins(plugins),
    labels: { ...defaultLabels, ...labels },
    citations,
    imagePrefixes: imagePrefixes ?? [],
    headingLevel: headingLevel ?? 3,
    onAction,
  } satisfies MarkdownSettings;
}

/** Settings that keep their identity while they say the same, also when the props are new objects each time. */
export function useSettings(props: SettingsInput): MarkdownSettings {
  const [latest] = useState(() => new LatestAction());
  useEffect(() => latest.set(props.onAction), [latest, props.onAction]);
  const input = { ...props, onAction: props.onAction && latest.run };
  const [held, hold] = useState(() => ({ input, settings: settingsFrom(input) }));
  if (isSameInput(held.input, input)) return held.settings;
  const next = { input, settings: settingsFrom(input) };
  hold(next);
  return next.settings;
}
