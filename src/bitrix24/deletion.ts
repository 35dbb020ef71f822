import * as v from 'valibot';
import { failureIn } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import { checked, isMap } from './decode/schemas';
import { codedFailure } from './failures';
import type { Transport } from './transport';

/** Commands that a `batch` takes. */
const MOST_COMMANDS = 50;

const DELETE = 'im.notify.delete';

const batchSchema = v.object({ result: v.unknown(), result_error: v.unknown() });

type Failures = ReadonlyMap<number, Failure>;

/**
 * Deletes the caller's own notifications: one with `im.notify.delete`, several with as few calls of `batch` as can be.
 * Gives those that are still there, and why; a notification that was gone already is gone.
 *
 * @throws PortalFailure where the first call failed as a whole
 */
export async function deleteNotifications(
  transport: Pick<Transport, 'call' | 'learn'>,
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
  for (let at = 0; at < ids.length; at += MOST_COMMANDS) {
    const chunk = ids.slice(at, at + MOST_COMMANDS);
    try {
      for (const [failed, failure] of await deleteInBatch(transport, chunk)) {
        failures.set(failed, failure);
      }
    } catch (error) {
      if (at === 0) {
        throw error;
      }
      const failure = failureIn(error);
      ids.slice(at).forEach(left => failures.set(left, failure));
      break;
    }
  }
  return failures;
}

/** Each command is a method with its query, and has an answer or an error of its own. */
async function deleteInBatch(
  transport: Pick<Transport, 'call' | 'learn'>,
  ids: readonly number[],
): Promise<Failures> {
  const cmd = Object.fromEntries(ids.map(id => [keyOf(id), `${DELETE}?ID=${id}`]));
  const { result, result_error: errors } = checked(
    batchSchema,
    await transport.call('batch', { halt: 0, cmd }, 'write', DELETE),
  );
  const failures = new Map(
    ids
      .filter(id => !(isMap(result) && keyOf(id) in result))
      .map(id => [id, commandFailure(isMap(errors) ? errors[keyOf(id)] : undefined)]),
  );
  const limit = [...failures.values()].find(({ kind }) => kind === 'rateLimited');
  if (limit !== undefined) {
    transport.learn(DELETE, limit);
  }
  return failures;
}

function commandFailure(error: unknown): Failure {
  return isMap(error) ? codedFailure(error, Date.now()).failure : { kind: 'malformed' };
}

/** No number, lest PHP makes a list of the answers. */
function keyOf(id: number): string {
  return `n${id}`;
}
