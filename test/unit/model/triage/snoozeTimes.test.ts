import assert from 'node:assert/strict';
import { parseSnoozeTime, snoozeTimes } from '../../../../src/model/triage/snoozeTimes';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../support/clock';

const at = (text: string): number => new Date(text).getTime();
const local = (time: number): string => {
  const date = new Date(time);
  return `${date.toDateString().slice(0, 10)} ${date.toTimeString().slice(0, 5)}`;
};

describe('the times to snooze until', () => {
  const offered = (now: string): readonly string[] =>
    snoozeTimes(at(now)).map(({ kind, until }) => `${kind} ${local(until)}`);

  it('are in an hour, this afternoon, tomorrow and on Monday, in the morning', () => {
    assert.deepEqual(offered('2026-03-04T10:20'), [
      'hour Wed Mar 04 11:20',
      'afternoon Wed Mar 04 15:00',
      'tomorrow Thu Mar 05 09:00',
      'monday Mon Mar 09 09:00',
    ]);
  });

  it('leave out the afternoon once it has come', () => {
    assert.deepEqual(
      offered('2026-03-04T15:00').map(each => each.split(' ')[0]),
      ['hour', 'tomorrow', 'monday'],
    );
  });

  it('do not name tomorrow twice, and on a Monday mean the next one', () => {
    assert.deepEqual(
      offered('2026-03-08T10:00').map(each => each.split(' ')[0]),
      ['hour', 'afternoon', 'tomorrow'],
    );
    assert.equal(offered('2026-03-09T08:00').at(-1), 'monday Mon Mar 16 09:00');
  });

  it('are the clock’s, however many hours the day has', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Europe/Berlin';
      assert.equal(
        offered('2026-03-28T20:00').find(each => each.startsWith('tomorrow')),
        'tomorrow Sun Mar 29 09:00',
      );
      assert.equal(
        offered('2026-10-24T20:00').find(each => each.startsWith('tomorrow')),
        'tomorrow Sun Oct 25 09:00',
      );
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('a time that is typed', () => {
  const NOW = at('2026-03-04T10:20');
  const parsed = (text: string): string | number => {
    const time = parseSnoozeTime(text, NOW);
    return typeof time === 'number' ? local(time) : time;
  };

  it('is a period, in English or Russian', () => {
    assert.equal(parseSnoozeTime('20m', NOW), NOW + 20 * MINUTE_MS);
    assert.equal(parseSnoozeTime(' 2 H ', NOW), NOW + 2 * HOUR_MS);
    assert.equal(parseSnoozeTime('3д', NOW), NOW + 3 * DAY_MS);
    assert.equal(parseSnoozeTime('5 Ч', NOW), NOW + 5 * HOUR_MS);
  });

  it('is a time of day, today or tomorrow', () => {
    assert.equal(parsed('17:30'), 'Wed Mar 04 17:30');
    assert.equal(parsed('9:05'), 'Thu Mar 05 09:05');
  });

  it('is a date, in the morning if it has no time', () => {
    assert.equal(parsed('2026-03-12 17:30'), 'Thu Mar 12 17:30');
    assert.equal(parsed('2026-03-12'), 'Thu Mar 12 09:00');
  });

  for (const [text, problem] of [
    ['', 'shape'],
    ['soon', 'shape'],
    ['12.03.2026', 'shape'],
    ['-5m', 'shape'],
    ['25:00', 'noSuchTime'],
    ['12:60', 'noSuchTime'],
    ['2026-02-30 9:00', 'noSuchTime'],
    ['2026-03-04 10:20', 'past'],
    ['0m', 'past'],
    ['2020-01-01', 'past'],
    ['2036-01-01', 'tooFar'],
    ['9999d', 'tooFar'],
  ] as const) {
    it(`is refused for what it is: ${JSON.stringify(text)}`, () => {
      assert.equal(parsed(text), problem);
    });
  }
});
