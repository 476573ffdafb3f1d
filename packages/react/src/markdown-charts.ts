import { lazy } from 'react';
import type { MarkdownPlugin } from './markdown/plugin.ts';

const chart = lazy(() => import('./markdown/plugins/chart.tsx').then((module) => ({ default: module.Chart })));

/**
 * Fenced blocks of `echarts`, whose content is the JSON of an ECharts option, as bar, line and pie charts. The kit draws
 * them itself and uses the numbers and names alone, so nothing of the content can run or load. What is no such chart is
 * shown as its source.
 *
 * @example <Markdown text={text} plugins={[charts]} />
 */
export const charts: MarkdownPlugin = { blocks: { chart, echarts: chart } };
