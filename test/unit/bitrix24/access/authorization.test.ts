import assert from 'node:assert/strict';
import { authorizeUrl, newState, tokenServerAt } from '../../../../src/bitrix24/access/authorization';

const CLOUD = 'https://portal.bitrix24.com';

describe('the state of a sign-in', () => {
  it('has 64 hexadecimal digits', () => {
    for (let round = 0; round < 50; round++) {
      assert.match(newState(), /^[0-9a-f]{64}$/);
    }
  });

  it('is never the same twice', () => {
    const states = Array.from({ length: 50 }, () => newState());
    assert.equal(new Set(states).size, states.length);
  });

  it('is random in each of its places', () => {
    const states = Array.from({ length: 50 }, () => newState());
    for (let place = 0; place < 64; place++) {
      assert.ok(new Set(states.map(state => state[place])).size > 1, `place ${place}`);
    }
  });
});

describe('the page of a sign-in', () => {
  it('is the portal’s own, with the application and the state alone', () => {
    const state = newState();
    const url = new URL(authorizeUrl({ origin: CLOUD, state }, 'local.5f0c.9a'));
    assert.equal(url.origin + url.pathname, `${CLOUD}/oauth/authorize/`);
    assert.deepEqual(
      [...url.searchParams],
      [
        ['client_id', 'local.5f0c.9a'],
        ['state', state],
      ],
    );
  });

  it('keeps its query apart from what is typed', () => {
    const clientId = ' a&state=x#?=%26+ü';
    const url = new URL(authorizeUrl({ origin: 'https://b24.example:8443', state: 's' }, clientId));
    assert.equal(url.host, 'b24.example:8443');
    assert.equal(url.hash, '');
    assert.equal(url.searchParams.get('client_id'), clientId);
    assert.deepEqual(url.searchParams.getAll('state'), ['s']);
  });
});

describe('a token server', () => {
  it('is one of Bitrix24’s', () => {
    for (const host of ['oauth.bitrix.info', 'oauth.bitrix24.tech']) {
      assert.equal(tokenServerAt(host, CLOUD), `https://${host}`);
      assert.equal(tokenServerAt(host, 'http://127.0.0.1:4711'), `https://${host}`);
    }
  });

  it('is no other', () => {
    for (const host of [
      '',
      'evil.example',
      'bitrix.info',
      'portal.bitrix24.com',
      'oauth.bitrix.info.evil.example',
      'evil-oauth.bitrix.info',
      'x.oauth.bitrix.info',
      'oauth.bitrix.info.',
      'oauth.bitrix.info@evil.example',
      'evil.example#oauth.bitrix.info',
      'oauth.bitrix.info/x',
      'oauth.bitrix.info:8443',
      'https://oauth.bitrix.info',
      ' oauth.bitrix.info',
      '127.0.0.1',
      'localhost:4711',
      '[::1]',
    ]) {
      assert.equal(tokenServerAt(host, CLOUD), undefined, host);
      assert.equal(tokenServerAt(host, 'http://127.0.0.1.evil.example'), undefined, host);
    }
  });

  it('may be on this machine where the portal is', () => {
    for (const origin of ['http://127.0.0.1:4711', 'http://localhost', 'http://[::1]:80']) {
      assert.equal(tokenServerAt('127.0.0.1:4712', origin), 'http://127.0.0.1:4712');
      assert.equal(tokenServerAt('localhost:4712', origin), 'http://localhost:4712');
    }
    assert.equal(tokenServerAt('127.0.0.1:4712', 'https://localhost'), 'https://127.0.0.1:4712');
  });

  it('is nowhere else for a portal on this machine', () => {
    for (const host of [
      '',
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'localhost@evil.example',
      'localhost:pass@evil.example',
      '10.0.0.1',
      ':4712',
    ]) {
      assert.equal(tokenServerAt(host, 'http://127.0.0.1:4711'), undefined, host);
    }
  });
});
