import { startOfDay } from '../../model/groups';
import type { DayRange } from '../../model/history';

export const DAY_PRESETS = ['today', 'yesterday', 'last7', 'last30'] as const;
export type DayPreset = (typeof DAY_PRESETS)[number];

/** The preset's days; the last 7 and 30 include today. `now`: milliseconds since the epoch. */
export function presetDays(preset: DayPreset, now: number): DayRange {
  const daysFromToday = (first: number, end: number): DayRange => ({
    from: startOfDay(now, first),
    to: startOfDay(now, end),
  });
  switch (preset) {
    case 'today':
      return daysFromToday(0, 1);
    case 'yesterday':
      return daysFromToday(-1, 0);
    case 'last7':
      return daysFromToday(-6, 1);
    case 'last30':
      return daysFromToday(-29, 1);
  }
}
