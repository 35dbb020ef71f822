import * as v from 'valibot';
import type { OutgoingNotification, SendResult } from '../../model/compose/sendApi';
import { PortalFailure } from '../../model/portalFailure';
import { idSchema, parseOrThrow } from '../decode/schemas';
import type { Transport } from '../http/transport';

const DAY_S = 24 * 60 * 60;

const sentSchema = v.union([v.literal(false), idSchema]);

const METHODS = {
  me: { method: 'im.notify.personal.add', TYPE: 'USER' },
  system: { method: 'im.notify.system.add', TYPE: 'SYSTEM' },
} as const;

/**
 * Sends a notification: `im.notify.personal.add` or `im.notify.system.add`; on a portal that has neither, `im.notify`
 * with its `TYPE`. The portal returns the notification's id, `false` if there is no such user, or the current time in
 * unix seconds if the user has turned such notifications off.
 *
 * @throws PortalFailure
 */
export async function sendNotification(
  transport: Pick<Transport, 'call'>,
  { to, from, text }: OutgoingNotification,
): Promise<SendResult> {
  const params = { USER_ID: to, MESSAGE: text };
  const { method, TYPE } = METHODS[from];
  let result: unknown;
  try {
    result = await transport.call(method, params, 'write');
  } catch (error) {
    if (!isMethodMissing(error)) {
      throw error;
    }
    result = await transport.call('im.notify', { ...params, TYPE }, 'write');
  }
  const sent = parseOrThrow(sentSchema, result);
  if (sent === false) {
    return 'nobody';
  }
  return Math.abs(sent - Date.now() / 1000) < DAY_S ? 'switchedOff' : 'sent';
}

/** Whether the portal does not know the method, and therefore did not execute it. */
function isMethodMissing(error: unknown): boolean {
  return (
    error instanceof PortalFailure &&
    error.failure.kind === 'refused' &&
    error.failure.code.toUpperCase() === 'ERROR_METHOD_NOT_FOUND'
  );
}
