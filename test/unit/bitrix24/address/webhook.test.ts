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
  ['that a mail program has encoded', ADDRESS.replace('123', '=\r\n123'), ADDRESS],
  [
    'that a mail program has encoded in several places',
    ADDRESS.replace('1/', '1/=\n').replace('123', '=\n123'),
    ADDRESS,
  ],
  ['that a mail program has encoded, after a name', `Ann Bee:\n${ADDRESS.slice(8).replace('123', '=\n123')}`, ADDRESS],
  ['without a scheme, after a key', `url:${ADDRESS.slice('https://'.length)}`, ADDRESS],
  ['without a scheme, after a word and a colon', `Вебхук:${ADDRESS.slice('https://'.length)}`, ADDRESS],
  ['without a scheme, in a variable', `WEBHOOK_URL=${ADDRESS.slice('https://'.length)}`, ADDRESS],
  ['without a scheme, after a picture', `🔗 ${ADDRESS.slice('https://'.length)}`, ADDRESS],
  ['without a scheme, with a port', 'b24.example:8443/rest/1/k/', 'https://b24.example:8443/rest/1/k/'],
  ['of this machine without a scheme', 'localhost/rest/1/k/', 'https://localhost/rest/1/k/'],
  ['with a dot at the end of the host', ADDRESS.replace('.com', '.com.'), ADDRESS],
  ['with a sentence after it', `${ADDRESS.slice(0, -1)}. Thanks`, ADDRESS],
  ['with words right after its slash', `${ADDRESS} DEF456`, ADDRESS],
  ['twice', `${ADDRESS.slice(0, -1)} ${ADDRESS}`, ADDRESS],
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
  ['https://a.example/rest/1/k1/ b.example/rest/1/k2/', 'several'],
  ['https://a.example/rest/1/abc123 DEF456/ https://a.example/rest/1/abc123DEF456/', 'several'],
  [`${ADDRESS}${'a'.repeat(10_000)}`, 'notAnAddress'],
];

/** Where the host or the code may have been broken, or joined with something else. */
const UNCLEAR: readonly (readonly [string, WebhookProblem])[] = [
  // A host that goes on in the next line, or does not.
  ['https://helpdesk.bitrix24.ru\nfirma.ru/rest/1/secret1/', 'interrupted'],
  ['https://портал.рф\nфирма.рф/rest/1/k1/', 'interrupted'],
  ['https://portal.\n> bitrix24.com/rest/1/abc123/', 'interrupted'],
  ['https://portal.bit rix24.com/rest/1/abc123/', 'interrupted'],
  ['Webhook\nportal.ru/rest/1/abc123\nDEF456/', 'interrupted'],
  ['Webhook for CRM\nfirma.ru/rest/1/abc123\n24/7 support', 'interrupted'],
  ['Ann Bee\nportal.ru/rest/1/abc123=\nDEF456/', 'interrupted'],
  ['portal.bit\nrix24.ru/rest/1/k/', 'interrupted'],
  ['portal.bit rix24.ru/rest/1/k/', 'interrupted'],
  ['portal.bit=\nrix24.ru/rest/1/k/', 'interrupted'],
  ['portal.bit\n> rix24.ru/rest/1/k/', 'interrupted'],
  ['portal.\nbitrix24.ru/rest/1/k/', 'interrupted'],
  ['portal-\nbitrix24.ru/rest/1/k/', 'interrupted'],
  ['Webhook\u200bportal.ru/rest/1/k/', 'interrupted'],
  // The middle of a path.
  ['firma.ru/portal/rest/1/k1/', 'notRest'],
  ['intra.firma.ru/b24.old/rest/1/k1/', 'notRest'],
  ['Address: firma.ru/evil.example/rest/1/secret1/', 'notRest'],
  ['see firma.ru/evil.example/rest/1/secret1/', 'interrupted'],
  ['https:/intra.firma.ru/b24.old/rest/1/secret1/', 'notRest'],
  ['192.168.0.5/bitrix/rest/1/k1/', 'notRest'],
  ['localhost/b24/rest/1/k1/', 'notRest'],
  ['firma.ru/x=b24.old/rest/1/k1/', 'notAnAddress'],
  ['firma.ru/(b24.old/rest/1/k1/)', 'notAnAddress'],
  ['file/rest/1/k1/', 'notAnAddress'],
  // Signs that stick to a host, and what a parser would make a host of.
  ...['•', '🔗', '→', 'Вебхук—', '_', '*', 'Webhook,', '...', '-', '%', '$'].map(
    sign => [`${sign}portal.ru/rest/1/secret1/`, 'notAnAddress'] as const,
  ),
  ['https://•portal.ru/rest/1/secret1/', 'notAnAddress'],
  ['portal.ru%2eevil.example/rest/1/secret1/', 'notAnAddress'],
  ['https://portal.ru%2eevil.example/rest/1/secret1/', 'notAnAddress'],
  ['https://portal.ru\\@evil.example/rest/1/secret1/', 'notAnAddress'],
  ['https:///portal.ru/rest/1/secret1/', 'notAnAddress'],
  ['https://1.2/rest/1/secret1/', 'notAnAddress'],
  ['https://a.ru/rest/1/k1/../k2/', 'notAnAddress'],
  ['https://a.ru/rest/1/../2/k2/', 'notAnAddress'],
  ['https://a.ru/rest/1/k1/%2E./k2/', 'notAnAddress'],
  ['https://a.ru/x\\..\\rest/1/k2/', 'notAnAddress'],
  ['@portal.ru/rest/1/secret1/', 'notAnAddress'],
  // A code that goes on in the next line, or does not.
  ['https://a.ru/rest/1/\n\nBest regards', 'noCode'],
  ['https://a.ru/rest/1/\nCode: abc123DEF456', 'noCode'],
  ['https://a.ru/rest/1/\r\nabc123DEF456/', 'noCode'],
  ['https://a.ru/rest/1\nb.ru/rest/1/k2/', 'interrupted'],
  ...['Tel/Fax 123', 'n/a', '01/02/2026', 'DEF456', 'DEF456/', '> DEF456/profile', '\n24/7 support'].map(
    next => [`https://a.ru/rest/1/abc123\n${next}`, 'interrupted'] as const,
  ),
  ['https://a.ru/rest/1/abc123 DEF456', 'interrupted'],
  ['https://a.ru/rest/1/abc123. def', 'interrupted'],
  ['> https://a.ru/rest/1/abc123D\n> EF456/\n> profile', 'interrupted'],
  ['https://a.ru/rest/1/abc123https://b.ru/', 'interrupted'],
  ['https://a.ru/rest/1/abc123 Seehttps://b.ru/', 'interrupted'],
  // A code of which only a part is shown, or that has a sign too much.
  ['https://a.ru/rest/1/abc…', 'oddCode'],
  ['“https://a.ru/rest/1/abc…”', 'oddCode'],
  ['https://a.ru/rest/1/abc...', 'oddCode'],
  ['_See https://a.ru/rest/1/abc_', 'oddCode'],
  ['*See https://a.ru/rest/1/abc*', 'oddCode'],
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
    '（）',
    '**',
    '__',
    '~~',
    '||',
  ].map(([before, after]) => [`${before}…${after}`, (address: string) => `${before}${address}${after}`] as const),
  ...['.', ',', ';', ':', '!', '?', ').', '».', '",', '。'].map(
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
  ['bold type in Markdown', address => `The webhook: **${address}**.`],
  ['bold italics in Markdown', address => `***${address}***`],
  ['a hidden text in Discord', address => `||${address}||`],
  ['a link in Slack', address => `<${address}|the webhook>`],
  ['JSON with escaped slashes', address => JSON.stringify({ webhook: address }).replaceAll('/', '\\/')],
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

  for (const [typed, problem] of [...BAD, ...UNCLEAR]) {
    it(`${JSON.stringify(typed)} is none: ${problem}`, () => {
      assert.deepEqual(parseWebhook(typed), { kind: 'problem', problem });
    });
  }

  it('survives whatever is typed on the way', () => {
    for (let length = 0; length <= ADDRESS.length; length++) {
      assert.doesNotThrow(() => parseWebhook(ADDRESS.slice(0, length)));
    }
  });

  it('that ends with an ellipsis is read if the code is complete', () => {
    const reading = parseWebhook(`${ADDRESS}…`);
    assert.ok(reading.kind === 'webhook');
    assert.equal(reading.webhook.restUrl, ADDRESS);
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
