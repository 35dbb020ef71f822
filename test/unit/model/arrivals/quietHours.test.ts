import assert from 'node:assert/strict';
import { parseQuietHours, type QuietHours, quietUntil } from '../../../../src/model/arrivals/quietHours';
import { contributes } from '../../manifest';

describe('quiet hours', () => {
  const zone = process.env.TZ;
  const inZone = (name: string): void => {
    process.env.TZ = name;
  };
  beforeEach(() => inZone('Europe/Berlin'));
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const hours = (value: unknown): QuietHours => parseQuietHours(value) ?? assert.fail(JSON.stringify(value));
  /** Local times, `2026-03-04 19:00`; empty if it is not quiet, `ever` if it never ends. */
  const until = (value: unknown, at: string): string => {
    const end = quietUntil(hours(value), new Date(at.replace(' ', 'T')).getTime());
    if (end === undefined || end === Infinity) return end === undefined ? '' : 'ever';
    return new Date(end).toLocaleString('sv').slice(0, 16);
  };

  const NIGHT = { from: '19:00', to: '09:00' };
  const LUNCH = { from: '12:00', to: '13:30' };
  const WEEKEND = { ...NIGHT, days: ['sat', 'sun'] };

  it('are none if nothing is set', () => {
    assert.equal(until({}, '2026-03-04 03:00'), '');
    assert.equal(until({ days: [] }, '2026-03-04 03:00'), '');
  });

  it('begin and end to the minute', () => {
    assert.equal(until(LUNCH, '2026-03-04 11:59'), '');
    assert.equal(until(LUNCH, '2026-03-04 12:00'), '2026-03-04 13:30');
    assert.equal(until(LUNCH, '2026-03-04 13:29'), '2026-03-04 13:30');
    assert.equal(until(LUNCH, '2026-03-04 13:30'), '');
  });

  it('last over midnight', () => {
    assert.equal(until(NIGHT, '2026-03-04 18:59'), '');
    assert.equal(until(NIGHT, '2026-03-04 19:00'), '2026-03-05 09:00');
    assert.equal(until(NIGHT, '2026-03-05 00:00'), '2026-03-05 09:00');
    assert.equal(until(NIGHT, '2026-03-05 08:59'), '2026-03-05 09:00');
    assert.equal(until(NIGHT, '2026-03-05 09:00'), '');
  });

  it('last for whole days, together with the nights around them', () => {
    // 2026-03-06 is a Friday.
    assert.equal(until({ days: ['sat', 'sun'] }, '2026-03-06 23:59'), '');
    assert.equal(until({ days: ['sat', 'sun'] }, '2026-03-07 00:00'), '2026-03-09 00:00');
    assert.equal(until(WEEKEND, '2026-03-06 18:00'), '');
    assert.equal(until(WEEKEND, '2026-03-06 19:00'), '2026-03-09 09:00');
    assert.equal(until(WEEKEND, '2026-03-07 12:00'), '2026-03-09 09:00');
  });

  it('never end if every day is quiet', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    assert.equal(until({ days }, '2026-03-07 12:00'), 'ever');
    assert.equal(until({ days: days.slice(1) }, '2026-03-10 12:00'), '2026-03-16 00:00');
  });

  it('are local times when the clock is put forward: the night is an hour shorter', () => {
    // In the night to 2026-03-29, 02:00 is followed by 03:00.
    assert.equal(until(NIGHT, '2026-03-28 19:00'), '2026-03-29 09:00');
    const start = new Date('2026-03-28T19:00').getTime();
    assert.equal((quietUntil(hours(NIGHT), start) ?? 0) - start, 13 * 3_600_000);
    assert.equal(until({ from: '22:00', to: '02:30' }, '2026-03-29 01:00'), '2026-03-29 03:00');
    assert.equal(until({ from: '22:00', to: '02:30' }, '2026-03-29 03:00'), '');
  });

  it('are local times when the clock is put back: the night is an hour longer', () => {
    // In the night to 2026-10-25, 03:00 is followed by 02:00.
    const start = new Date('2026-10-24T19:00').getTime();
    assert.equal((quietUntil(hours(NIGHT), start) ?? 0) - start, 15 * 3_600_000);
    assert.equal(until({ from: '22:00', to: '03:30' }, '2026-10-25 01:00'), '2026-10-25 03:30');
  });

  it('begin the day after midnight where the clock skips it', () => {
    inZone('America/Asuncion');
    // On 2024-10-06, a Sunday, 00:00 was followed by 01:00.
    assert.equal(until({ days: ['sat'] }, '2024-10-05 12:00'), '2024-10-06 01:00');
  });

  it('end where they are not quiet, and are quiet until then, at any time of any year', () => {
    for (const value of [NIGHT, LUNCH, WEEKEND, { from: '02:15', to: '02:45', days: ['mon'] }]) {
      for (let day = 0; day < 366; day++) {
        for (const time of ['00:00', '02:20', '12:30', '19:00', '23:59']) {
          const at = new Date(`2026-01-01T${time}`);
          at.setDate(at.getDate() + day);
          const end = quietUntil(hours(value), at.getTime());
          if (end === undefined) continue;
          assert.ok(end > at.getTime());
          assert.equal(quietUntil(hours(value), end), undefined, String(at));
          assert.equal(quietUntil(hours(value), end - 60_000), end, String(at));
        }
      }
    }
  });

  const WRONG: readonly unknown[] = [
    ...[undefined, null, 0, '', '19:00', [], ['sat'], true],
    { from: '19:00' },
    { to: '09:00' },
    { from: '19:00', to: '19:00' },
    { from: '24:00', to: '09:00' },
    { from: '19:60', to: '09:00' },
    { from: '19', to: '9' },
    { from: 19, to: 9 },
    { from: '19:00', to: '09:00 ' },
    { from: null, to: null },
    { days: 'sat' },
    { days: ['Saturday'] },
    { days: [6] },
    { days: [null] },
    { days: [['sat', 'sun']] },
    { form: '19:00', to: '09:00' },
    { ...NIGHT, days: ['sat'], more: 1 },
  ];

  it('are not parsed if the value is wrong', () => {
    for (const value of WRONG) {
      assert.equal(parseQuietHours(value), undefined, JSON.stringify(value));
    }
  });

  it('have the form that the manifest describes', () => {
    const schema = contributes.configuration.properties['bitrix24.notifications.quietHours'] as {
      readonly properties: Readonly<Record<string, { readonly pattern?: string; readonly items?: { enum: string[] } }>>;
      readonly additionalProperties: boolean;
      readonly dependencies: unknown;
    };
    const { from, to, days } = schema.properties;
    assert.equal(schema.additionalProperties, false);
    assert.deepEqual(schema.dependencies, { from: ['to'], to: ['from'] });
    assert.equal(from?.pattern, to?.pattern);
    for (const time of ['19:00', '9:00', '09:00', '24:00', '00:00', '23:59', '23:60', '1900', ' 09:00', '']) {
      const isParsed = parseQuietHours({ from: time, to: '12:34' }) !== undefined;
      assert.equal(new RegExp(from?.pattern ?? '').test(time), isParsed, time);
    }
    for (const day of days?.items?.enum ?? assert.fail()) {
      assert.equal(parseQuietHours({ days: [day] })?.days.size, 1, day);
    }
  });
});
