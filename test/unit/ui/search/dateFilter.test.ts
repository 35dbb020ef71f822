import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { DAY_PRESETS, dayRangeOfPreset, formatDayRange, parseDayRange } from '../../../../src/ui/search/dateFilter';

const midnight = (year: number, month: number, day: number): number => new Date(year, month - 1, day).getTime();

describe('days that are typed', () => {
  it('are one, from its start to the start of the next', () => {
    const day = { from: midnight(2026, 3, 2), to: midnight(2026, 3, 3) };
    assert.deepEqual(parseDayRange('2026-03-02'), day);
    assert.deepEqual(parseDayRange('  2026-03-02 '), day);
    assert.deepEqual(parseDayRange('2026-12-31'), { from: midnight(2026, 12, 31), to: midnight(2027, 1, 1) });
    assert.deepEqual(parseDayRange('2024-02-29'), { from: midnight(2024, 2, 29), to: midnight(2024, 3, 1) });
  });

  it('are a range, its last day with it, with a dash of any length', () => {
    const range = { from: midnight(2026, 3, 2), to: midnight(2026, 4, 6) };
    for (const dash of [' – ', '–', ' - ', '-', ' — ', '   –']) {
      assert.deepEqual(parseDayRange(`2026-03-02${dash}2026-04-05`), range, dash);
    }
    assert.deepEqual(parseDayRange('2026-03-02 – 2026-03-02'), parseDayRange('2026-03-02'));
  });

  it('have to look like days', () => {
    for (const text of [
      '',
      'today',
      '2026-3-2',
      '2026-03',
      '02.03.2026',
      '2026-03-02 2026-03-05',
      '2026-03-02 –',
      '– 2026-03-02',
      '2026-03-02 – 2026-03-05 – 2026-03-07',
      'x2026-03-02',
      '12026-03-02',
      '2026-03-021',
    ]) {
      assert.equal(parseDayRange(text), 'shape', text);
    }
  });

  it('have to be in the calendar', () => {
    for (const text of [
      '2026-02-29',
      '2026-02-30',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '0026-01-01',
      '2026-03-02 – 2026-03-32',
      '2026-02-30 – 2026-03-05',
    ]) {
      assert.equal(parseDayRange(text), 'noSuchDay', text);
    }
  });

  it('go forwards', () => {
    assert.equal(parseDayRange('2026-03-05 – 2026-03-04'), 'backwards');
  });

  it('are written as they are read', () => {
    for (const text of ['2026-03-02', '2026-02-28 – 2026-03-01', '2025-12-31 – 2026-11-02']) {
      const days = parseDayRange(text);
      assert.ok(typeof days !== 'string');
      assert.equal(formatDayRange(days), text);
    }
  });
});

describe('days that are offered', () => {
  it('are counted from today, which they hold, but for yesterday', () => {
    for (const now of [midnight(2026, 3, 4), new Date(2026, 2, 4, 23, 59, 59).getTime()]) {
      assert.deepEqual(
        DAY_PRESETS.map(preset => [preset, formatDayRange(dayRangeOfPreset(preset, now))]),
        [
          ['today', '2026-03-04'],
          ['yesterday', '2026-03-03'],
          ['last7', '2026-02-26 – 2026-03-04'],
          ['last30', '2026-02-03 – 2026-03-04'],
        ],
      );
    }
  });

  it('begin and end at midnight, whether clocks are changed between or not', () => {
    for (const month of Array.from({ length: 12 }, (_item, index) => index + 1)) {
      const { from, to } = dayRangeOfPreset('last30', midnight(2026, month, 15));
      assert.equal(from, midnight(2026, month, 15 - 29));
      assert.equal(to, midnight(2026, month, 16));
    }
  });
});
