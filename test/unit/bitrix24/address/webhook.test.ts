import assert from 'node:assert/strict';
import { isLoopbackHost } from '../../../../src/bitrix24/address/address';
import { parseWebhook, type WebhookProblem } from '../../../../src/bitrix24/address/webhook';

const ADDRESS = 'https://portal.bitrix24.com/rest/1/abc123DEF456/';

const GOOD: readonly (readonly [string, string, string])[] = [
  ['as the portal shows it', ADDRESS, ADDRESS],
  ['without the slash at its end', ADDRESS.slice(0, -1), ADDRESS],
  ['with spaces and a line end around it', `  ${ADDRESS}\n`, ADDRESS],
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
  ['portal.bitrix24.com/rest/1/k/', 'notAnAddress'],
  ['ftp://portal.bitrix24.com/rest/1/k/', 'notAnAddress'],
  ['file:///rest/1/k/', 'notAnAddress'],
  ['javascript:alert(1)', 'notAnAddress'],
  ['command:bitrix24.connect', 'notAnAddress'],
  ['https://', 'notAnAddress'],
  ['https://exa mple.com/rest/1/k/', 'notAnAddress'],
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
  ['https://portal.bitrix24.com/rest/1/a b/', 'noCode'],
  ['https://portal.bitrix24.com/rest/1/***/', 'noCode'],
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
