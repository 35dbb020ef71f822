import { Bulletin } from '../../../src/model/bulletin';
import type { Event } from '../../../src/model/emitter';
import type { Keep, Kept, KeptNames } from '../../../src/model/kept';
import type { Neighbourhood } from '../../../src/model/neighbourhood';
import type { PollerOptions } from '../../../src/model/poller';
import type { Snapshot } from '../../../src/model/report';
import { tidingsIn } from '../../../src/model/tidings';
import type { AccountInWindows } from '../../../src/model/windows';
import { MapState } from './mapState';

/** Nothing to listen to: it never happens. */
const never: Event<void> = () => ({ dispose: () => undefined });

/** The only window of all: it is always its turn, and somebody is before it. */
export const alone: Pick<PollerOptions, 'turn' | 'attention'> = {
  turn: { isMine: true, onDidChange: never },
  attention: { isPaid: true, onDidChange: never },
};

/** The same for an account. */
export function aloneInWindows(): AccountInWindows {
  const pulse = { onDidBeat: never };
  const neighbourhood: Neighbourhood = { id: 'alone', state: new MapState(), pulse, random: () => 0 };
  return {
    turn: { ...alone.turn, isOthers: false, dispose: () => undefined },
    attention: alone.attention,
    board: new Bulletin(neighbourhood, 'polled', tidingsIn),
    pulse,
  };
}

/** Keeps a value for as long as the test lasts. */
export class MemoryKeep<T> implements Keep<T> {
  kept: T | undefined;
  isBroken = false;

  read(): Promise<T | undefined> {
    return Promise.resolve(this.kept);
  }

  async write(value: T): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) {
      throw new Error('The disk is full.');
    }
    this.kept = value;
  }
}

export class MemoryKept implements Kept {
  readonly list = new MemoryKeep<Snapshot>();
  readonly typeNames = new MemoryKeep<KeptNames>();

  remove(): Promise<void> {
    this.list.kept = undefined;
    this.typeNames.kept = undefined;
    return Promise.resolve();
  }
}
