import assert from 'node:assert/strict';
import { parseWebhook, type Webhook } from '../../../../src/bitrix24/address/webhook';
import { isSameCredential, parseCredential, serializeCredential } from '../../../../src/bitrix24/auth/credential';
import { ApplicationCredential } from '../../../../src/bitrix24/auth/oauth';

const ORIGIN = 'https://portal.bitrix24.com';
const ADDRESS = `${ORIGIN}/rest/1/abc123DEF456/`;
const APPLICATION = { clientId: 'local.5f0c.9a', clientSecret: 'client-secret' };
const GRANT = {
  accessToken: 'access-token',
  refreshToken: 'refresh-token',
  tokenServer: 'https://oauth.bitrix.info',
};
const KEPT = { kind: 'application', origin: ORIGIN, userId: '7', ...APPLICATION, ...GRANT };

function webhook(address: string): Webhook {
  const reading = parseWebhook(address);
  assert.ok(reading.kind === 'webhook', address);
  return reading.webhook;
}

function application(changes: Partial<typeof KEPT> = {}): ApplicationCredential {
  const { origin, userId, clientId, clientSecret, ...grant } = { ...KEPT, ...changes };
  return new ApplicationCredential(origin, userId, { clientId, clientSecret }, grant);
}

function assertUnreadable(kept: unknown): void {
  const text = typeof kept === 'string' ? kept : JSON.stringify(kept);
  assert.equal(parseCredential(text), undefined, text);
}

describe('a credential that is kept', () => {
  it('is a webhook, in the form of the first version', () => {
    const kept = JSON.stringify({ kind: 'webhook', address: ADDRESS });
    assert.equal(serializeCredential(webhook(ADDRESS)), kept);
    const read = parseCredential(kept);
    assert.ok(read?.kind === 'webhook');
    assert.equal(read.restUrl, ADDRESS);
    assert.equal(read.origin, ORIGIN);
    assert.equal(read.userId, '1');
  });

  it('is a sign-in through an application', () => {
    assert.deepEqual(JSON.parse(serializeCredential(application())), KEPT);
    const read = parseCredential(JSON.stringify(KEPT));
    assert.ok(read?.kind === 'application');
    assert.deepEqual([read.origin, read.userId], [ORIGIN, '7']);
    assert.deepEqual(read.application, APPLICATION);
    assert.deepEqual(read.grant, GRANT);
  });

  it('comes back as it went', () => {
    const local = { origin: 'http://127.0.0.1:4711', tokenServer: 'http://127.0.0.1:4711' };
    for (const credential of [webhook(ADDRESS), application(), application(local)]) {
      const read = parseCredential(serializeCredential(credential));
      assert.ok(read !== undefined && isSameCredential(read, credential));
      assert.equal(serializeCredential(read), serializeCredential(credential));
    }
  });

  it('may have more in it than this version knows', () => {
    const read = parseCredential(JSON.stringify({ ...KEPT, note: 'x', time: 7 }));
    assert.ok(read !== undefined);
    assert.deepEqual(JSON.parse(serializeCredential(read)), KEPT);
  });

  it('can’t be read where it is no JSON, or none of ours', () => {
    for (const kept of ['', ' ', '{', 'undefined', 'hello', ADDRESS, 'null', 'true', '7', '[]', '{}', '""']) {
      assertUnreadable(kept);
    }
    assertUnreadable(JSON.stringify(ADDRESS));
    assertUnreadable([KEPT]);
    assertUnreadable(`${JSON.stringify(KEPT)}}`);
    assertUnreadable(JSON.stringify(KEPT).slice(0, -1));
  });

  it('can’t be read where it is of another kind', () => {
    for (const kind of [undefined, null, '', 'Webhook', 'oauth', 7, {}, ['webhook'], '__proto__']) {
      assertUnreadable({ ...KEPT, kind });
      assertUnreadable({ kind, address: ADDRESS });
    }
  });

  it('can’t be read where the webhook’s address is none', () => {
    for (const address of [undefined, null, 7, '', {}, [ADDRESS], 'hello', ORIGIN, `http${ADDRESS.slice(5)}`]) {
      assertUnreadable({ kind: 'webhook', address });
    }
  });

  for (const name of Object.keys(KEPT).filter(key => key !== 'kind')) {
    it(`can’t be read where an application’s ${name} is missing or no text`, () => {
      for (const value of [undefined, null, '', 0, 7, true, {}, [], ['x']]) {
        assertUnreadable({ ...KEPT, [name]: value });
      }
    });
  }

  it('can’t be read where a secret would go elsewhere than to an address', () => {
    for (const name of ['origin', 'tokenServer']) {
      for (const value of ['hello', 'http://portal.bitrix24.com', 'ftp://b24.example', 'https://a:b@c.example']) {
        assertUnreadable({ ...KEPT, [name]: value });
      }
    }
  });
});

describe('the way in', () => {
  it('is the same whatever the tokens are', () => {
    const newer = application({
      accessToken: 'a',
      refreshToken: 'b',
      tokenServer: 'https://oauth.bitrix24.tech',
    });
    assert.ok(isSameCredential(application(), newer));
    assert.ok(isSameCredential(application(), application().withGrant(newer.grant)));
    assert.ok(isSameCredential(webhook(ADDRESS), webhook(`${ADDRESS}profile.json`)));
  });

  it('is another with another portal, person or application', () => {
    for (const changes of [
      { origin: 'https://other.bitrix24.com' },
      { userId: '8' },
      { clientId: 'local.other' },
      { clientSecret: 'other' },
    ]) {
      assert.ok(!isSameCredential(application(), application(changes)), JSON.stringify(changes));
      assert.ok(!isSameCredential(application(changes), application()), JSON.stringify(changes));
    }
    assert.ok(!isSameCredential(application(), application().withUserId('8')));
  });

  it('is another with another webhook', () => {
    for (const other of [
      ADDRESS.replace('abc', 'xyz'),
      ADDRESS.replace('/1/', '/2/'),
      ADDRESS.replace('portal', 'b'),
    ]) {
      assert.ok(!isSameCredential(webhook(ADDRESS), webhook(other)), other);
    }
  });

  it('is another with another kind', () => {
    assert.ok(!isSameCredential(application(), webhook(ADDRESS)));
    assert.ok(!isSameCredential(webhook(ADDRESS), application()));
  });
});

describe('a sign-in through an application', () => {
  it('names its portal, and where the methods live', () => {
    const { origin, restUrl } = application({ origin: 'https://b24.example:8443' });
    assert.deepEqual([origin, restUrl], ['https://b24.example:8443', 'https://b24.example:8443/rest/']);
  });

  it('keeps all the rest when it takes newer tokens, or gets to know its person', () => {
    const grant = { accessToken: 'a', refreshToken: 'b', tokenServer: 'https://oauth.bitrix24.tech' };
    assert.deepEqual(JSON.parse(serializeCredential(application().withGrant(grant))), { ...KEPT, ...grant });
    assert.deepEqual(JSON.parse(serializeCredential(application().withUserId('8'))), {
      ...KEPT,
      userId: '8',
    });
    assert.deepEqual(JSON.parse(serializeCredential(application())), KEPT);
  });
});
