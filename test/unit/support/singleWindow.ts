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
export const singleWindow: Pick<PollerOptions, 'leadership' | 'focus' | 'context'> = {
  leadership: { isLeader: true, onDidChange: never },
  focus: { isAnyWindowFocused: true, onDidChange: never },
  context: { onDidResume: never },
};

/** The same for an account. */
export function singleAccountWindows(memento: SharedMemento = new MapState()): AccountWindows {
  return {
    context: { id: 'alone', memento, onDidTick: never, onDidHeartbeat: never, onDidResume: never, random: () => 0 },
    leadership: {
      ...singleWindow.leadership,
      hasOtherLeader: false,
      dispose: () => undefined,
      forget: () => undefined,
    },
    focus: { ...singleWindow.focus, focusedWindowId: 'alone' },
  };
}

/** Keeps a value for as long as the test lasts. */
export class MemoryCacheEntry<T> implements CacheEntry<T> {
  value: T | undefined;
  isBroken = false;

  read(): Promise<T | undefined> {
    return Promise.resolve(this.value);
  }

  async write(value: T): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) {
      throw new Error('The disk is full.');
    }
    this.value = value;
  }
}

export class MemoryAccountCache implements AccountCache {
  readonly list = new MemoryCacheEntry<InboxSnapshot>();
  readonly typeNames = new MemoryCacheEntry<CachedTypeNames>();

  remove(): Promise<void> {
    this.list.value = undefined;
    this.typeNames.value = undefined;
    return Promise.resolve();
  }
}
