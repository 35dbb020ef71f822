import { basicMethod, type BatchItem, type MethodCall } from '../method';
import { isArray, isEmpty, upperKeys } from '../php';
import { parseQuery } from '../queryString';
import { referencesResolved, type BatchResults } from './batchReferences';

const MOST_COMMANDS = 50;
const FORBIDDEN = new Set(['batch', 'download', 'upload']);

/** `batch`: commands are strings, a result of one can be put into the next. Always answered with HTTP 200. */
export const batch = basicMethod((call: MethodCall) => {
  const { CMD, HALT } = upperKeys(call.params);
  const results: BatchResults = { result: {}, error: {}, total: {}, next: {}, time: {} };
  const commands = isArray(CMD) ? Object.entries(CMD) : [];
  for (const [index, [key, command]] of commands.entries()) {
    const isInTime = index < MOST_COMMANDS;
    if (isInTime && typeof command !== 'string') continue;
    const item =
      typeof command === 'string' && isInTime ? run(call, command, results) : refused('ERROR_BATCH_LENGTH_EXCEEDED');
    if ('error' in item) results.error[key] = item.error;
    else {
      results.result[key] = item.result;
      results.time[key] = item.time;
      if (item.total !== undefined) results.total[key] = item.total;
      if (item.next !== undefined) results.next[key] = item.next;
    }
    if ('error' in item && !isEmpty(HALT)) break;
  }
  return {
    result: phpArray(results.result),
    result_error: phpArray(results.error),
    result_total: phpArray(results.total),
    result_next: phpArray(results.next),
    result_time: phpArray(results.time),
  };
});

function run(call: MethodCall, command: string, results: BatchResults): BatchItem {
  const [path = '', ...rest] = command.split('?');
  const params = referencesResolved(parseQuery(rest.join('?')), results);
  return FORBIDDEN.has(path) ? refused('ERROR_BATCH_METHOD_NOT_ALLOWED') : call.call(path, params);
}

function refused(code: 'ERROR_BATCH_LENGTH_EXCEEDED' | 'ERROR_BATCH_METHOD_NOT_ALLOWED'): BatchItem {
  const isTooLong = code === 'ERROR_BATCH_LENGTH_EXCEEDED';
  const description = isTooLong ? 'Max batch length exceeded' : 'Method is not allowed for batch usage';
  return { error: { error: code, error_description: description } };
}

/** Keys 0, 1, 2… without a gap are written as a list. */
function phpArray(record: Readonly<Record<string, unknown>>): unknown {
  const isSequence = Object.keys(record).every((key, index) => key === String(index));
  return isSequence ? Object.values(record) : record;
}
