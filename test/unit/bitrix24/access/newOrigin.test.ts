import assert from 'node:assert/strict';
import { newOriginIn } from '../../../../src/bitrix24/access/newOrigin';

const ASKED = 'https://old.bitrix24.com/rest/1/c0desecret/im.notify.get';
const PATH = '/rest/1/c0desecret/im.notify.get';
const LOCAL = `http://127.0.0.1:4711${PATH}`;

/** From where, the redirect, and the place that it names. */
const PLACES: readonly (readonly [string, string, string])[] = [
  [ASKED, `https://new.bitrix24.com${PATH}`, 'https://new.bitrix24.com'],
  [ASKED, `https://new.bitrix24.com${PATH}/`, 'https://new.bitrix24.com'],
  [ASKED, `HTTPS://New.Bitrix24.COM:443${PATH}`, 'https://new.bitrix24.com'],
  [ASKED, `https://new.bitrix24.com.${PATH}`, 'https://new.bitrix24.com'],
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
  ['a host without a scheme', `//new.bitrix24.com${PATH}`],
  ['http', `http://new.bitrix24.com${PATH}`],
  ['http on this machine', `http://127.0.0.1:4711${PATH}`],
  ['https on this machine', `https://localhost${PATH}`],
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
];

describe('the place that a redirect names', () => {
  for (const [from, location, origin] of PLACES) {
    it(`is ${origin}, where ${new URL(from).host} leads to ${location}`, () => {
      assert.equal(newOriginIn(location, from), origin);
    });
  }

  for (const [name, location] of NO_PLACES) {
    it(`is none: ${name}`, () => {
      assert.equal(newOriginIn(location, ASKED), undefined);
    });
  }

  it('is none on another machine without TLS, wherever from', () => {
    assert.equal(newOriginIn(`http://new.bitrix24.com${PATH}`, LOCAL), undefined);
  });
});
