import type { Profile } from '../../profile.ts';

/** The lab's knowledge bases. */
export type LabDataset =
  | 'economy'
  | 'high_quality'
  | 'hierarchical'
  | 'qa'
  | 'external'
  | 'pipeline'
  | 'pipeline_crawl';

/** Ids of the lab's knowledge bases on a server of each age: apps name them. */
export const labDatasetIds: Readonly<Record<Profile, Readonly<Record<LabDataset, string>>>> = {
  '1.14': {
    economy: 'a72ffd03-ec4b-4143-90df-301c5f721c62',
    high_quality: '9850692d-753b-47fd-86de-93a1c8589087',
    hierarchical: '5f29b34a-8a9f-439f-868b-b2814828a922',
    qa: '8ed72420-263e-463e-92b3-2156514851ca',
    external: 'd60b764b-2c98-4105-8ed5-86f2393a675a',
    pipeline: '69f00e6c-b0ad-42e8-9773-4e26670b4354',
    pipeline_crawl: '9745ea85-8817-4d1f-b679-24c250ec4bc4',
  },
  '1.16': {
    economy: '930e4e2f-13e9-482b-8fd2-184c89cf6a9e',
    high_quality: '6975ef22-9135-4222-ae21-88b1537548b0',
    hierarchical: '1161de4c-63ba-47a5-a16d-bd6a2955cb05',
    qa: '74cf65be-cf89-4b44-8a22-e76f59b2d669',
    external: '39202ca2-72dc-43b7-a24e-c182d69c32b5',
    pipeline: '902687b7-b775-4890-9431-30e8b0149be2',
    pipeline_crawl: 'a8c1f0de-52c2-4c39-9d60-1f0c8d6f4b11',
  },
};

/** A text of the lab's exports, which name the knowledge bases of 1.14, as a server of a profile has it. */
export function withIdsOf(profile: Profile, text: string): string {
  const known = Object.entries(labDatasetIds['1.14']);
  const own: Readonly<Record<string, string>> = labDatasetIds[profile];
  return known.reduce((changed, [name, id]) => changed.replaceAll(id, own[name] ?? id), text);
}
