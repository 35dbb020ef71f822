import assert from 'node:assert/strict';
import { isLoopbackHost } from '../../../../src/bitrix24/address/address';
import { parseWebhook, type WebhookProblem } from '../../../../src/bitrix24/address/webhook';

const ADDRESS = 'https://portal.bitrix24.com/rest/1/abc123DEF456/';

const GOOD: readonly (readonly [string, string, string])[] = [
  ['as the portal shows it', ADDRESS, ADDRESS],
  ['without the slash at its end', ADDRESS.slice(0, -1), ADDRESS],
  ['with spaces and a line end around it', `  ${ADDRESS}\n`, ADDRESS],
  ['without a scheme', ADDRESS.slice('https://'.length), ADDRESS],
  ['without a scheme, in a sentence', `Адрес — ${ADDRESS.slice('https://'.length)}.`, ADDRESS],
  ['without a scheme, as a Markdown link', `[x](${ADDRESS.slice('https://'.length)})`, ADDRESS],
  ['of a Cyrillic host without a scheme', 'портал.рф/rest/1/k/', 'https://xn--80awhdgm.xn--p1ai/rest/1/k/'],
  ['with REST in capitals', ADDRESS.replace('rest', 'REST'), ADDRESS],
  ['with two slashes after the host', ADDRESS.replace('/rest', '//rest'), ADDRESS],
  ['with two slashes before the user', ADDRESS.replace('rest/', 'rest//'), ADDRESS],
  ['with two slashes before the code', ADDRESS.replace('/1/', '/1//'), ADDRESS],
  ['with two slashes before a method', `${ADDRESS}/profile.json`, ADDRESS],
  ['that a mail program has broken before the code', ADDRESS.replace('abc', '\r\nabc'), ADDRESS],
  ['that a mail program has broken inside the code', ADDRESS.replace('DEF', '\nDEF'), ADDRESS],
  ['that a mail program has broken inside the host', ADDRESS.replace('bitrix', '\n> bitrix'), ADDRESS],
  ['that a mail program has encoded', ADDRESS.replace('123', '=\r\n123'), ADDRESS],
  ['with a method', `${ADDRESS}profile.json`, ADDRESS],
  ['with a method that has dots', `${ADDRESS}im.notify.get/`, ADDRESS],
  ['with a query', `${ADDRESS}profile?auth=x&y=1`, ADDRESS],
  ['with a fragment', `${ADDRESS}#top`, ADDRESS],
  ['of the newer generation', 'https://portal.bitrix24.com/rest/api/1/abc123DEF456/im.notify.get', ADDRESS],
  ['in capitals, where case does not matter', 'HTTPS://Portal.BITRIX24.com/rest/1/abc123DEF456/', ADDRESS],
  ['with the usual port', 'https://portal.bitrix24.com:443/rest/1/abc123DEF456/', ADDRESS],
  ['with a port of its own', 'https://b24.example:8443/rest/12/x/', 'https://b24.example:8443/rest/12/x/'],
  ['with a login', 'https://b24.example/rest/ann.bee@x-y/k/', 'https://b24.example/rest/ann.bee@x-y/k/'],
  ['of a Cyrillic host', 'https://портал.рф/rest/1/k/', 'https://xn--80awhdgm.xn--p1ai/rest/1/k/'],
  ['of a punycode host', 'https://xn--p1ai.example/rest/1/k/', 'https://xn--p1ai.example/rest/1/k/'],
  ['of this machine', 'http://127.0.0.1:4711/rest/1/k/', 'http://127.0.0.1:4711/rest/1/k/'],
  ['of this machine by name', 'http://localhost/rest/1/k/', 'http://localhost/rest/1/k/'],
  ['of this machine in IPv6', 'http://[::1]:80/rest/1/k/', 'http://[::1]/rest/1/k/'],
];

const BAD: readonly (readonly [string, WebhookProblem])[] = [
  ['', 'empty'],
  [' \t\n', 'empty'],
  ['hello', 'notAnAddress'],
  ['ftp://portal.bitrix24.com/rest/1/k/', 'notAnAddress'],
  ['file:///rest/1/k/', 'notAnAddress'],
  ['javascript:alert(1)', 'notAnAddress'],
  ['command:bitrix24.connect', 'notAnAddress'],
  ['https://', 'notAnAddress'],
  ['https://exa mple.com/rest/1/k/', 'interrupted'],
  ['http://portal.bitrix24.com/rest/1/k/', 'notHttps'],
  ['http://localhost.example.com/rest/1/k/', 'notHttps'],
  ['http://127.0.0.1.example.com/rest/1/k/', 'notHttps'],
  ['http://10.0.0.1/rest/1/k/', 'notHttps'],
  ['https://ann@portal.bitrix24.com/rest/1/k/', 'hasPassword'],
  ['https://ann:pass@portal.bitrix24.com/rest/1/k/', 'hasPassword'],
  ['https://portal.bitrix24.com@evil.example/rest/1/k/', 'hasPassword'],
  ['https://portal.bitrix24.com', 'notRest'],
  ['https://portal.bitrix24.com/company/personal/user/1/', 'notRest'],
  ['https://portal.bitrix24.com/restful/1/k/', 'notRest'],
  ['https://portal.bitrix24.com/x/rest/1/k/', 'notRest'],
  ['https://portal.bitrix24.com/rest', 'noUser'],
  ['https://portal.bitrix24.com/rest/', 'noUser'],
  ['https://portal.bitrix24.com/rest//k/', 'noUser'],
  ['https://portal.bitrix24.com/rest/api/', 'noUser'],
  ['https://portal.bitrix24.com/rest/1', 'noCode'],
  ['https://portal.bitrix24.com/rest/1/', 'noCode'],
  ['https://portal.bitrix24.com/rest/api/1/', 'noCode'],
  ['https://portal.bitrix24.com/rest/1//profile', 'noCode'],
  ['https://portal.bitrix24.com/rest/1/profile.json', 'noCode'],
  ['https://portal.bitrix24.com/rest/1//profile.json', 'noCode'],
  ['https://portal.bitrix24.com/rest/1/a b/', 'interrupted'],
  ['https://portal.bitrix24.com/rest/1/abc123 DEF456/profile', 'interrupted'],
  ['https://portal.bitrix24.com/rest/1/***/', 'oddCode'],
  ['https://portal.bitrix24.com/rest/1/…/', 'oddCode'],
  ['https://portal.bitrix24.com/rest/1/abc(123)/', 'oddCode'],
  ['https://portal.bitrix24.com/rest/1/аbc123/', 'oddCode'],
  ['https://portal.bitrix24.com/rest/1/abc123Thanks!Ann', 'oddCode'],
  ['[url=https://portal.bitrix24.com/rest/1/ab[/url]', 'oddCode'],
  ['ann:pass@portal.bitrix24.com/rest/1/k/', 'hasPassword'],
  ['See http://portal.bitrix24.com/rest/1/k/.', 'notHttps'],
  ['See https://portal.bitrix24.com/company/ for the address', 'notRest'],
  [`${ADDRESS} https://portal.bitrix24.com/rest/2/abc123DEF456/`, 'several'],
  [`${ADDRESS}https://other.bitrix24.com/rest/1/abc123DEF456/`, 'several'],
  ['a.example/rest/1/k1/\nb.example/rest/1/k1/', 'several'],
];

/** Around an address that ends with a slash, and one that does not. */
const AROUND: readonly (readonly [string, (address: string) => string])[] = [
  ...[
    '<>',
    '()',
    '[]',
    '{}',
    '""',
    "''",
    '``',
    '«»',
    '»«',
    '‹›',
    '“”',
    '„“',
    '‘’',
    '‚‘',
    '  ',
    '\u00a0\u00a0',
    '\u200b\u200b',
    '\ufeff\ufeff',
    '\u2068\u2069',
  ].map(([before, after]) => [`${before}…${after}`, (address: string) => `${before}${address}${after}`] as const),
  ...['.', ',', ';', ':', '!', '?', '…', ').', '».', '",'].map(
    end => [`…${end}`, (address: string) => `${address}${end}`] as const,
  ),
  ['a Markdown link', address => `[webhook](${address})`],
  ['a Markdown link whose text is the address', address => `[${address}](${address}).`],
  ['a Markdown link in angle brackets', address => `See [the webhook](<${address}>), please.`],
  ['a BBCode link', address => `[URL=${address}]webhook[/URL]`],
  ['a BBCode link whose text is the address', address => `[url]${address}[/url]`],
  ['an HTML link', address => `<a href="${address}">${address}</a>`],
  ['JSON', address => `{"webhook":"${address}","user":1}`],
  ['a sentence', address => `The address is ${address}, and it is secret.`],
  ['a line of its own', address => `Hello,\n\n${address}\n\nBest regards\nAnn`],
  ['a soft hyphen and a zero-width space inside', address => `${address.slice(0, 20)}\u00ad\u200b${address.slice(20)}`],
  ['curl', address => `curl -s "${address}" -d '{"a":"https://other.example/"}'`],
  ['curl without quotes', address => `curl -X POST ${address} -o /tmp/answer.json`],
  ['the portal’s own address before it', address => `https://portal.bitrix24.com/ ${address}`],
];

describe('a webhook’s address', () => {
  for (const [name, typed, address] of GOOD) {
    it(`${name} is read`, () => {
      const reading = parseWebhook(typed);
      assert.ok(reading.kind === 'webhook', JSON.stringify(reading));
      assert.equal(reading.webhook.restUrl, address);
      assert.equal(reading.webhook.origin, new URL(address).origin);
      assert.equal(reading.webhook.userId, address.split('/')[4]);
    });
  }

  for (const [name, around] of AROUND) {
    it(`is found in ${name}`, () => {
      for (const address of [ADDRESS, ADDRESS.slice(0, -1), `${ADDRESS}profile.json`]) {
        const typed = around(address);
        const reading = parseWebhook(typed);
        assert.ok(reading.kind === 'webhook', `${typed}: ${JSON.stringify(reading)}`);
        assert.equal(reading.webhook.restUrl, ADDRESS, typed);
      }
    });
  }

  for (const [typed, problem] of BAD) {
    it(`${JSON.stringify(typed)} is none: ${problem}`, () => {
      assert.deepEqual(parseWebhook(typed), { kind: 'problem', problem });
    });
  }

  it('survives whatever is typed on the way', () => {
    for (let length = 0; length <= ADDRESS.length; length++) {
      assert.doesNotThrow(() => parseWebhook(ADDRESS.slice(0, length)));
    }
  });

  it('is looked for in long texts without delay', () => {
    for (const part of ['a', '.', ')', 'https://', '(', '[url=', 'a.b/', 'a.b/rest/', '\n', 'https://a/rest/1/k ']) {
      const startedAt = performance.now();
      for (const text of [part.repeat(20_000), `https://a/${part.repeat(20_000)}x`]) {
        parseWebhook(text);
      }
      const ms = performance.now() - startedAt;
      assert.ok(ms < 1_000, `${JSON.stringify(part)}: ${ms} ms`);
    }
  });
});

describe('loopback', () => {
  it('is this machine alone', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.10', '[::1]']) {
      assert.ok(isLoopbackHost(host), host);
    }
    for (const host of ['', 'localhost.example', '127.0.0.1.example', '128.0.0.1', '[::2]', '0.0.0.0']) {
      assert.ok(!isLoopbackHost(host), host);
    }
  });
});
