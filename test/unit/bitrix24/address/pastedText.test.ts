import assert from 'node:assert/strict';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { MAX_PASTED_LENGTH } from '../../../../src/bitrix24/address/pastedText';
import { parsePortalAddress } from '../../../../src/bitrix24/address/portalAddress';
import { parseWebhook } from '../../../../src/bitrix24/address/webhook';
import { parseOAuthRedirect } from '../../../../src/bitrix24/auth/oauth';

/** What pasted texts are made of. */
const PIECES = [
  ...['https://', 'http://', 'https:/', 'HTTPS://', 'ftp://', 'url:', 'webhook=', '?x=', 'ann:pass@', ':8443'],
  ...['portal.ru', 'b.example', 'фирма.рф', 'helpdesk', 'localhost', '1.2', '10.0.0.7', 'x', 'rix24.ru', '%2e'],
  ...['/rest/', '/rest/1/', '/rest/api/1/', '/rest/ann.bee/', '/1/', '/', '//', '..', '.', '-', '_', '@', '\\/', '\\'],
  ...['abc123DEF456', 'abc123DEF456/', 'k1/', 'D', '24/7', 'profile.json', 'Best regards', 'Ann', 'Адрес —'],
  ...[' ', ' ', '\n', '\n', '\r\n', '\n\n', '=\n', '=\r\n', '> ', '\t', '\u00a0', '\u200b', '\ufeff'],
  ...[
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '"',
    '«',
    '»',
    '`',
    '*',
    '**',
    '||',
    '|',
    '•',
    '🔗',
    '→',
    '…',
    '...',
    ',',
    '!',
    '。',
  ],
];

const SEED = Number(process.env.HOSTILE_SEED ?? 20260303);

const ADDRESSES = [
  'https://portal.ru/rest/1/abc123DEF456',
  'portal.ru/rest/1/abc123DEF456/',
  'b.example:8443/rest/2/k1/',
];

const pastedText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...ADDRESSES), fc.string({ maxLength: 3 })), {
    maxLength: 12,
  })
  .map(pieces => pieces.join(''));

/** The text without what is removed from it: invisible characters, escapes in JSON, encoded line breaks in a path. */
function withoutRemovals(text: string): string {
  return text
    .replace(/(?<=\/rest\/(?:\S|=\r?\n)*)=\r?\n(?=[\w/])/gi, '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('\\/', '/');
}

interface WebhookInText {
  /** What stands in front of the host and its port. */
  readonly before: string;
  readonly host: string;
  readonly user: string;
  readonly code: string;
  readonly after: string;
}

function webhooksIn(text: string): readonly WebhookInText[] {
  return [...text.matchAll(/[/\\]+rest[/\\]+(?:api[/\\]+)?([^\s/\\]+)[/\\]+(\w+)/giu)].map(match => {
    const [path = '', user = '', code = ''] = match;
    const authority = /([\p{L}\p{M}\p{N}_.-]*)(?::\d*)?$/u.exec(text.slice(0, match.index));
    const [, host = ''] = authority ?? [];
    const before = text.slice(0, authority?.index);
    return { before, host, user, code, after: text.slice(match.index + path.length) };
  });
}

function isDelimited({ before, code, after }: WebhookInText): boolean {
  const isStart =
    /https?:\/\/$/i.test(before) ||
    (/(?:^|[\s([{<"'`«»‹›“”„‘’‚（\]>=:])$/.test(before) && !/(?:[\p{L}\p{M}\p{N}_.@%=/]|\S-)\s[\s>]*$/u.test(before));
  const isAnotherLine =
    /^\s*\n\s*\n\s*(?!\w[\w.%+-]*\/)/.test(after.replaceAll('\r', '')) || /^\s[\s>]*https?:/i.test(after);
  return (
    isStart && !/^(?:…|\.\.|_)/.test(after) && (isAnotherLine || !/^\s[\s>]*\w/.test(after)) && !code.startsWith('_')
  );
}

describe('a pasted text', () => {
  it('has the webhook in it that is read: its host, user and code are each in one piece', () => {
    let found = 0;
    const check = (text: string): void => {
      const reading = parseWebhook(text);
      if (reading.kind !== 'webhook') return;
      found++;
      const { hostname, pathname } = new URL(reading.webhook.restUrl);
      const matches = webhooksIn(withoutRemovals(text)).filter(
        ({ host, user, code }) =>
          domainToASCII(host.replace(/\.$/, '')) === hostname &&
          pathname === new URL(`https://x/rest/${user}/${code.replace(/_+$/, '')}/`).pathname,
      );
      assert.ok(matches.some(isDelimited), `${JSON.stringify(text)}: ${reading.webhook.restUrl}`);
    };
    fc.assert(fc.property(pastedText, check), { numRuns: 20_000, seed: SEED });
    assert.ok(found > 1000, `${found} webhooks`);
  });

  it('is read without delay', () => {
    const parts = [
      'a',
      '.',
      ')',
      '(',
      '=\n',
      '\n',
      ' \n',
      '> ',
      '* ',
      '_',
      'a=',
      'a:',
      'a@',
      'https://',
      '[url=',
      '/rest/',
    ];
    parts.push(
      'a.b/',
      'a.b/rest/',
      'https://a/rest/1/k ',
      '‚a://b‘',
      '(a://b)',
      '[url=a://b]',
      '(a://b/rest/1/k)',
      '[b]',
    );
    for (const part of parts) {
      for (const before of ['', 'https://a/', 'https://a.b/rest/1/', 'a.b/rest/1/']) {
        for (const length of [MAX_PASTED_LENGTH - 100, 200_000]) {
          const text = `${before}${part.repeat(length / part.length)}x`;
          const startedAt = performance.now();
          parseWebhook(text);
          parsePortalAddress(text);
          parseOAuthRedirect(text, { origin: 'https://a.b', state: 'x' });
          const ms = performance.now() - startedAt;
          assert.ok(ms < 500, `${JSON.stringify(before)} ${JSON.stringify(part)}: ${ms} ms`);
        }
      }
    }
  });
});
