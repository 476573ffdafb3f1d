/**
 * The answer in a response: JSON where it is JSON, else its text; nothing for 204, for an empty body,
 * and for the number 204 that old servers send with status 200 after deleting.
 */
export async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === 205) return undefined;
  const text = await response.text();
  if (text === '') return undefined;
  try {
    const answer: unknown = JSON.parse(text);
    return answer === 204 ? undefined : answer;
  } catch {
    return text;
  }
}
