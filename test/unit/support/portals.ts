import { Emitter } from '../../../src/model/emitter';
import { Portal } from '../../../src/model/portal/portal';
import { singleAccountWindows, MemoryAccountCache } from './singleWindow';
import { HeldApi } from './heldApi';
import { MapState } from './memento';

export interface HeldPortal {
  readonly portal: Portal;
  readonly centre: HeldApi;
  /** How often the client's calls were ended. */
  readonly hangUps: () => number;
  /** The window looks at what it shares with others. */
  readonly beat: () => void;
}

/** A portal whose client a test answers for. */
export function heldPortal(
  userId = '1',
  origin = 'https://portal.example',
  shared = new MapState(),
  onIgnored?: (name: string) => void,
): HeldPortal {
  const centre = new HeldApi();
  const beats = new Emitter();
  const windows = singleAccountWindows(shared);
  let hangUps = 0;
  const portal = new Portal({
    account: { origin, userId },
    name: `Portal ${userId}`,
    client: centre,
    intervalMs: 30_000,
    windows: { ...windows, context: { ...windows.context, onDidTick: beats.event } },
    cache: new MemoryAccountCache(),
    ...(onIgnored && { onIgnored }),
    abortCalls: () => {
      hangUps++;
    },
  });
  const beat = (): void => {
    beats.fire();
  };
  return { portal, centre, hangUps: () => hangUps, beat };
}
