import { attachments } from '../attachments';
import { imMethod, type MethodCall } from '../method';
import { isSet, toInt, trim, upperKeys } from '../php';
import { Refusal } from '../refusal';
import { storableText } from '../text';

const MODULE = 'rest';
const EVENT = 'rest_notify';

/**
 * `im.notify` and its two forms with a fixed type. A webhook's tags are ignored: it has no client id. For somebody who
 * wants no such notifications nothing is stored, and the id is the present moment.
 */
export const notifyAdd = imMethod((call: MethodCall) => {
  const upper = upperKeys(call.params);
  const userId = toInt(isSet(upper.TO) ? upper.TO : upper.USER_ID);
  if (userId <= 0) throw new Refusal('USER_ID_EMPTY', { description: "User ID can't be empty" });
  const message = typeof upper.MESSAGE === 'string' ? trim(upper.MESSAGE) : '';
  if (message === '') throw new Refusal('MESSAGE_EMPTY', { description: "Message can't be empty" });
  const attach = attachments(upper.ATTACH, call.company.now());
  const isSystem = isFromSystem(call.name, upper.TYPE);
  if (!call.company.people.has(userId)) return false;
  const box = call.company.box(userId);
  if (box.switchedOff.has(`${MODULE}|${EVENT}`)) return Math.floor(call.company.now() / 1000);
  return box.add({
    type: isSystem ? 4 : 2,
    authorId: isSystem ? 0 : call.caller.userId,
    module: MODULE,
    event: EVENT,
    text: storableText(message),
    params: attach ? { ATTACH: attach } : null,
  });
});

function isFromSystem(name: string, type: unknown): boolean {
  if (name === 'im.notify') return type === 'SYSTEM';
  return name === 'im.notify.system.add';
}
