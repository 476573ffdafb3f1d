/** What an issue says where no check of ours has words for it. */
export const noWords = 'Invalid input';

/**
 * How values are checked. A language that nobody has and words of our own keep the settings apart that an application
 * gives valibot for the whole page.
 */
export const ownWords = {
  lang: 'dify-oapi',
  message: noWords,
  abortEarly: false,
  abortPipeEarly: false,
} as const;
