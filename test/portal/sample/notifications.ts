import { MINUTE_MS } from '../clock';
import type { SeedNotification } from '../notification';
import { confirmations } from './confirmations';
import { feed } from './feed';
import { systemNotes } from './systemNotes';
import { work } from './work';

/** A sample notification says how long ago it came, not when. */
export interface Sample extends Omit<SeedNotification, 'dateMs' | 'id'> {
  readonly minutesAgo: number;
}

/** The oldest first, so that ids grow with time. */
export function sampleNotifications(nowMs: number): readonly SeedNotification[] {
  return [...confirmations, ...feed, ...work, ...systemNotes]
    .toSorted((a, b) => b.minutesAgo - a.minutesAgo)
    .map(({ minutesAgo, ...seed }) => ({ ...seed, dateMs: nowMs - minutesAgo * MINUTE_MS }));
}
