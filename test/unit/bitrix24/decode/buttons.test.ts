import assert from 'node:assert/strict';
import { decodeButtons } from '../../../../src/bitrix24/decode/buttons';
import { decodeNotification } from '../../../../src/bitrix24/decode/notification';
import { wireButton, wireNotification } from '../wire';

type Changes = Readonly<Record<string, unknown>>;

const decode = (...buttons: readonly unknown[]): ReturnType<typeof decodeButtons> =>
  decodeButtons(JSON.stringify(buttons));
const labels = (...buttons: readonly unknown[]): unknown => decode(...buttons).map(({ label }) => label);
const labelOf = (TEXT: unknown): unknown => decode(wireButton({ TEXT }))[0]?.label;
const valueOf = (COMMAND_PARAMS: unknown): unknown => decode(wireButton({ COMMAND_PARAMS }))[0]?.value;

describe('the buttons of a confirmation', () => {
  it('are what the portal sends as a string of JSON', () => {
    const decline = { TEXT: 'Decline', COMMAND_PARAMS: '1500|N', BG_COLOR: '#ef4b57' };
    assert.deepEqual(decode(wireButton(), wireButton(decline)), [
      { label: 'Accept', value: 'Y', isAccept: true },
      { label: 'Decline', value: 'N', isAccept: false },
    ]);
  });

  it('belong to confirmations alone', () => {
    const notify_buttons = JSON.stringify([wireButton()]);
    const count = (changes: Changes): unknown =>
      decodeNotification(wireNotification(changes), new Map(), 'https://portal.example')?.buttons.length;
    assert.equal(count({ notify_type: 1, notify_buttons }), 1);
    assert.equal(count({ notify_type: 2, notify_buttons }), 0);
    assert.equal(count({ notify_type: 4, notify_buttons }), 0);
    assert.equal(count({ notify_type: 1 }), 0);
  });

  it('have the words that were escaped for HTML, on one line', () => {
    const cases = {
      'Join &quot;Design &amp; Research&quot;': 'Join "Design & Research"',
      'Вернуть &laquo;на доработку&raquo;': 'Вернуть «на доработку»',
      '&#8470; 5 &#x2116;': '№ 5 №',
      '1 &lt; 2&nbsp;': '1 < 2',
      '&amp;laquo; &amp;amp;lt;': '&laquo; &amp;lt;',
      '&lt;b&gt;Yes&lt;/b&gt;': '<b>Yes</b>',
      '&nosuch; &constructor; &toString; &__proto__; &': '&nosuch; &constructor; &toString; &__proto__; &',
      'AT&T &copy 2026': 'AT&T &copy 2026',
      ' Two\r\n lines\t': 'Two lines',
      'A\u0000c\u202ecept&#8238;&#0;&#x1b;': 'Accept\ufffd',
      '[b]Yes[/b]': '[b]Yes[/b]',
    };
    for (const [title, expected] of Object.entries(cases)) {
      assert.equal(labelOf(title), expected, title);
    }
  });

  it('have labels of a bounded length, cut between characters', () => {
    assert.equal(labelOf('x'.repeat(5000)), 'x'.repeat(100));
    assert.equal(labelOf(`${'x'.repeat(99)}👍`), 'x'.repeat(99));
  });

  it('send back what stands behind the first bar, untouched', () => {
    const values = {
      '1500|Y': 'Y',
      '902|902|approve|1': '902|approve|1',
      '1500||': '|',
      '|Y': 'Y',
      '1500| Y ': ' Y ',
      '1500|&amp;quot;&lt;': '&amp;quot;&lt;',
      '1500|a\nb\u0000\u202e': 'a\nb\u0000\u202e',
      '1500|0': '0',
    };
    for (const [params, expected] of Object.entries(values)) {
      assert.equal(valueOf(params), expected, JSON.stringify(params));
    }
    const long = 'v|'.repeat(5000);
    assert.equal(valueOf(`1500|${long}`), long);
  });

  it('agree by the green colour, in any case', () => {
    const colors = ['#8BC84B', '#8bc84b', '#8bC84b', '#ef4b57', '#8BC84', '', null, undefined, 7, {}];
    assert.deepEqual(
      colors.map(BG_COLOR => decode(wireButton({ BG_COLOR }))[0]?.isAccept),
      [true, true, true, false, false, false, false, false, false, false],
    );
  });

  it('are left out where they can not be read or pressed, and hide no other', () => {
    const bad: readonly unknown[] = [
      null,
      7,
      'x',
      [],
      {},
      { TYPE: 'NEWLINE' },
      wireButton({ DISABLED: 'Y' }),
      ...['other', '', null, undefined, 7].map(COMMAND => wireButton({ COMMAND })),
      ...['1500', '1500|', '', null, undefined, 7, {}].map(COMMAND_PARAMS => wireButton({ COMMAND_PARAMS })),
      ...['', ' ', '\u202e', '&nbsp;', null, undefined, 7, ['x']].map(TEXT => wireButton({ TEXT })),
    ];
    for (const button of bad) {
      assert.deepEqual(labels(wireButton({ TEXT: 'A' }), button, wireButton({ TEXT: 'B' })), ['A', 'B']);
    }
  });

  it('are enabled but where DISABLED is Y', () => {
    for (const DISABLED of ['N', '', 'y', null, undefined, true, {}]) {
      assert.deepEqual(labels(wireButton({ DISABLED })), ['Accept'], JSON.stringify(DISABLED));
    }
  });

  it('may be any number up to twenty, whatever stands between them', () => {
    const many = (count: number): readonly unknown[] =>
      Array.from({ length: count }, (_item, index) => wireButton({ TEXT: `${index}` }));
    for (const count of [0, 1, 2, 3, 7, 20]) {
      assert.equal(decode(...many(count)).length, count);
    }
    assert.deepEqual(
      labels(...many(50_000)),
      Array.from({ length: 20 }, (_item, index) => `${index}`),
    );
    assert.equal(decode(...many(30).flatMap(button => [{ TYPE: 'NEWLINE' }, button])).length, 20);
  });

  it('may be PHP’s map of a list', () => {
    assert.equal(decodeButtons(JSON.stringify({ 0: wireButton(), 2: wireButton() })).length, 2);
  });

  it('that are unreadable are none', () => {
    const unreadable: readonly unknown[] = [
      undefined,
      null,
      7,
      true,
      [wireButton()],
      {},
      '',
      ' ',
      '[',
      'null',
      '7',
      '"x"',
      '[]',
      '{}',
      "[{'TEXT': 'x'}]",
      JSON.stringify([wireButton()]).slice(0, -1),
      '['.repeat(5000),
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    ];
    for (const json of unreadable) {
      assert.deepEqual(decodeButtons(json), [], String(json).slice(0, 40));
    }
  });
});
