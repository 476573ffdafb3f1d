export { demoSeed } from './seeds/demo/demo-seed.ts';
export { emptySeed } from './seeds/empty.ts';
export type { Seed } from './seeds/seed.ts';
