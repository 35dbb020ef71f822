import { Bulletin } from '../../../src/model/bulletin';
import type { Event } from '../../../src/model/emitter';
import type { Keep, Kept, KeptNames } from '../../../src/model/kept';
import type { Neighbourhood } from '../../../src/model/neighbourhood';
import type { PollerOptions } from '../../../src/model/poller';
import type { Snapshot } from '../../../src/model/report';
import type { SharedState } from '../../../src/model/sharedState';
import { tidingsIn } from '../../../src/model/tidings';
import type { AccountInWindows } from '../../../src/model/windows';

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
  const neighbourhood: Neighbourhood = { id: 'alone', state: new MemoryState(), pulse, random: () => 0 };
  return {
    turn: { ...alone.turn, isOthers: false, dispose: () => undefined },
    attention: alone.attention,
    board: new Bulletin(neighbourhood, 'polled', tidingsIn),
    pulse,
  };
}

export class MemoryState implements SharedState {
  readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, value);
    }
    return Promise.resolve();
  }
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
