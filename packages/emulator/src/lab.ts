export { labDatasets, labSeed } from './seeds/lab/lab-seed.ts';
export type { Seed } from './seeds/seed.ts';
