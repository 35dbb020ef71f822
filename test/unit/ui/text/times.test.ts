import assert from 'node:assert/strict';
import { Times } from '../../../../src/ui/text/times';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** In the local calendar, as a person sees it: a Wednesday. */
const NOW = new Date(2026, 2, 4, 15, 30).getTime();

describe('a moment', () => {
  const times = new Times('en');
  const short = (agoMs: number): string => times.short(NOW - agoMs, NOW);

  it('is now for a minute, then counts minutes, hours and days', () => {
    const table: readonly (readonly [number, string])[] = [
      [0, 'now'],
      [MINUTE_MS - 1, 'now'],
      [MINUTE_MS, '1m ago'],
      [2 * MINUTE_MS - 1, '1m ago'],
      [HOUR_MS - 1, '59m ago'],
      [HOUR_MS, '1h ago'],
      [2 * HOUR_MS - 1, '1h ago'],
      [2 * HOUR_MS, '2h ago'],
      [DAY_MS - 1, '23h ago'],
      [DAY_MS, 'yesterday'],
      [2 * DAY_MS, '2d ago'],
      [6 * DAY_MS, '6d ago'],
    ];
    for (const [agoMs, expected] of table) {
      assert.equal(short(agoMs), expected, `${agoMs} ms`);
    }
  });

  it('is a date after a week, with its year where that is another one', () => {
    assert.equal(times.short(new Date(2026, 1, 24).getTime(), NOW), 'Feb 24');
    assert.equal(times.short(new Date(2026, 0, 1).getTime(), NOW), 'Jan 1');
    assert.equal(times.short(new Date(2025, 11, 31, 23, 59).getTime(), NOW), 'Dec 31, 2025');
    assert.equal(times.short(new Date(2025, 11, 31).getTime(), new Date(2026, 0, 2).getTime()), '2d ago');
  });

  it('is called yesterday on the day after it, and on no other', () => {
    const wednesday = new Date(2026, 2, 4, 1).getTime();
    assert.equal(times.short(new Date(2026, 2, 2, 2).getTime(), wednesday), '2d ago');
    assert.equal(times.short(new Date(2026, 2, 3, 0, 30).getTime(), wednesday), 'yesterday');
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
    assert.equal(russian.spoken(NOW - DAY_MS, NOW), 'вчера');
    assert.match(russian.exact(NOW), /среда, 4 марта 2026/);
    assert.equal(russian.clock(NOW), '15:30');
  });
});
