import { startOfDay } from '../../model/groups';
import type { DayRange } from '../../model/history';

export type DayProblem =
  /** Neither `YYYY-MM-DD` nor two of them. */
  | 'shape'
  /** The calendar has no such day. */
  | 'noSuchDay'
  /** The last day is before the first. */
  | 'backwards';

/** `2026-03-02`, or `2026-03-02 – 2026-03-05` with a dash of any length. */
const DAYS = /^(\d{4}-\d\d-\d\d)(?:\s*[-–—]\s*(\d{4}-\d\d-\d\d))?$/;

/** The days of the local calendar that were typed, or what is wrong with them. */
export function daysIn(text: string): DayRange | DayProblem {
  const [, first, last = first] = DAYS.exec(text.trim()) ?? [];
  if (first === undefined || last === undefined) {
    return 'shape';
  }
  const from = startOf(first);
  const end = startOf(last);
  if (from === undefined || end === undefined) {
    return 'noSuchDay';
  }
  return from <= end ? { from, to: startOfDay(end, 1) } : 'backwards';
}

/** `2026-03-02`, or `2026-03-02 – 2026-03-05`. */
export function dayText({ from, to }: DayRange): string {
  const first = isoDay(from);
  const last = isoDay(startOfDay(to, -1));
  return first === last ? first : `${first} – ${last}`;
}

function startOf(text: string): number | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const start = new Date(year, month - 1, day);
  return isoDay(start.getTime()) === text ? start.getTime() : undefined;
}

function isoDay(at: number): string {
  const day = new Date(at);
  const digits = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${digits(day.getFullYear(), 4)}-${digits(day.getMonth() + 1, 2)}-${digits(day.getDate(), 2)}`;
}
