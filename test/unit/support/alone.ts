import type { CacheEntry } from '../../../src/model/cache';
import type { CachedTypeNames } from '../../../src/model/notification/typeNames';
import type { AccountCache } from '../../../src/model/portal/portal';
import type { Event } from '../../../src/model/emitter';
import type { InboxSnapshot } from '../../../src/model/inbox/inboxSnapshot';
import type { PollerOptions } from '../../../src/model/inbox/poller';
import type { SharedMemento } from '../../../src/model/windows/sharedMemento';
import type { AccountWindows } from '../../../src/model/windows/windows';
import { MapState } from './memento';

/** Nothing to listen to: it never happens. */
const never: Event<void> = () => ({ dispose: () => undefined });

/** The only window of all: it leads, and is focused. */
export const alone: Pick<PollerOptions, 'leadership' | 'focus'> = {
  leadership: { isLeader: true, onDidChange: never },
  focus: { isAnyWindowFocused: true, onDidChange: never },
};

/** The same for an account. */
export function aloneInWindows(memento: SharedMemento = new MapState()): AccountWindows {
  return {
    context: { id: 'alone', memento, onDidTick: never, onDidHeartbeat: never, random: () => 0 },
    leadership: { ...alone.leadership, hasOtherLeader: false, dispose: () => undefined },
    focus: alone.focus,
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
