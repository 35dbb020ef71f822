import assert from 'node:assert/strict';
import type { Fault } from '../../portal/faults';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, refuses, send } from './caller';

describe('faults on command', () => {
  let portal: StandInPortal;
  let id: number;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    id = portal.box.add();
  });
  afterEach(() => portal.close());
  const answer = (): ReturnType<typeof call> => call(portal, 'im.notify.answer', { ID: id, ANSWER_TEXT: 'Hello' });
  const fail = (fault: Fault): void => {
    portal.faults.add({ method: 'im.notify.answer', fault });
  };

  it('strikes the named method as often as told, then no more', async () => {
    portal.faults.add({ method: 'profile', times: 2, fault: { kind: 'error', code: 'OVERLOAD_LIMIT' } });
    assert.equal((await call(portal, 'scope')).status, 200);
    await refuses(call(portal, 'profile'), 401, 'OVERLOAD_LIMIT', 'REST API is blocked due to overload.');
    await refuses(call(portal, 'profile'), 401, 'OVERLOAD_LIMIT');
    assert.equal((await call(portal, 'profile')).status, 200);
  });

  it('strikes everything, and for ever, until it is cleared', async () => {
    portal.faults.add({ times: Infinity, fault: { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' } });
    for (const method of ['profile', 'scope', 'nothing']) {
      await refuses(call(portal, method), 503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    }
    portal.faults.clear();
    assert.equal((await call(portal, 'profile')).status, 200);
  });

  it('adds a status, a text and keys to an error', async () => {
    const extra = { argument: 'ID' };
    fail({ kind: 'error', code: 'ERROR_ARGUMENT', status: 418, description: 'Own words', extra });
    const { status, json } = await answer();
    assert.equal(status, 418);
    assert.deepEqual(json, { error: 'ERROR_ARGUMENT', error_description: 'Own words', argument: 'ID' });
    assert.equal(portal.box.answers.length, 0);
  });

  it('has the usual status of a code, and that of the documentation when told to', async () => {
    fail({ kind: 'error', code: 'expired_token' });
    await refuses(answer(), 401, 'expired_token', 'The access token provided has expired');
    fail({ kind: 'error', code: 'OPERATION_TIME_LIMIT' });
    await refuses(answer(), 429, 'OPERATION_TIME_LIMIT');
    portal.faults.statuses = 'documentation';
    fail({ kind: 'error', code: 'insufficient_scope' });
    await refuses(answer(), 403, 'insufficient_scope');
  });

  it('resets the connection before or after the handler has run', async () => {
    fail({ kind: 'reset' });
    await assert.rejects(answer(), hasCause('ECONNRESET'));
    assert.equal(portal.box.answers.length, 0);
    fail({ kind: 'reset', when: 'after' });
    await assert.rejects(answer(), hasCause('ECONNRESET'));
    assert.equal(portal.box.answers.length, 1);
    const [before, after] = portal.journal.calls('im.notify.answer');
    assert.deepEqual([before?.outcome, before?.isExecuted, before?.status], ['reset', false, undefined]);
    assert.deepEqual([after?.outcome, after?.isExecuted, after?.status], ['reset', true, undefined]);
  });

  for (const when of ['before', 'after'] as const) {
    it(`hangs ${when} the handler`, async () => {
      fail({ kind: 'hang', when });
      const abort = new AbortController();
      const url = `${portal.webhook}im.notify.answer?ID=${id}&ANSWER_TEXT=x`;
      const pending = assert.rejects(send(url, { signal: abort.signal }), { name: 'AbortError' });
      const entry = await portal.journal.nextArrival('im.notify.answer');
      await portal.journal.next('im.notify.answer');
      assert.equal(entry.outcome, 'hang');
      assert.equal(portal.box.answers.length, when === 'after' ? 1 : 0);
      abort.abort();
      await pending;
    });
  }

  it('ends what hangs when the portal is closed', async () => {
    const other = await startPortal({ seed: 'empty' });
    other.faults.add({ fault: { kind: 'hang' } });
    const pending = assert.rejects(call(other, 'profile'));
    await other.journal.next('profile');
    await other.close();
    await pending;
  });

  it('holds a call until it is released', async () => {
    fail({ kind: 'hold' });
    const held = answer();
    const entry = await portal.journal.nextArrival('im.notify.answer');
    assert.equal(entry.outcome, 'pending');
    assert.equal((await call(portal, 'profile')).status, 200);
    portal.faults.release();
    assert.equal((await held).status, 200);
    assert.equal(entry.outcome, 'ok');
  });

  it('delays, and may do something else then', async () => {
    fail({ kind: 'delay', ms: 1 });
    assert.equal((await answer()).status, 200);
    fail({ kind: 'delay', ms: 1, then: { kind: 'html' } });
    assert.equal((await answer()).status, 502);
  });

  it('serves a page with any status', async () => {
    fail({ kind: 'html', status: 503 });
    const { status, headers, text } = await answer();
    assert.equal(status, 503);
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(text, /<title>503<\/title>/);
  });

  it('cuts the answer, with the connection or without it', async () => {
    fail({ kind: 'truncated' });
    await assert.rejects(answer(), SyntaxError);
    fail({ kind: 'truncated', isAbrupt: true });
    await assert.rejects(answer(), TypeError);
    assert.equal(portal.box.answers.length, 2);
  });

  it('serves anything raw', async () => {
    fail({
      kind: 'raw',
      body: 'null',
      status: 201,
      contentType: 'text/plain',
      headers: { 'Retry-After': '3' },
    });
    const { status, headers, text } = await answer();
    assert.deepEqual(
      [status, headers.get('content-type'), headers.get('retry-after'), text],
      [201, 'text/plain', '3', 'null'],
    );
  });

  it('redirects to the same path of another origin', async () => {
    fail({ kind: 'redirect', to: 'http://127.0.0.1:9/' });
    const { status, headers } = await answer();
    assert.equal(status, 302);
    assert.equal(headers.get('location'), `http://127.0.0.1:9/rest/1/${portal.code}/im.notify.answer`);
  });

  it('overrides the result', async () => {
    fail({ kind: 'result', result: { result_message: [] }, when: 'after' });
    const { json, result } = await answer();
    assert.deepEqual(result, { result_message: [] });
    assert.equal(typeof at(json, 'time', 'start'), 'number');
    assert.equal(portal.box.answers.length, 1);
  });

  it('strikes a named method inside a batch', async () => {
    fail({ kind: 'error', code: 'OPERATION_TIME_LIMIT' });
    const cmd = { who: 'profile', say: `im.notify.answer?ID=${id}&ANSWER_TEXT=x` };
    const { result } = await call(portal, 'batch', { cmd });
    assert.equal(at(result, 'result', 'who', 'ID'), '1');
    assert.equal(at(result, 'result_error', 'say', 'error'), 'OPERATION_TIME_LIMIT');
    assert.equal(portal.box.answers.length, 0);
  });
});

function hasCause(code: string): (error: unknown) => boolean {
  return error => error instanceof TypeError && at(error.cause, 'code') === code;
}
