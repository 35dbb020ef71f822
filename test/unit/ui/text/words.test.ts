import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { type Attachment, MAX_UNREAD_COUNT } from '../../../../src/model/notification/notification';
import { contentPlainText } from '../../../../src/ui/text/details';
import { Times } from '../../../../src/ui/text/times';
import {
  formatList,
  joinSentences,
  readyInboxes,
  summaryLine,
  unreadCountNumber,
  formatUnreadTotal,
  joinPhraseAndSentences,
} from '../../../../src/ui/text/words';
import { lineBreak, link, text, unreachable } from '../../support/notifications';
import { ready } from '../tree/states';
import { notice } from './notices';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../support/clock';

describe('how many are unread', () => {
  const counted = (...totals: readonly number[]): Parameters<typeof formatUnreadTotal>[0] =>
    totals.map(unreadTotal => ({ unreadTotal }));

  it('is a number, and more than that where the portal stops counting', () => {
    for (const [total, words] of [
      [0, '0'],
      [5, '5'],
      [99, '99'],
      [MAX_UNREAD_COUNT, '99+'],
      [250, '99+'],
    ] as const) {
      assert.equal(formatUnreadTotal(counted(total)), words);
    }
  });

  it('is the sum of several portals, and more than that where one stops counting', () => {
    for (const [totals, words] of [
      [[5, 7], '12'],
      [[0, 0], '0'],
      [[60, 60], '120'],
      [[MAX_UNREAD_COUNT, 5], '104+'],
      [[5, MAX_UNREAD_COUNT], '104+'],
      [[MAX_UNREAD_COUNT, MAX_UNREAD_COUNT], '198+'],
      [[MAX_UNREAD_COUNT, 0], '99+'],
      [[1, 2, 3], '6'],
    ] as const) {
      assert.equal(formatUnreadTotal(counted(...totals)), words, String(totals));
    }
  });

  it('is nothing where nobody counts', () => {
    assert.equal(formatUnreadTotal([]), '0');
    assert.equal(unreadCountNumber([]), 0);
  });

  it('is a plain number where there are no words', () => {
    assert.equal(unreadCountNumber(counted(5)), 5);
    assert.equal(unreadCountNumber(counted(5, 7)), 12);
    assert.equal(unreadCountNumber(counted(MAX_UNREAD_COUNT, 5)), 105);
    assert.equal(unreadCountNumber(counted(250)), MAX_UNREAD_COUNT);
  });

  it('is known of the portals that have answered, also where that is long ago', () => {
    const [fresh, old] = [ready({ unreadTotal: 1 }), ready({ unreadTotal: 2, failure: unreachable })];
    const inboxes = [{ kind: 'loading' }, fresh, { kind: 'failed', failure: unreachable }, old] as const;
    assert.deepEqual(readyInboxes(inboxes), [fresh, old]);
  });
});

describe('a moment', () => {
  /** In the local calendar, as a person sees it: a Wednesday. */
  const NOW = new Date(2026, 2, 4, 15, 30).getTime();

  const times = new Times('en');
  const short = (agoMs: number): string => times.short(NOW - agoMs, NOW);

  it('is now for a minute, then counts minutes, hours and days', () => {
    const table: readonly (readonly [number, string])[] = [
      [0, 'now'],
      [MINUTE_MS - 1, 'now'],
      [MINUTE_MS, '1m'],
      [2 * MINUTE_MS - 1, '1m'],
      [HOUR_MS - 1, '59m'],
      [HOUR_MS, '1h'],
      [2 * HOUR_MS - 1, '1h'],
      [2 * HOUR_MS, '2h'],
      [DAY_MS - 1, '23h'],
      [DAY_MS, '1d'],
      [2 * DAY_MS, '2d'],
      [6 * DAY_MS, '6d'],
    ];
    for (const [agoMs, expected] of table) {
      assert.equal(short(agoMs), expected, `${agoMs} ms`);
    }
  });

  it('is a date after a week, with its year where that is another one', () => {
    assert.equal(times.short(new Date(2026, 1, 24).getTime(), NOW), 'Feb 24');
    assert.equal(times.short(new Date(2026, 0, 1).getTime(), NOW), 'Jan 1');
    assert.equal(times.short(new Date(2025, 11, 31, 23, 59).getTime(), NOW), 'Dec 31, 2025');
    assert.equal(times.short(new Date(2025, 11, 31).getTime(), new Date(2026, 0, 2).getTime()), '2d');
  });

  it('is a day old on the day after it', () => {
    const wednesday = new Date(2026, 2, 4, 1).getTime();
    assert.equal(times.short(new Date(2026, 2, 2, 2).getTime(), wednesday), '2d');
    assert.equal(times.short(new Date(2026, 2, 3, 0, 30).getTime(), wednesday), '1d');
  });

  it('is now also where the portal’s clock is ahead of ours', () => {
    assert.equal(short(-5 * HOUR_MS), 'now');
  });

  it('is spoken in whole words', () => {
    assert.equal(times.spoken(NOW - 5 * MINUTE_MS, NOW), '5 minutes ago');
    assert.equal(times.spoken(NOW - HOUR_MS, NOW), '1 hour ago');
    assert.equal(times.spoken(NOW - DAY_MS, NOW), 'yesterday');
  });

  it('has its exact date and its time of day', () => {
    const { exact } = times;
    assert.match(exact(NOW), /Wednesday, March 4, 2026.*3:30\sPM/);
    assert.match(times.clock(NOW), /^3:30\sPM$/);
  });

  it('is told in the language of the person', () => {
    const russian = new Times('ru');
    assert.equal(russian.short(NOW - 5 * MINUTE_MS, NOW).replace(/\s/u, ' '), '5 мин');
    assert.equal(russian.spoken(NOW - DAY_MS, NOW), 'вчера');
    assert.match(russian.exact(NOW), /среда, 4 марта 2026/);
    assert.equal(russian.clock(NOW), '15:30');
  });
});

describe('the plain text of a notification', () => {
  const HREF = 'https://x.example/a';

  const copied = (attachments: readonly Attachment[], value = [text('Hello')]): string =>
    contentPlainText({ text: value, attachments }, at => `at ${at}`);

  it('is the text, line by line, and nothing around it', () => {
    assert.equal(copied([], [text('a '), link(HREF, text('b')), lineBreak, text('*c*')]), 'a b\n*c*');
    assert.equal(copied([], []), '');
  });

  it('begins with the author’s name where the text does: nothing stands before it', () => {
    const value = [text('Anna commented')];
    assert.equal(contentPlainText(notice({ text: value }), String), 'Anna commented');
  });

  it('has what a component shows', () => {
    const component = { href: HREF, blocks: [{ kind: 'link', href: HREF, name: 'Deal', description: [] }] } as const;
    assert.equal(contentPlainText(notice({ component }), String), `Hello\n\nDeal ${HREF}`);
  });

  it('has the attachments in words, with the addresses that they are about', () => {
    const attachments: readonly Attachment[] = [
      { kind: 'message', text: [text('m')] },
      { kind: 'link', href: HREF, name: 'Deal', description: [text('12 chairs')], preview: `${HREF}.png` },
      { kind: 'user', name: 'Tom', href: HREF },
      {
        kind: 'grid',
        cells: [
          { name: 'Amount', value: [text('$5')] },
          { name: '', value: [text('b'), lineBreak, text('c')] },
          { name: 'd', value: [] },
        ],
      },
      { kind: 'delimiter' },
      { kind: 'image', href: HREF, name: 'Plan' },
      { kind: 'file', href: HREF, name: 'report.txt', size: 5 },
      { kind: 'file', href: HREF, name: HREF },
    ];
    assert.equal(
      copied(attachments),
      [
        'Hello',
        'm',
        `Deal ${HREF}\n12 chairs`,
        'Tom',
        'Amount: $5\nb\nc\nd',
        `Plan ${HREF}`,
        `report.txt (5 bytes) ${HREF}`,
        HREF,
      ].join('\n\n'),
    );
  });
});

describe('words put together', () => {
  it('are a list, with a comma and no “and”', () => {
    assert.equal(formatList([]), '');
    assert.equal(formatList(['Anna']), 'Anna');
    assert.equal(formatList(['Anna', '{0}', 'Tom {1}']), 'Anna, {0}, Tom {1}');
  });

  it('are sentences, one after the other', () => {
    assert.equal(joinSentences([]), '');
    assert.equal(joinSentences(['One.', 'Two.', 'Three.']), 'One. Two. Three.');
    assert.equal(joinPhraseAndSentences('5 unread', []), '5 unread');
    assert.equal(joinPhraseAndSentences('5 unread', ['One.', 'Two.']), '5 unread. One. Two.');
  });

  it('are on a row the text, and what is attached to a short one', () => {
    const times = new Times('en');
    const attachments: readonly Attachment[] = [{ kind: 'message', text: [text('[Down] No space left')] }];
    const row = (words: string, attached = attachments): string =>
      summaryLine(notice({ text: words === '' ? [] : [text(words)], attachments: attached }), times);
    assert.equal(row('Uptime Kuma'), 'Uptime Kuma: [Down] No space left');
    assert.equal(row('Monitor:'), 'Monitor: [Down] No space left');
    assert.equal(row(''), '[Down] No space left');
    assert.equal(row('', []), '(no text)');
    assert.equal(row('Anna, look here', []), 'look here');
  });
});
