import * as v from 'valibot';
import type { Outgoing, Sent } from '../model/outbox';
import { PortalFailure } from '../model/portalFailure';
import { checked, id } from './decode/schemas';
import type { Transport } from './transport';

const DAY_S = 24 * 60 * 60;

const sentSchema = v.union([v.literal(false), id]);

const METHODS = {
  me: { method: 'im.notify.personal.add', TYPE: 'USER' },
  system: { method: 'im.notify.system.add', TYPE: 'SYSTEM' },
} as const;

/**
 * Sends a notification: `im.notify.personal.add` or `im.notify.system.add`; on a portal that has neither, `im.notify`
 * with its `TYPE`. The answer is the notification's id, `false` where there is no such user, and the present moment in
 * unix seconds where the user has switched such notifications off.
 *
 * @throws PortalFailure
 */
export async function sendNotification(
  transport: Pick<Transport, 'call'>,
  { to, from, text }: Outgoing,
): Promise<Sent> {
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
  const sent = checked(sentSchema, result);
  if (sent === false) {
    return 'nobody';
  }
  return Math.abs(sent - Date.now() / 1000) < DAY_S ? 'switchedOff' : 'sent';
}

/** An unknown method was not executed. */
function isMethodMissing(error: unknown): boolean {
  return (
    error instanceof PortalFailure &&
    error.failure.kind === 'refused' &&
    error.failure.code.toUpperCase() === 'ERROR_METHOD_NOT_FOUND'
  );
}
