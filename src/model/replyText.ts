/** Characters a reply may have: what the portal keeps of a message before it cuts it. */
export const REPLY_MAX_LENGTH = 20_000;

export type ReplyProblem = 'empty' | 'zero' | 'tooLong';

/** What keeps a text from being sent. The portal takes `"0"` for an empty one. */
export function replyProblem(text: string): ReplyProblem | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return 'empty';
  }
  if (trimmed === '0') {
    return 'zero';
  }
  return trimmed.length > REPLY_MAX_LENGTH ? 'tooLong' : undefined;
}
