import assert from 'node:assert/strict';
import { decodeGrant } from '../../../../src/bitrix24/decode/grant';
import { failureIn } from '../connection';

const ORIGIN = 'https://portal.bitrix24.com';
const SERVER = 'https://oauth.bitrix.info';
const ANSWER: Readonly<Record<string, unknown>> = {
  access_token: 'access',
  refresh_token: 'refresh',
  expires: 1_772_524_800,
  expires_in: 3600,
  scope: 'im',
  domain: 'oauth.bitrix.info',
  server_endpoint: `${SERVER}/rest/`,
  status: 'L',
  client_endpoint: `${ORIGIN}/rest/`,
  member_id: 'f00d',
  user_id: 7,
};
const GRANT = { accessToken: 'access', refreshToken: 'refresh', tokenServer: SERVER };

const decode = (changes: Readonly<Record<string, unknown>> = {}): unknown =>
  decodeGrant({ ...ANSWER, ...changes }, ORIGIN, SERVER);

describe('a grant', () => {
  it('has two tokens, a server and a person', () => {
    assert.deepEqual(decode(), { grant: GRANT, userId: '7' });
    assert.deepEqual(decode({ user_id: '7' }), { grant: GRANT, userId: '7' });
  });

  it('may leave out the person and the server', () => {
    const { access_token, refresh_token, client_endpoint } = ANSWER;
    const grant = decodeGrant({ access_token, refresh_token, client_endpoint }, ORIGIN, SERVER);
    assert.deepEqual(grant, { grant: GRANT });
    assert.deepEqual(decode({ server_endpoint: null, user_id: null }), { grant: GRANT });
  });

  it('may name another server of Bitrix24’s, which is asked from then on', () => {
    const tokenServer = 'https://oauth.bitrix24.tech';
    for (const server_endpoint of [`${tokenServer}/rest/`, tokenServer, `${tokenServer}:443/x`]) {
      assert.deepEqual(decode({ server_endpoint }), { grant: { ...GRANT, tokenServer }, userId: '7' });
    }
  });

  it('leaves the server as it is where it names one that is not known', () => {
    for (const server_endpoint of [
      '',
      'hello',
      'https://evil.example/rest/',
      'https://oauth.bitrix.info.evil.example/rest/',
      'https://oauth.bitrix24.tech@evil.example/rest/',
      'https://oauth.bitrix24.tech:8443/rest/',
      'http://127.0.0.1:4711/rest/',
    ]) {
      assert.deepEqual(decode({ server_endpoint }), { grant: GRANT, userId: '7' }, server_endpoint);
    }
  });

  it('takes no server’s word for it to be asked without TLS', () => {
    const answer = { ...ANSWER, server_endpoint: 'http://oauth.bitrix24.tech/rest/' };
    const { tokenServer } = decodeGrant(answer, ORIGIN, SERVER).grant;
    assert.equal(tokenServer, 'https://oauth.bitrix24.tech');
  });

  it('leaves a server on this machine to a portal there', () => {
    const origin = 'http://127.0.0.1:4711';
    const answer = {
      ...ANSWER,
      client_endpoint: `${origin}/rest/`,
      server_endpoint: 'http://127.0.0.1:4712/rest/',
    };
    assert.equal(decodeGrant(answer, origin, origin).grant.tokenServer, 'http://127.0.0.1:4712');
  });

  it('for another portal is not this one’s', () => {
    for (const client_endpoint of [
      'https://renamed.bitrix24.com/rest/',
      'https://portal.bitrix24.com.evil.example/rest/',
      'https://portal.bitrix24.com:8443/rest/',
      'http://portal.bitrix24.com/rest/',
      'hello',
      '',
    ]) {
      const failure = failureIn(() => decode({ client_endpoint }));
      assert.deepEqual(failure, { kind: 'unreachable', reason: 'moved' }, client_endpoint);
    }
  });

  it('is for the portal whatever the case and the usual port', () => {
    for (const client_endpoint of ['https://Portal.Bitrix24.com:443/rest/', ORIGIN]) {
      assert.deepEqual(decode({ client_endpoint }), { grant: GRANT, userId: '7' });
    }
  });

  for (const name of ['access_token', 'refresh_token', 'client_endpoint']) {
    it(`without its ${name} is malformed`, () => {
      for (const value of [undefined, null, 7, true, {}, [], ['x']]) {
        assert.deepEqual(
          failureIn(() => decode({ [name]: value })),
          { kind: 'malformed' },
          JSON.stringify(value),
        );
      }
    });
  }

  it('with an empty token is malformed', () => {
    for (const name of ['access_token', 'refresh_token']) {
      assert.deepEqual(
        failureIn(() => decode({ [name]: '' })),
        { kind: 'malformed' },
      );
    }
  });

  it('of another form is malformed', () => {
    for (const answer of [undefined, null, '', 'access', 7, true, [], [ANSWER], {}]) {
      assert.deepEqual(
        failureIn(() => decodeGrant(answer, ORIGIN, SERVER)),
        { kind: 'malformed' },
      );
    }
  });
});
