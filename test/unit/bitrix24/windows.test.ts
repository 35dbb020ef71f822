import assert from 'node:assert/strict';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { ManyWindows } from './manyWindows';
import { webhookOf } from './openPortals';

const HOUR_MS = 3_600_000;
const DESKTOP = [1, 50] as const;
const BROWSER = [100, 2_500] as const;

/** How often the portal was asked for something. */
const asked = ({ journal }: StandInPortal): number => journal.calls().length;

describe('ten windows', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  afterEach(async () => {
    await many.end();
    await portal.close();
  });
  const start = async (count: number, delayMs: readonly [number, number], seed = 7): Promise<void> => {
    many = new ManyWindows({ delayMs, seed });
    portal = await startPortal({
      seed: [
        { id: 1, text: 'One' },
        { id: 2, text: 'Two' },
      ],
    });
    for (let index = 0; index < count; index++) {
      many.open(webhookOf(portal.webhook));
    }
    many.all[0]?.windows.focus.gain();
  };
  const cost = async (count: number, delayMs: readonly [number, number]): Promise<number> => {
    await start(count, delayMs);
    await many.advance(HOUR_MS);
    assert.equal(many.all.filter(({ shown }) => shown === '2* 1*').length, count);
    return asked(portal);
  };

  for (const delayMs of [DESKTOP, BROWSER]) {
    it(`cost the portal what one costs, a write being with the others after up to ${delayMs[1]} ms`, async () => {
      const one = await cost(1, delayMs);
      await many.end();
      await portal.close();
      const ten = await cost(10, delayMs);
      console.log(
        one,
        ten,
        many.all.map(({ calls }) => calls.length),
      );
    }).timeout(120_000);
  }
});
