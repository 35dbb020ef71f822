import { imMethod, type MethodCall } from '../method';
import type { Notification, Verdict } from '../notification';
import { fullName } from '../person';
import { isEmpty, toText, trim, upperKeys } from '../php';
import { Refusal } from '../refusal';
import { notifyId } from './notifyId';
import { sanitized } from './sanitized';

const DONE = 'Your reply has been sent.';

/** `im.notify.answer`. Whether the notification can be answered is not checked, and its author is mentioned. */
export const notifyAnswer = imMethod(({ params, box, company }: MethodCall) => {
  const upper = upperKeys(params);
  const id = notifyId(upper);
  const { ANSWER_TEXT } = upper;
  if (isEmpty(ANSWER_TEXT)) {
    throw new Refusal('ANSWER_TEXT_ERROR', { description: "ANSWER_TEXT can't be empty" });
  }
  const text = trim(toText(ANSWER_TEXT));
  const item = box.get(id);
  if (text === '' || !item) return { result_message: false };

  const author = company.people.get(item.authorId);
  const storedText = author ? `[USER=${author.id}]${fullName(author)}[/USER] ${text}` : text;
  const verdict = (item.onAnswer ?? ownVerdict(item))(storedText);
  const messages = messagesOf(verdict);
  if (messages.length === 0) messages.push(DONE);
  box.answers.push({ id, text, storedText, messages });
  return { result_message: messages };
});

/** Only what a module has said; HTML goes through the portal's sanitiser. */
export function messagesOf(verdict: Verdict): string[] {
  return verdict === undefined || verdict === '' ? [] : [sanitized(verdict)];
}

/** The News Feed reports; a task's comment and everything else is silent. */
function ownVerdict(item: Notification): (text: string) => Verdict {
  const isComment = item.module === 'blog' && item.params?.CAN_ANSWER === 'Y';
  return () => (isComment ? 'Comment has been published' : undefined);
}
