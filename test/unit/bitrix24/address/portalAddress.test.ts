import assert from 'node:assert/strict';
import { parsePortalAddress, type PortalAddressProblem } from '../../../../src/bitrix24/address/portalAddress';

describe('a portal’s address', () => {
  const ORIGIN = 'https://portal.bitrix24.com';

  const GOOD: readonly (readonly [string, string, string])[] = [
    ['the host alone', 'portal.bitrix24.com', ORIGIN],
    ['the host and a slash', 'portal.bitrix24.com/', ORIGIN],
    ['the host of a page', 'portal.bitrix24.com/stream/', ORIGIN],
    ['a whole address', ORIGIN, ORIGIN],
    ['the address of the feed', `${ORIGIN}/stream/`, ORIGIN],
    ['the address of a page, with all that follows', `${ORIGIN}/company/personal/user/1/?IFRAME=Y#top`, ORIGIN],
    ['the root of the REST methods', `${ORIGIN}/rest/`, ORIGIN],
    ['spaces and a line end around it', ` \t${ORIGIN}/\n`, ORIGIN],
    ['double quotes around it', `"${ORIGIN}"`, ORIGIN],
    ['quotes and spaces around the host', " 'portal.bitrix24.com' ", ORIGIN],
    ['angle brackets around it', `<${ORIGIN}/stream/>`, ORIGIN],
    ['guillemets around it', `«${ORIGIN}»`, ORIGIN],
    ['guillemets around the host', '«portal.bitrix24.com»', ORIGIN],
    ['curly quotes and a full stop around the host', '“portal.bitrix24.com”.', ORIGIN],
    ['a Markdown link', `[portal](${ORIGIN}/stream/)`, ORIGIN],
    ['a sentence', `Our portal: ${ORIGIN}/stream/, see you there.`, ORIGIN],
    ['invisible characters', '\ufeffportal.\u00adbitrix24\u200b.com\u00a0', ORIGIN],
    ['two pages of the same portal', `${ORIGIN}/stream/ ${ORIGIN}/company/`, ORIGIN],
    ['capitals', 'HTTPS://Portal.BITRIX24.com/Stream/', ORIGIN],
    ['capitals without a scheme', 'PORTAL.BITRIX24.COM', ORIGIN],
    ['the usual port', 'portal.bitrix24.com:443', ORIGIN],
    ['a port of its own', 'b24.example:8443/stream/', 'https://b24.example:8443'],
    ['a port of its own in a whole address', 'https://b24.example:8443', 'https://b24.example:8443'],
    ['a Cyrillic host', 'портал.рф', 'https://xn--80awhdgm.xn--p1ai'],
    ['an IPv4 address', '192.168.0.7', 'https://192.168.0.7'],
    ['this machine without TLS', 'http://127.0.0.1:4711/stream/', 'http://127.0.0.1:4711'],
    ['this machine by name without TLS', 'http://localhost:4711', 'http://localhost:4711'],
    ['this machine in IPv6 without TLS', 'http://[::1]:4711', 'http://[::1]:4711'],
    ['a dot at its end', 'portal.bitrix24.com.', ORIGIN],
    ['a dot at the end of the host', `${ORIGIN}./stream/`, ORIGIN],
    ['another address in its query', 'portal.bitrix24.com?x=https://evil.example', ORIGIN],
    ['another address in its path', 'portal.bitrix24.com/https://evil.example', ORIGIN],
    ['bold type', `**${ORIGIN}**`, ORIGIN],
    ['a link in Slack', `<${ORIGIN}/stream/|our portal>`, ORIGIN],
    ['JSON with escaped slashes', '{"portal":"https:\\/\\/portal.bitrix24.com\\/"}', ORIGIN],
    ['one sentence of several', `It is ${ORIGIN}. Sign in there.`, ORIGIN],
    ['this machine with TLS, where nothing is said', 'localhost:4711', 'https://localhost:4711'],
  ];

  const BAD: readonly (readonly [string, PortalAddressProblem])[] = [
    ['', 'empty'],
    [' \t\n', 'empty'],
    ['""', 'empty'],
    ['hello', 'notAnAddress'],
    ['our portal', 'notAnAddress'],
    ['our portal.bitrix24.com', 'notAnAddress'],
    ['https://', 'notAnAddress'],
    ['https:///', 'notAnAddress'],
    ['https://portal', 'notAnAddress'],
    ['portal.bitrix24.com:99999', 'notAnAddress'],
    ['portal.bitrix24.com:port', 'notAnAddress'],
    ['https://por<tal.example', 'notAnAddress'],
    ['ftp://portal.bitrix24.com', 'notAnAddress'],
    ['file:///stream/', 'notAnAddress'],
    ['vscode://portal.bitrix24.com', 'notAnAddress'],
    ['javascript:alert(1)', 'notAnAddress'],
    ['command:bitrix24.connect', 'notAnAddress'],
    ['portal.ru\nother.ru', 'notAnAddress'],
    ['portal.ru\tother.ru', 'notAnAddress'],
    ['https://portal.bit\nrix24.ru/', 'notAnAddress'],
    ['https://portal.bitrix24.\nru', 'notAnAddress'],
    ['https://portal.bitrix24\n> .ru', 'notAnAddress'],
    ['https://portal.bit rix24.ru', 'notAnAddress'],
    ['•portal.ru', 'notAnAddress'],
    ['🔗portal.ru', 'notAnAddress'],
    ['**portal.ru**', 'notAnAddress'],
    ['_portal.ru_', 'notAnAddress'],
    ['-portal.ru', 'notAnAddress'],
    ['portal..ru', 'notAnAddress'],
    ['portal.ru…', 'notAnAddress'],
    ['portal%2eru', 'notAnAddress'],
    ['https://portal.ru%2eevil.example', 'notAnAddress'],
    ['https://portal.ru\\@evil.example', 'notAnAddress'],
    ['https:///portal.ru', 'notAnAddress'],
    ['1234', 'notAnAddress'],
    ['1.2', 'notAnAddress'],
    ['127.1', 'notAnAddress'],
    ['0x7f.0.0.1', 'notAnAddress'],
    [`${ORIGIN}/${'a'.repeat(10_000)}`, 'notAnAddress'],
    ['https://portal.bitrix24.com https://other.bitrix24.com', 'several'],
    ['[portal](http://portal.bitrix24.com)', 'notHttps'],
    [`[x](${ORIGIN}/REST/1/abc123DEF456/)`, 'webhook'],
    ['http://portal.bitrix24.com', 'notHttps'],
    ['HTTP://portal.bitrix24.com/stream/', 'notHttps'],
    ['http://localhost.example.com', 'notHttps'],
    ['http://127.0.0.1.example.com', 'notHttps'],
    ['http://10.0.0.1', 'notHttps'],
    ['http://portal.bitrix24.com/rest/1/abc123/', 'notHttps'],
    ['https://ann@portal.bitrix24.com', 'hasPassword'],
    ['https://ann:pass@portal.bitrix24.com/stream/', 'hasPassword'],
    ['https://:pass@portal.bitrix24.com', 'hasPassword'],
    ['ann:pass@portal.bitrix24.com', 'hasPassword'],
    ['ann@portal.bitrix24.com', 'hasPassword'],
    ['https://portal.bitrix24.com@evil.example/', 'hasPassword'],
    ['http://ann:pass@127.0.0.1:4711/', 'hasPassword'],
    [`${ORIGIN}/rest/1/abc123DEF456/`, 'webhook'],
    [` "${ORIGIN}/rest/1/abc123DEF456" `, 'webhook'],
    [`${ORIGIN}/rest/ann/abc123DEF456/profile.json`, 'webhook'],
    [`${ORIGIN}/rest/api/1/abc123DEF456/`, 'webhook'],
    ['http://127.0.0.1:4711/rest/1/abc123DEF456/', 'webhook'],
    ['portal.bitrix24.com/rest/1/abc123DEF456/', 'webhook'],
  ];

  for (const [name, typed, origin] of GOOD) {
    it(`is read from ${name}`, () => {
      assert.deepEqual(parsePortalAddress(typed), { kind: 'portal', origin });
    });
  }

  for (const [typed, problem] of BAD) {
    it(`${JSON.stringify(typed)} is none: ${problem}`, () => {
      assert.deepEqual(parsePortalAddress(typed), { kind: 'problem', problem });
    });
  }

  it('survives whatever is typed on the way', () => {
    for (const [, typed] of GOOD) {
      for (let length = 0; length <= typed.length; length++) {
        assert.doesNotThrow(() => parsePortalAddress(typed.slice(0, length)));
      }
    }
  });

  it('that was read is read again as itself', () => {
    for (const [, , origin] of GOOD) {
      assert.deepEqual(parsePortalAddress(origin), { kind: 'portal', origin });
    }
  });
});
