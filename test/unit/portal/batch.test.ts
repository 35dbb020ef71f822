import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, send, type Answer } from './caller';

describe('batch', () => {
  let portal: StandInPortal;
  before(async () => {
    portal = await startPortal({ seed: [{ id: 5 }, { id: 6 }] });
  });
  after(() => portal.close());
  beforeEach(() => {
    portal.journal.clear();
  });
  const batch = (params: object): Promise<Answer> => call(portal, 'batch', params);

  it('keys everything as the commands are, and makes empty maps lists', async () => {
    const { status, result } = await batch({ cmd: { a: 'profile', b: 'im.notify.get?LIMIT=1' } });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(result as object), [
      'result',
      'result_error',
      'result_total',
      'result_next',
      'result_time',
    ]);
    assert.equal(at(result, 'result', 'a', 'ID'), '1');
    assert.equal(at(result, 'result', 'b', 'notifications', 0, 'id'), 6);
    assert.deepEqual(at(result, 'result_error'), []);
    assert.equal(typeof at(result, 'result_time', 'a', 'start'), 'number');
    assert.deepEqual(at(result, 'result_total'), []);
  });

  it('answers a list of commands with lists', async () => {
    const { result } = await batch({ cmd: ['server.time', 'nothing', 'scope'] });
    assert.deepEqual(Object.keys(at(result, 'result') as object), ['0', '2']);
    assert.equal(Array.isArray(at((await batch({ cmd: ['scope'] })).result, 'result')), true);
    assert.deepEqual(at(result, 'result_error', 1), {
      error: 'ERROR_METHOD_NOT_FOUND',
      error_description: 'Method not found!',
    });
  });

  it('goes on after an error, or stops at it', async () => {
    const cmd = { first: 'user.current', second: 'user.current', third: 'profile' };
    const error = { error: 'insufficient_scope', error_description: '' };
    const going = (await batch({ cmd, halt: 0 })).result;
    assert.deepEqual(at(going, 'result_error'), { first: error, second: error });
    assert.equal(at(going, 'result', 'third', 'ID'), '1');
    const halted = (await batch({ cmd, halt: 1 })).result;
    assert.deepEqual(at(halted, 'result_error'), { first: error });
    assert.deepEqual(at(halted, 'result'), []);
  });

  it('puts earlier results into later commands', async () => {
    const cmd = {
      list: 'im.notify.get?LIMIT=1',
      read: 'im.notify.read.list?IDS[]=$result[list][notifications][0][id]',
      say: 'im.notify.answer?ID=$result[list][notifications][0][id]&ANSWER_TEXT=chat%20$result[list][chat_id] x',
    };
    const { result } = await batch({ cmd });
    assert.deepEqual(at(result, 'result_error'), []);
    assert.equal(portal.box.get(6)?.isRead, true);
    assert.equal(portal.box.answers.at(-1)?.text, 'chat 77 x');
  });

  it('refuses itself, and everything above fifty; skips what is no string', async () => {
    const nested = await batch({ cmd: { b: 'batch?cmd[a]=profile', n: 5 } });
    assert.equal(at(nested.result, 'result_error', 'b', 'error'), 'ERROR_BATCH_METHOD_NOT_ALLOWED');
    assert.equal(at(nested.result, 'result_error', 'n'), undefined);
    const cmd = Array.from({ length: 52 }, () => 'server.time');
    const { result } = await batch({ cmd });
    assert.deepEqual(Object.keys(at(result, 'result') as object).length, 50);
    assert.deepEqual(Object.keys(at(result, 'result_error') as object), ['50', '51']);
    assert.equal(at(result, 'result_error', '50', 'error'), 'ERROR_BATCH_LENGTH_EXCEEDED');
  });

  it('takes a form, and records the commands beside the batch', async () => {
    await send(`${portal.webhook}batch`, {
      method: 'POST',
      body: new URLSearchParams({ 'cmd[a]': 'profile', 'cmd[b]': 'user.current' }),
    });
    const entries = portal.journal.calls().map(({ method, outcome, isInBatch }) => [method, outcome, isInBatch]);
    assert.deepEqual(entries, [
      ['batch', 'ok', false],
      ['profile', 'ok', true],
      ['user.current', 'insufficient_scope', true],
    ]);
  });
});
