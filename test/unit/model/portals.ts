import { Portal } from '../../../src/model/portal';
import { aloneInWindows, MemoryKept } from './alone';
import { HeldCentre } from './heldCentre';
import { MapState } from './mapState';

export interface HeldPortal {
  readonly portal: Portal;
  readonly centre: HeldCentre;
  /** How often the client's calls were ended. */
  readonly hangUps: () => number;
}

/** A portal whose client a test answers for. */
export function heldPortal(userId = '1', origin = 'https://portal.example'): HeldPortal {
  const centre = new HeldCentre();
  let hangUps = 0;
  const portal = new Portal({
    account: { origin, userId },
    name: `Portal ${userId}`,
    client: centre,
    intervalMs: 30_000,
    shared: new MapState(),
    windows: aloneInWindows(),
    kept: new MemoryKept(),
    hangUp: () => {
      hangUps++;
    },
  });
  return { portal, centre, hangUps: () => hangUps };
}
