import assert from 'node:assert/strict';
import { idleHour } from '../support/idleHour';

/** At the usual interval. */
const POLLS_PER_HOUR = 120;

describe('an hour without news', () => {
  for (const windows of [1, 10]) {
    it(`costs ${windows} of the windows a fifteenth of the bytes of a poller that always asks for the list`, async () => {
      const { requests, bytes, longPolls, pageBytes } = await idleHour({ windows });
      assert.ok(requests <= 126, `${requests} requests`);
      assert.ok(bytes <= (POLLS_PER_HOUR * pageBytes) / 15, `${bytes} of ${POLLS_PER_HOUR * pageBytes} bytes`);
      assert.equal(longPolls, 0);
    }).timeout(30_000);

    it(`costs ${windows} of them at most 20 requests and 128 writes a window where the portal tells of changes`, async () => {
      const { requests, bytes, writes, pageBytes } = await idleHour({ windows, hasPush: true });
      assert.ok(requests <= 20, `${requests} requests`);
      assert.ok(bytes <= (POLLS_PER_HOUR * pageBytes) / 15, `${bytes} of ${POLLS_PER_HOUR * pageBytes} bytes`);
      assert.ok(writes <= 128 * Math.min(windows, 2), `${writes} writes`);
    }).timeout(30_000);
  }
});
