import assert from 'node:assert/strict';
import {
  authorizationUrl,
  generateOAuthState,
  type OAuthRedirectProblem,
  parseOAuthRedirect,
  findTrustedTokenServer,
} from '../../../../src/bitrix24/auth/oauth';

describe('authorization', () => {
  const CLOUD = 'https://portal.bitrix24.com';

  describe('the state of a sign-in', () => {
    it('has 64 hexadecimal digits', () => {
      for (let round = 0; round < 50; round++) {
        assert.match(generateOAuthState(), /^[0-9a-f]{64}$/);
      }
    });

    it('is never the same twice', () => {
      const states = Array.from({ length: 50 }, () => generateOAuthState());
      assert.equal(new Set(states).size, states.length);
    });

    it('is random in each of its places', () => {
      const states = Array.from({ length: 50 }, () => generateOAuthState());
      for (let place = 0; place < 64; place++) {
        assert.ok(new Set(states.map(state => state[place])).size > 1, `place ${place}`);
      }
    });
  });

  describe('the page of a sign-in', () => {
    it('is the portal’s own, with the application and the state alone', () => {
      const state = generateOAuthState();
      const url = new URL(authorizationUrl({ origin: CLOUD, state }, 'local.5f0c.9a'));
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
      const url = new URL(authorizationUrl({ origin: 'https://b24.example:8443', state: 's' }, clientId));
      assert.equal(url.host, 'b24.example:8443');
      assert.equal(url.hash, '');
      assert.equal(url.searchParams.get('client_id'), clientId);
      assert.deepEqual(url.searchParams.getAll('state'), ['s']);
    });
  });

  describe('a token server', () => {
    it('is one of Bitrix24’s', () => {
      for (const host of ['oauth.bitrix.info', 'oauth.bitrix24.tech']) {
        assert.equal(findTrustedTokenServer(host, CLOUD), `https://${host}`);
        assert.equal(findTrustedTokenServer(host, 'http://127.0.0.1:4711'), `https://${host}`);
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
        assert.equal(findTrustedTokenServer(host, CLOUD), undefined, host);
        assert.equal(findTrustedTokenServer(host, 'http://127.0.0.1.evil.example'), undefined, host);
      }
    });

    it('may be on this machine where the portal is', () => {
      for (const origin of ['http://127.0.0.1:4711', 'http://localhost', 'http://[::1]:80']) {
        assert.equal(findTrustedTokenServer('127.0.0.1:4712', origin), 'http://127.0.0.1:4712');
        assert.equal(findTrustedTokenServer('localhost:4712', origin), 'http://localhost:4712');
      }
      assert.equal(findTrustedTokenServer('127.0.0.1:4712', 'https://localhost'), 'https://127.0.0.1:4712');
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
        assert.equal(findTrustedTokenServer(host, 'http://127.0.0.1:4711'), undefined, host);
      }
    });
  });
});

describe('the address that ends a sign-in', () => {
  const ORIGIN = 'https://portal.bitrix24.com';

  const STATE = generateOAuthState();

  const CODE = 'a1b2c3d4e5f6';

  const REDIRECT = { code: CODE, tokenServer: 'https://oauth.bitrix.info' };

  const QUERY: Readonly<Record<string, string | undefined>> = {
    code: CODE,
    state: STATE,
    domain: 'portal.bitrix24.com',
    member_id: 'f00d',
    scope: 'im,user_brief',
    server_domain: 'oauth.bitrix.info',
  };

  /** The address as the portal makes it, with some of it different; `undefined`: without it. */
  function address(changes: Readonly<Record<string, string | undefined>> = {}): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...QUERY, ...changes })) {
      if (value !== undefined) {
        query.set(name, value);
      }
    }
    return `http://localhost:29124/callback?${query.toString()}`;
  }

  function assertProblem(text: string, problem: OAuthRedirectProblem, origin = ORIGIN): void {
    assert.deepEqual(parseOAuthRedirect(text, { origin, state: STATE }), { kind: 'problem', problem }, text);
  }

  function assertRead(text: string, redirect = REDIRECT, origin = ORIGIN): void {
    assert.deepEqual(parseOAuthRedirect(text, { origin, state: STATE }), { kind: 'redirect', redirect }, text);
  }

  it('is read as the browser shows it', () => {
    assertRead(address());
  });

  it('is read with what comes along when it is pasted', () => {
    for (const text of [` ${address()}\n`, `"${address()}"`, `'${address()}'`, `<${address()}>`]) {
      assertRead(text);
    }
    assertRead(`${address()}#top`);
    for (const text of [`«${address()}»`, `[x](${address()}).`, `Here: ${address()}`, `\ufeff${address()}\u200b`]) {
      assertRead(text);
    }
    assertRead(address().replace('&state', '\r\n&state'));
    assertRead(address().replace('code=', 'code=\r\n'));
    assertRead(address().replace(CODE, `${CODE.slice(0, 4)}\n> ${CODE.slice(4)}`));
    assertRead(address().replace('http://', ''));
    assertRead(`https://portal.bitrix24.com/ ${address()}`);
    assertRead(address({ more: 'x' }));
  });

  it('may lead anywhere: nobody goes there', () => {
    const { search } = new URL(address());
    for (const page of ['https://b24.example:8443/', 'vscode://some.extension/', 'http://127.0.0.1:1/a/b']) {
      assertRead(page + search);
    }
  });

  it('may leave out the portal', () => {
    assertRead(address({ domain: undefined }));
  });

  it('may have the portal’s name in capitals, with a port, or with www.', () => {
    assertRead(address({ domain: 'Portal.Bitrix24.com' }));
    assertRead(address({ domain: 'portal.bitrix24.com:443' }));
    assertRead(address({ domain: 'portal.bitrix24.com:8443' }));
    assertRead(address({ domain: 'www.portal.bitrix24.com' }));
    assertRead(address(), REDIRECT, 'https://www.portal.bitrix24.com');
    assertRead(address({ domain: 'портал.рф' }), REDIRECT, 'https://xn--80awhdgm.xn--p1ai');
    const origin = 'https://b24.example:8443';
    assertRead(address({ domain: 'b24.example:8443' }), REDIRECT, origin);
    assertRead(address({ domain: 'b24.example' }), REDIRECT, origin);
  });

  it('has a code with any characters', () => {
    const code = 'a+b&c=d %26#é';
    assertRead(address({ code }), { ...REDIRECT, code });
  });

  it('is none where it is no address', () => {
    for (const text of ['', ' ', 'hello', CODE, STATE, new URL(address()).search, 'http://', '//x?code=1']) {
      assertProblem(text, 'notAnAddress');
    }
  });

  it('is not looked for in a text that is too long', () => {
    assertProblem(`${address()} ${'a'.repeat(10_000)}`, 'notAnAddress');
  });

  it('is none without a code', () => {
    assertProblem(address({ code: undefined }), 'noCode');
    assertProblem(address({ code: '' }), 'noCode');
    assertProblem(`${ORIGIN}/oauth/authorize/?client_id=local.1&state=${STATE}`, 'noCode');
    assertProblem(address().replace('?', '#'), 'noCode');
  });

  const others: readonly (readonly [string, string | undefined])[] = [
    ['none', undefined],
    ['an empty one', ''],
    ['another of the same length', generateOAuthState()],
    ['one that differs in its first place', `x${STATE.slice(1)}`],
    ['one that differs in its last place', `${STATE.slice(0, -1)}x`],
    ['its beginning', STATE.slice(0, -1)],
    ['its first character', STATE.slice(0, 1)],
    ['its end', STATE.slice(1)],
    ['a longer one', `${STATE}0`],
    ['one with a null character at its end', `${STATE}\u0000`],
    ['it twice', STATE + STATE],
    ['it in capitals', STATE.toUpperCase()],
  ];
  for (const [name, state] of others) {
    it(`belongs to another sign-in with a state that is ${name}`, () => {
      assertProblem(address({ state }), 'otherSignIn');
    });
  }

  it('belongs to another sign-in where the state comes second', () => {
    assertProblem(address().replace('state=', 'state=x&state='), 'otherSignIn');
  });

  it('belongs to another portal', () => {
    for (const domain of [
      '',
      'other.bitrix24.com',
      'www.other.bitrix24.com',
      'wwwportal.bitrix24.com',
      'www.www.portal.bitrix24.com',
      'bitrix24.com',
      'portal.bitrix24.com.evil.example',
      'portal.bitrix24.com@evil.example',
      'oauth.bitrix.info',
      'evil.example/portal.bitrix24.com',
      'not a host',
    ]) {
      assertProblem(address({ domain }), 'otherPortal');
    }
  });

  it('names either of Bitrix24’s servers', () => {
    assertRead(address({ server_domain: 'oauth.bitrix24.tech' }), {
      code: CODE,
      tokenServer: 'https://oauth.bitrix24.tech',
    });
  });

  it('names a server that may be told no secret', () => {
    for (const server of [
      undefined,
      '',
      'evil.example',
      'oauth.bitrix.info.evil.example',
      'oauth.bitrix.info@evil.example',
      'oauth.bitrix.info/oauth',
      'oauth.bitrix.info:8443',
      'https://oauth.bitrix.info',
      'portal.bitrix24.com',
      'localhost:4711',
      '127.0.0.1:4711',
    ]) {
      assertProblem(address({ server_domain: server }), 'unknownServer');
    }
  });

  it('names a server on this machine, for a portal there', () => {
    const origin = 'http://127.0.0.1:4711';
    const local = { domain: '127.0.0.1:4711', server_domain: '127.0.0.1:4711' };
    assertRead(address(local), { code: CODE, tokenServer: origin }, origin);
    const evil = { ...local, server_domain: 'localhost@evil.example' };
    assertProblem(address(evil), 'unknownServer', origin);
  });

  it('tells of a problem without a word of the secrets', () => {
    for (const text of [address({ state: 'x' }), address({ domain: 'x' }), address({ server_domain: 'x' })]) {
      const words = JSON.stringify(parseOAuthRedirect(text, { origin: ORIGIN, state: STATE }));
      assert.ok(!words.includes(CODE) && !words.includes(STATE), words);
    }
  });
});
