import { imMethod, type MethodCall } from '../method';
import { isEmpty, toText, upperKeys } from '../php';
import { Refusal } from '../refusal';
import { messagesOf } from './notifyAnswer';
import { notifyId } from './notifyId';

/** `im.notify.confirm`: presses a button. The notification is gone afterwards, whatever the value was. */
export const notifyConfirm = imMethod(({ params, box }: MethodCall) => {
  const upper = upperKeys(params);
  const id = notifyId(upper);
  const { NOTIFY_VALUE } = upper;
  if (isEmpty(NOTIFY_VALUE)) {
    throw new Refusal('NOTIFY_VALUE_ERROR', { description: "Notification Value  can't be empty" });
  }
  const value = toText(NOTIFY_VALUE);
  const item = box.get(id);
  if (item?.type !== 1) return { result_message: false };

  const isTagged = item.tag !== null && item.tag !== '';
  const messages = messagesOf(isTagged ? item.onConfirm?.(value) : undefined);
  const button = item.buttons.find(other => other.value === value);
  if (messages.length === 0 && button) messages.push(`Your selection: "${button.title}"`);
  box.remove(id);
  box.confirmations.push({ id, value, messages });
  return { result_message: messages };
});
