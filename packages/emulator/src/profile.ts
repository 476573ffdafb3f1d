/** The age of a Dify server: what it answers differs by it. */
export type Profile = '1.14' | '1.16';

/** The version that a server of a profile says it has. */
export const versions: Readonly<Record<Profile, string>> = { '1.14': '1.14.2', '1.16': '1.16.1' };
