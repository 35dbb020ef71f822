import assert from 'node:assert/strict';
import type { OAuthRedirectParseResult } from '../../../../src/bitrix24/auth/oauth';
import { type ListenRequest, OAuthAttempt, type RedirectListener } from '../../../../src/ui/account/oauthAttempt';

const ORIGIN = 'https://portal.bitrix24.com';
const TEXTS = { language: 'en', accepted: { title: '', text: '' }, refused: { title: '', text: '' } };

describe('a sign-in in the browser', () => {
  let heard: OAuthRedirectParseResult[];
  let closed: number;
  let asked: ListenRequest | undefined;

  const begin = (): OAuthAttempt =>
    new OAuthAttempt(ORIGIN, 'local.1.2', reading => {
      heard.push(reading);
    });
  const listen = (request: ListenRequest): Promise<RedirectListener> => {
    asked = request;
    return Promise.resolve({
      close: () => {
        closed++;
      },
    });
  };
  const answerTo = ({ url }: OAuthAttempt): string => {
    const state = new URL(url).searchParams.get('state') ?? '';
    const query = {
      code: 'c0de',
      state,
      domain: 'portal.bitrix24.com',
      server_domain: 'oauth.bitrix.info',
    };
    return `http://localhost:24824/?${new URLSearchParams(query).toString()}`;
  };

  beforeEach(() => {
    heard = [];
    closed = 0;
    asked = undefined;
  });

  it('takes what is pasted and what is heard alike', async () => {
    for (const take of [
      (round: OAuthAttempt) => round.accept(answerTo(round)),
      (round: OAuthAttempt) => asked?.accept(answerTo(round)),
    ]) {
      const round = begin();
      assert.equal(await round.listen(listen, 24824, TEXTS), true);
      heard = [];
      assert.equal(take(round), true);
      assert.deepEqual(heard, [
        { kind: 'redirect', redirect: { code: 'c0de', tokenServer: 'https://oauth.bitrix.info' } },
      ]);
    }
    assert.equal(closed, 2);
  });

  it('takes one answer', () => {
    const round = begin();
    assert.equal(round.accept(answerTo(round)), true);
    assert.equal(round.accept(answerTo(round)), false);
    assert.equal(heard.length, 1);
  });

  it('does not take the answer to another', async () => {
    const round = begin();
    await round.listen(listen, 24824, TEXTS);
    assert.equal(asked?.accept(answerTo(begin())), false);
    assert.deepEqual(heard, []);
    assert.equal(closed, 0);
    assert.equal(round.accept(answerTo(begin())), false);
    assert.deepEqual(heard, [{ kind: 'problem', problem: 'otherSignIn' }]);
    assert.equal(round.accept(answerTo(round)), true);
  });

  it('says so where nothing can listen, and takes what is pasted', async () => {
    const round = begin();
    assert.equal(await round.listen(() => Promise.resolve(undefined), 24824, TEXTS), false);
    assert.equal(round.accept(answerTo(round)), true);
  });

  it('hears nothing after its end', async () => {
    const round = begin();
    await round.listen(listen, 24824, TEXTS);
    round.end();
    assert.equal(closed, 1);
    assert.equal(asked?.accept(answerTo(round)), false);
    assert.deepEqual(heard, []);
  });

  it('closes a listener that comes after its end', async () => {
    const round = begin();
    const listening = round.listen(listen, 24824, TEXTS);
    round.end();
    await listening;
    assert.equal(closed, 1);
  });
});
