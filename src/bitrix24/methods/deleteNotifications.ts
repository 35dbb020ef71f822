import * as v from 'valibot';
import { failureOrRethrow } from '../../model/portalFailure';
import type { Failure } from '../../model/portalFailure';
import { isRecord } from '../../model/unknownValue';
import { parseOrThrow } from '../decode/schemas';
import { failureFromErrorCode } from '../http/failures';
import type { Transport } from '../http/transport';

/** Commands that a `batch` accepts. */
const MAX_BATCH_COMMANDS = 50;

const DELETE = 'im.notify.delete';

const batchSchema = v.object({ result: v.unknown(), result_error: v.unknown() });

type Failures = ReadonlyMap<number, Failure>;

/**
 * Deletes the caller's own notifications: one with `im.notify.delete`, several with as few `batch` calls as possible.
 * Resolves with the failures of those not deleted, by id; one that was already gone counts as deleted.
 *
 * @throws PortalFailure if the first call failed as a whole
 */
export async function deleteNotifications(
  transport: Pick<Transport, 'call' | 'recordLimit'>,
  ids: readonly number[],
): Promise<Failures> {
  const [id] = ids;
  if (id === undefined) {
    return new Map();
  }
  if (ids.length === 1) {
    await transport.call(DELETE, { ID: id }, 'write');
    return new Map();
  }
  const failures = new Map<number, Failure>();
  for (let at = 0; at < ids.length; at += MAX_BATCH_COMMANDS) {
    const chunk = ids.slice(at, at + MAX_BATCH_COMMANDS);
    try {
      for (const [failed, failure] of await deleteInBatch(transport, chunk)) {
        failures.set(failed, failure);
      }
    } catch (error) {
      if (at === 0) {
        throw error;
      }
      const failure = failureOrRethrow(error);
      ids.slice(at).forEach(left => failures.set(left, failure));
      break;
    }
  }
  return failures;
}

/** Each command is a method with a query string, and has its own result or error. */
async function deleteInBatch(
  transport: Pick<Transport, 'call' | 'recordLimit'>,
  ids: readonly number[],
): Promise<Failures> {
  const cmd = Object.fromEntries(ids.map(id => [keyOf(id), `${DELETE}?ID=${id}`]));
  const { result, result_error: errors } = parseOrThrow(
    batchSchema,
    await transport.call('batch', { halt: 0, cmd }, 'write', DELETE),
  );
  const failures = new Map(
    ids
      .filter(id => !(isRecord(result) && keyOf(id) in result))
      .map(id => [id, commandFailure(isRecord(errors) ? errors[keyOf(id)] : undefined)]),
  );
  const limit = [...failures.values()].find(({ kind }) => kind === 'rateLimited');
  if (limit !== undefined) {
    transport.recordLimit(DELETE, limit);
  }
  return failures;
}

function commandFailure(error: unknown): Failure {
  return isRecord(error) ? failureFromErrorCode(error, Date.now()) : { kind: 'malformed' };
}

/** Not a number, so that PHP does not turn the results into a list. */
function keyOf(id: number): string {
  return `n${id}`;
}
