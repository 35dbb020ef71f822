import * as v from 'valibot';
import { cleanText } from '../../model/cleanText';
import { decodeEntities } from './html';
import { checked } from './schemas';

const answerSchema = v.object({ result_message: v.unknown() });
const stringsSchema = v.array(v.string());

/**
 * What `im.notify.answer` and `im.notify.confirm` give back: `{result_message: string[] | false}`. The messages may
 * hold a little HTML (`a b u i br span`), which is taken out here. `undefined`: the notification is gone or can't be
 * answered.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeAnswer(result: unknown): readonly string[] | undefined {
  const { result_message: messages } = checked(answerSchema, result);
  return messages === false
    ? undefined
    : checked(stringsSchema, messages).map(message => cleanText(withoutHtml(message)));
}

function withoutHtml(message: string): string {
  return decodeEntities(
    message.replace(/<br\s*\/?>/gi, '\n').replace(/<\/?(?:a|b|u|i|span)\b[^<>]*>/gi, ''),
  ).trim();
}
