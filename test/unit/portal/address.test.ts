import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, refuses, send } from './caller';

describe('addresses and parameters', () => {
  let portal: StandInPortal;
  before(async () => {
    portal = await startPortal({ seed: [{ id: 5 }, { id: 6 }, { id: 7 }] });
  });
  after(() => portal.close());
  beforeEach(() => {
    portal.journal.clear();
  });

  it('listens on loopback and has a secret of its own', () => {
    assert.match(portal.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(portal.webhook, `${portal.origin}/rest/1/${portal.code}/`);
  });

  for (const form of ['profile', 'profile.json', 'profile/', 'profile.json/', 'PROFILE']) {
    it(`takes the method as ${form}`, async () => {
      assert.equal(at((await send(`${portal.webhook}${form}`)).result, 'ID'), '1');
      assert.equal(portal.journal.calls('profile').length, 1);
    });
  }

  it('takes a double slash', async () => {
    assert.equal((await send(`${portal.origin}//rest//1/${portal.code}//profile`)).status, 200);
    await refuses(send(`${portal.origin}/rest//profile`), 401, 'NO_AUTH_FOUND');
  });

  it('takes the login of the owner, and the credentials as parameters', async () => {
    assert.equal((await send(`${portal.origin}/rest/alex/${portal.code}/profile`)).status, 200);
    assert.equal((await send(`${portal.origin}/rest/profile?aplogin=1&ap=${portal.code}`)).status, 200);
  });

  it('writes XML when asked', async () => {
    const { text, headers } = await send(`${portal.webhook}im.notify.get.xml`);
    assert.match(headers.get('content-type') ?? '', /^text\/xml/);
    assert.match(text, /<notifications><item><id>7<\/id>/);
  });

  it('does not find an unknown method, another suffix, or a part of a webhook', async () => {
    const text = 'Method not found!';
    await refuses(send(`${portal.webhook}profile.foo`), 404, 'ERROR_METHOD_NOT_FOUND', text);
    await refuses(send(portal.webhook), 404, 'ERROR_METHOD_NOT_FOUND', text);
    await refuses(send(`${portal.origin}/rest/1/wrong/no.such`), 404, 'ERROR_METHOD_NOT_FOUND', text);
    await refuses(send(`${portal.webhook}toString`), 404, 'ERROR_METHOD_NOT_FOUND', text);
  });

  it('shows a page outside of the REST paths', async () => {
    const { status, headers } = await send(`${portal.origin}/company/`);
    assert.equal(status, 404);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
  });

  it('sends its headers with every answer', async () => {
    for (const url of [`${portal.webhook}profile`, `${portal.webhook}nothing`]) {
      const { headers } = await send(url);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('access-control-allow-headers'), 'origin, content-type, accept');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
      assert.equal(headers.get('retry-after'), null);
    }
  });

  const bodies: readonly (readonly [string, string, string | FormData])[] = [
    ['a form with empty brackets', 'application/x-www-form-urlencoded', 'IDS[]=5&IDS[]=6'],
    ['a form with numbers', 'application/x-www-form-urlencoded', 'IDS[0]=5&IDS[1]=6'],
    ['JSON', 'application/json; charset=utf-8', '{"ids":[5,6]}'],
    ['JSON with a map', 'application/json', '{"Ids":{"a":"5","b":"6"}}'],
    ['multipart', '', multipart('IDS[]', ['5', '6'])],
  ];
  for (const [title, type, body] of bodies) {
    it(`reads ${title}`, async () => {
      portal.box.mark([5, 6, 7], false);
      const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
      const { result } = await send(`${portal.webhook}im.notify.read.list`, {
        method: 'POST',
        headers,
        body,
      });
      assert.equal(result, true);
      assert.deepEqual(
        [5, 6, 7].map(id => portal.box.get(id)?.isRead),
        [true, true, false],
      );
    });
  }

  it('lets the body win over the query, and records both merged', async () => {
    await send(`${portal.webhook}im.notify.get?LIMIT=1&LAST_ID=0`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"LIMIT":2,"LAST_TYPE":0}',
    });
    const entry = await portal.journal.next('im.notify.get');
    assert.deepEqual(entry.params, { LIMIT: 2, LAST_ID: '0', LAST_TYPE: 0 });
    assert.equal(entry.httpMethod, 'POST');
    assert.equal(entry.userId, 1);
    assert.equal(entry.status, 200);
    assert.equal(entry.outcome, 'ok');
    assert.equal(entry.isExecuted, true);
  });

  it('takes invalid JSON, and JSON of another type, for no parameters', async () => {
    for (const [type, body] of [
      ['application/json', '{"IDS":[5'],
      ['text/plain', '{"IDS":[5]}'],
    ] as const) {
      const answer = send(`${portal.webhook}im.notify.read.list`, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body,
      });
      await refuses(answer, 400, 'PARAMS_ERROR', 'No IDS param or it is not an array');
    }
  });

  it('writes whole seconds at the start of the time, and the rest around it', async () => {
    const { json } = await call(portal, 'server.time');
    assert.deepEqual(Object.keys(json.time as object), [
      'start',
      'finish',
      'duration',
      'processing',
      'date_start',
      'date_finish',
      'operating_reset_at',
      'operating',
    ]);
    assert.equal(Number.isInteger(at(json, 'time', 'start')), true);
    assert.match(String(json.result), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/);
  });

  it('escapes what HTML could read, leaves Unicode, and makes an empty map a list', async () => {
    portal.box.add({ text: '&lt;b&amp;"\' /Ж', params: { COMPONENT_PARAMS: {} } });
    const { text } = await call(portal, 'im.notify.get', { LIMIT: 1 });
    assert.ok(text.includes('"text":"\\u003Cb\\u0026\\u0022\\u0027 \\/Ж"'), text);
    assert.ok(text.includes('"COMPONENT_PARAMS":[]'), text);
  });
});

function multipart(name: string, values: readonly string[]): FormData {
  const form = new FormData();
  for (const value of values) form.append(name, value);
  return form;
}
