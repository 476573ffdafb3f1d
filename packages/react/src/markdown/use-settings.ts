import { useState } from 'react';
import { defaultLabels, type MarkdownComponents, type MarkdownLabels, type MarkdownSettings } from './settings.ts';

interface SettingsInput {
  readonly components: MarkdownComponents | undefined;
  readonly labels: Partial<MarkdownLabels> | undefined;
  readonly citations: { has(number: number): boolean } | undefined;
  readonly imagePrefixes: readonly string[] | undefined;
}

function hasSameFields(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  const [fields, others] = [Object.entries(one ?? {}), Object.entries(other ?? {})];
  const byName = new Map(others);
  return fields.length === others.length && fields.every(([name, value]) => byName.get(name) === value);
}

function isSameInput(one: SettingsInput, other: SettingsInput): boolean {
  return (
    one.citations === other.citations &&
    hasSameFields(one.components, other.components) &&
    hasSameFields(one.labels, other.labels) &&
    hasSameFields(one.imagePrefixes, other.imagePrefixes)
  );
}

function settingsFrom({ components, labels, citations, imagePrefixes }: SettingsInput): MarkdownSettings {
  return {
    components: components ?? {},
    labels: { ...defaultLabels, ...labels },
    citations,
    imagePrefixes: imagePrefixes ?? [],
  };
}

/** Settings that keep their identity while they say the same, also when the props are new objects each time. */
export function useSettings(input: SettingsInput): MarkdownSettings {
  const [held, hold] = useState(() => ({ input, settings: settingsFrom(input) }));
  if (isSameInput(held.input, input)) return held.settings;
  const next = { input, settings: settingsFrom(input) };
  hold(next);
  return next.settings;
}
