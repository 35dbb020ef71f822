import type { CacheEntry } from '../../../src/model/cache';
import type { CachedTypeNames } from '../../../src/model/notification/typeNames';
import type { AccountCache } from '../../../src/model/portal/portal';
import type { Event } from '../../../src/model/emitter';
import type { InboxSnapshot } from '../../../src/model/inbox/inboxSnapshot';
import { parsePollStatus } from '../../../src/model/inbox/pollStatus';
import type { PollerOptions } from '../../../src/model/inbox/poller';
import { Bulletin } from '../../../src/model/windows/sharedMap';
import type { Neighbourhood } from '../../../src/model/windows/windowContext';
import type { AccountInWindows } from '../../../src/model/windows/windows';
import { MapState } from './memento';

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
    board: new Bulletin(neighbourhood, 'polled', parsePollStatus),
    pulse,
  };
}

/** Keeps a value for as long as the test lasts. */
export class MemoryKeep<T> implements CacheEntry<T> {
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

export class MemoryKept implements AccountCache {
  readonly list = new MemoryKeep<InboxSnapshot>();
  readonly typeNames = new MemoryKeep<CachedTypeNames>();

  remove(): Promise<void> {
    this.list.kept = undefined;
    this.typeNames.kept = undefined;
    return Promise.resolve();
  }
}
