import assert from 'node:assert/strict';
import { isMovedOrigin, movedOriginFromRedirect, redirectReason } from '../../../../src/bitrix24/address/movedOrigin';

describe('the place that a redirect names', () => {
  const ASKED = 'https://old.bitrix24.com/rest/1/c0desecret/im.notify.get';

  const PATH = '/rest/1/c0desecret/im.notify.get';

  const LOCAL = `http://127.0.0.1:4711${PATH}`;

  /** From where, the redirect, and the place that it names. */
  const PLACES: readonly (readonly [string, string, string])[] = [
    [ASKED, `https://new.bitrix24.com${PATH}`, 'https://new.bitrix24.com'],
    [ASKED, `https://new.bitrix24.com${PATH}/`, 'https://new.bitrix24.com'],
    [ASKED, `HTTPS://New.Bitrix24.COM:443${PATH}`, 'https://new.bitrix24.com'],
    [ASKED, `https://new.bitrix24.com.${PATH}`, 'https://new.bitrix24.com'],
    [ASKED, `//new.bitrix24.com${PATH}`, 'https://new.bitrix24.com'],
    [ASKED, `\\\\new.bitrix24.com${PATH}`, 'https://new.bitrix24.com'],
    [`https://old.corp${PATH}`, `https://bitrix24.corp${PATH}`, 'https://bitrix24.corp'],
    [ASKED, `https://portal.example:8443${PATH}`, 'https://portal.example:8443'],
    [ASKED, `https://old.bitrix24.com:8443${PATH}`, 'https://old.bitrix24.com:8443'],
    [ASKED, `https://портал.рф${PATH}`, 'https://xn--80awhdgm.xn--p1ai'],
    [ASKED, `https://[2001:db8::1]${PATH}`, 'https://[2001:db8::1]'],
    [LOCAL, `http://127.0.0.1:4712${PATH}`, 'http://127.0.0.1:4712'],
    [LOCAL, `http://localhost:4711${PATH}`, 'http://localhost:4711'],
    [LOCAL, `https://new.bitrix24.com${PATH}`, 'https://new.bitrix24.com'],
    [
      'https://old.bitrix24.com/rest/im.notify.get',
      'https://new.bitrix24.com/rest/im.notify.get',
      'https://new.bitrix24.com',
    ],
  ];

  const NO_PLACES: readonly (readonly [string, string | null])[] = [
    ['nothing', null],
    ['an empty one', ''],
    ['garbage', 'hello'],
    ['garbage with a scheme', 'https://'],
    ['a host that can’t be', `https://a b${PATH}`],
    ['a path alone', PATH],
    ['http', `http://new.bitrix24.com${PATH}`],
    ['http on this machine', `http://127.0.0.1:4711${PATH}`],
    ['https on this machine', `https://localhost${PATH}`],
    ['https on any address of this machine', `https://0.0.0.0${PATH}`],
    ['https on any IPv6 address of this machine', `https://[::]${PATH}`],
    ['https on this machine by IPv4 in IPv6', `https://[::ffff:127.0.0.1]${PATH}`],
    ['https on a name below localhost', `https://portal.localhost${PATH}`],
    ['https on a name below localhost with a full stop', `https://portal.localhost.${PATH}`],
    ['Bitrix24’s website', `https://www.bitrix24.com${PATH}`],
    ['another scheme', `ftp://new.bitrix24.com${PATH}`],
    ['VS Code', `vscode://new.bitrix24.com${PATH}`],
    ['a blob', `blob:https://new.bitrix24.com${PATH}`],
    ['a file', `file://new.bitrix24.com${PATH}`],
    ['a script', 'javascript:alert(1)'],
    ['a user', `https://user@new.bitrix24.com${PATH}`],
    ['a password', `https://:password@new.bitrix24.com${PATH}`],
    ['another path', 'https://new.bitrix24.com/rest/1/c0desecret/profile'],
    ['another secret', 'https://new.bitrix24.com/rest/1/other/im.notify.get'],
    ['the path below another', `https://new.bitrix24.com/proxy${PATH}`],
    ['a sign-in page', 'https://new.bitrix24.com/auth/?backurl=%2Frest%2F'],
    ['the start page', 'https://new.bitrix24.com/'],
    ['a query', `https://new.bitrix24.com${PATH}?login=yes`],
    ['a fragment', `https://new.bitrix24.com${PATH}#here`],
    ['itself', ASKED],
    ['itself with the usual port', `https://old.bitrix24.com:443${PATH}`],
    ['itself with a full stop', `https://old.bitrix24.com.${PATH}`],
    ['a name without a dot', `https://intranet${PATH}`],
    ['a name that VS Code reads as an icon', `https://$(bell).example${PATH}`],
    ['a name that is no name', `https://a'b,c.example${PATH}`],
    ['a name that spells the secret', `https://c0desecret.example${PATH}`],
    ['a name that spells the secret in capitals', `https://x-C0DESECRET.example${PATH}`],
    ['a name that spells the secret in parts', `https://c0de.secret.example${PATH}`],
  ];

  for (const [from, location, origin] of PLACES) {
    it(`is ${origin}, where ${new URL(from).host} leads to ${location}`, () => {
      assert.equal(movedOriginFromRedirect(location, from), origin);
    });
  }

  for (const [name, location] of NO_PLACES) {
    it(`is none: ${name}`, () => {
      assert.equal(movedOriginFromRedirect(location, ASKED), undefined);
    });
  }

  it('is none: a name that spells a secret in the body of the request', () => {
    const [from, to] = ['https://old.example/rest/profile', 'https://0aa57.Bearer.example/rest/profile'];
    assert.equal(movedOriginFromRedirect(to, from, ['0AA57bearer']), undefined);
    assert.equal(movedOriginFromRedirect(to, from, ['other-token', '0', '']), 'https://0aa57.bearer.example');
  });

  /** What a redirect from the portal means. */
  const REASONS: readonly (readonly [string, string | null])[] = [
    ['moved', `https://new.bitrix24.com${PATH}`],
    ['moved', `https://new.bitrix24.com${PATH}/`],
    ['moved', `//new.bitrix24.com${PATH}`],
    ['moved', `https://www.old.bitrix24.com${PATH}`],
    ['moved', `https://old.bitrix24.com:8443${PATH}`],
    ['moved', `http://new.bitrix24.com${PATH}`],
    ['license', '/bitrix/coupon_activation.php'],
    ['license', 'https://old.bitrix24.com/bitrix/coupon_activation.php'],
    ['license', 'http://old.bitrix24.com/bitrix/coupon_activation.php?back=%2Frest%2F'],
    ['license', 'https://www.portal.example/bitrix/coupon_activation.php'],
    ['gone', 'https://www.bitrix24.com/'],
    ['gone', 'https://bitrix24.ru/create.php'],
    ['gone', 'https://www.bitrix24.com.br/?utm_source=portal'],
    ['gone', `https://www.bitrix24.com${PATH}`],
    ['signInPage', 'https://sso.example/auth/?rd=%2Frest%2F'],
    ['signInPage', 'https://auth2.bitrix24.net/oauth/authorize/'],
    ['signInPage', 'https://www.bitrix24.com.evil.example/'],
    ['signInPage', 'https://bitrix24.local/auth/'],
    ['signInPage', 'https://www.bitrix24.corp/auth/'],
    ['signInPage', 'https://bitrix24.co.example/auth/'],
    ['moved', `https://bitrix24.lan${PATH}`],
    ['redirect', `https://old.bitrix24.com.${PATH}`],
    ['redirect', `http://old.bitrix24.com:8080${PATH}`],
    ['redirect', `http://old.bitrix24.com.:8080${PATH}`],
    ['signInPage', '/auth/'],
    ['signInPage', '?login=yes'],
    ['signInPage', `https://new.bitrix24.com${PATH}?login=yes`],
    ['signInPage', 'https://old.bitrix24.com/'],
    ['redirect', `${PATH}/`],
    ['redirect', `https://old.bitrix24.com${PATH}/`],
    ['redirect', `http://old.bitrix24.com${PATH}`],
    ['redirect', ASKED],
    ['redirect', null],
    ['redirect', ''],
    ['redirect', 'http://['],
    ['redirect', 'javascript:alert(1)'],
    ['redirect', `vscode://new.bitrix24.com${PATH}`],
  ];

  for (const [reason, location] of REASONS) {
    it(`is for “${reason}”, where it is ${JSON.stringify(location)}`, () => {
      assert.equal(redirectReason(location, ASKED), reason);
    });
  }

  it('is for “signInPage” where a self-hosted portal called bitrix24 leads to its own', () => {
    for (const host of ['bitrix24.local', 'bitrix24.corp', 'bitrix24.lan', 'bitrix24.ooo', 'www.bitrix24.company']) {
      assert.equal(redirectReason('/auth/?backurl=x', `https://${host}${PATH}`), 'signInPage', host);
    }
  });

  it('is for “gone” where it leads to Bitrix24’s website in any country', () => {
    for (const country of [
      ...['com', 'ru', 'eu', 'de', 'fr', 'es', 'it', 'pl', 'by', 'kz', 'ua', 'in', 'cn', 'jp', 'vn', 'id', 'mx'],
      ...['com.br', 'com.tr'],
    ]) {
      assert.equal(redirectReason(`https://www.bitrix24.${country}/create.php`, ASKED), 'gone', country);
    }
  });

  it('is none on another machine without TLS, wherever from', () => {
    assert.equal(movedOriginFromRedirect(`http://new.bitrix24.com${PATH}`, LOCAL), undefined);
  });
});

describe('an origin that a portal may have moved to', () => {
  const CLOUD = 'https://old.bitrix24.com';
  const LOCAL = 'http://127.0.0.1:4711';

  it('is another one, safe for secrets, and readable', () => {
    for (const origin of ['https://new.example', 'https://new.example:8443', 'https://xn--80awhdgm.xn--p1ai']) {
      assert.ok(isMovedOrigin(origin, CLOUD), origin);
      assert.ok(isMovedOrigin(origin, LOCAL), origin);
    }
    assert.ok(isMovedOrigin('http://127.0.0.1:4712', LOCAL));
    assert.ok(isMovedOrigin('https://foo.localhost', LOCAL));
    assert.ok(isMovedOrigin('https://[::ffff:c0a8:1]', CLOUD));
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'x',
      CLOUD,
      `${CLOUD}.`,
      'new.example',
      'http://new.example',
      'http://127.0.0.1:4711',
      'https://127.0.0.1',
      'https://localhost:4711',
      'https://[::1]',
      'https://0.0.0.0',
      'https://[::]',
      'https://[::ffff:7f00:1]',
      'https://[::ffff:7f01:203]',
      'https://[::ffff:0:0]',
      'https://foo.localhost',
      'https://new.example/',
      'https://new.example/rest/1/c0de/',
      'https://new.example?a=b',
      'https://ann@new.example',
      'https://ann:pass@new.example',
      'https://:pass@new.example',
      'https://портал.рф',
      'https://NEW.example',
      'https://intranet',
      'https://$(bell).example',
      ' https://new.example',
      '«https://new.example»',
      'ftp://new.example',
      'javascript:alert(1)',
      'command:bitrix24.connect',
    ]) {
      assert.ok(!isMovedOrigin(text, CLOUD), text);
    }
  });
});
