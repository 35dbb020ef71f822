import { createHash } from 'node:crypto';
import { imMethod, type MethodCall } from '../method';
import type { Notification } from '../notification';
import { isEmpty, isList, isSet, toInt, toText, upperKeys, type PhpMap } from '../php';
import { Refusal } from '../refusal';

/** `im.notify.delete`: own ones by id; by tag only with a client id, and then anybody's. */
export const notifyDelete = imMethod((call: MethodCall) => {
  const upper = upperKeys(call.params);
  const { ID, TAG, SUB_TAG } = upper;
  if (isSet(ID)) {
    const ids = isList(ID) ? ID.map(toInt) : [toInt(ID)];
    return ids.filter(id => call.box.remove(id)).length > 0;
  }
  const prefix = `MP|${appKey(upper)}|`;
  if (!isEmpty(TAG)) {
    removeWhere(call, item => item.tag === prefix + toText(TAG));
    return true;
  }
  if (!isEmpty(SUB_TAG)) return removeWhere(call, item => item.subTag === prefix + toText(SUB_TAG)) > 0;
  throw new Refusal('PARAMS_ERROR', { description: 'Incorrect params' });
});

function appKey({ CLIENT_ID }: PhpMap): string {
  if (isEmpty(CLIENT_ID)) {
    throw new Refusal('ACCESS_DENIED', {
      status: 403,
      description: 'Access denied! Client ID not specified',
    });
  }
  return createHash('md5')
    .update(`custom${toText(CLIENT_ID)}`)
    .digest('hex')
    .slice(0, 5);
}

function removeWhere({ company }: MethodCall, matches: (item: Notification) => boolean): number {
  let removed = 0;
  for (const box of company.allBoxes) {
    for (const item of box.list().filter(matches)) removed += box.remove(item.id) ? 1 : 0;
  }
  return removed;
}
