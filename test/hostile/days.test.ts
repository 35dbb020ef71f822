import assert from 'node:assert/strict';
import { rawNotification, rawPortal } from './answers';
import { drawnIds } from './drawing';

describe('a moment at the edge of the calendar', () => {
  const zone = process.env.TZ;

  afterEach(() => {
    if (zone === undefined) {
      delete process.env.TZ;
    } else {
      process.env.TZ = zone;
    }
  });

  for (const TZ of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
    it(`hides no other notification in ${TZ}`, async () => {
      process.env.TZ = TZ;
      const dates = [
        ...['-271821-04-20T00:00:00Z', '-271821-04-20T00:00:01Z', '+275760-09-13T00:00:00Z'],
        ...['-271821-04-21T00:00:00Z', '+275760-09-12T23:59:59Z', '0000-01-01', '9999-12-31T23:59:59Z'],
        ...['1970-01-01T00:00:00+03:00', '0000-00-00T00:00:00+03:00'],
      ];
      for (const date of dates) {
        const text = '[timestamp=-8640000000000] [timestamp=8640000000000]';
        const odd = rawNotification('Hello', { date, text });
        const ids = await drawnIds(rawPortal('Hello', [odd, rawNotification('Hello', { id: 1 })]));
        assert.ok(ids.includes(1), date);
      }
    });
  }
});
