import assert from 'node:assert/strict';
import { accountId, hostOf } from '../../../src/model/account';

describe('an account', () => {
  it('is told from others by its portal and its user', () => {
    const ids = [
      accountId({ origin: 'https://portal.example', userId: '1' }),
      accountId({ origin: 'https://portal.example', userId: '11' }),
      accountId({ origin: 'https://portal.example:8443', userId: '1' }),
      accountId({ origin: 'http://portal.example', userId: '1' }),
      accountId({ origin: 'https://portal.example', userId: 'anna@portal.example' }),
    ];
    assert.equal(ids[0], '1@https://portal.example');
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has a host, in ASCII, with the port where there is one', () => {
    assert.equal(hostOf('https://portal.example'), 'portal.example');
    assert.equal(hostOf('http://127.0.0.1:8080'), '127.0.0.1:8080');
    assert.equal(hostOf('https://портал.рф'), 'xn--80awhdgm.xn--p1ai');
  });
});
