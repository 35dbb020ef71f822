import * as vscode from 'vscode';
import { startOfDay } from '../../model/notification/grouping';
import type { TimeRange } from '../../model/search/historyQuery';

/** A range of days and its label: `Last 7 days`, `2026-03-02`. */
export interface NamedDayRange {
  readonly range: TimeRange;
  readonly label: string;
}

export const DAY_PRESETS = ['today', 'yesterday', 'last7', 'last30'] as const;
type DayPreset = (typeof DAY_PRESETS)[number];

/** The first day and the one after the last, counted from today. */
const PRESET_DAYS: Readonly<Record<DayPreset, readonly [number, number]>> = {
  today: [0, 1],
  yesterday: [-1, 0],
  last7: [-6, 1],
  last30: [-29, 1],
};

/** Returns the preset's days; the last 7 and 30 days include today. `now`: milliseconds since the epoch. */
export function dayRangeOfPreset(preset: DayPreset, now: number): TimeRange {
  const [first, end] = PRESET_DAYS[preset];
  return { from: startOfDay(now, first), to: startOfDay(now, end) };
}

type DayRangeProblem =
  /** Neither `YYYY-MM-DD` nor a range of two such dates. */
  | 'shape'
  /** The date does not exist. */
  | 'noSuchDay'
  /** The last day is before the first. */
  | 'backwards';

/** `2026-03-02`, or `2026-03-02 – 2026-03-05` with a hyphen or a dash. */
const DAYS = /^(\d{4}-\d\d-\d\d)(?:\s*[-–—]\s*(\d{4}-\d\d-\d\d))?$/;

/** Parses days of the local calendar. Returns the range, or what is wrong with the text. */
export function parseDayRange(text: string): TimeRange | DayRangeProblem {
  const [, first, last = first] = DAYS.exec(text.trim()) ?? [];
  if (first === undefined || last === undefined) return 'shape';
  const from = startOf(first);
  const end = startOf(last);
  if (from === undefined || end === undefined) return 'noSuchDay';
  return from <= end ? { from, to: startOfDay(end, 1) } : 'backwards';
}

/** Returns `2026-03-02`, or `2026-03-02 – 2026-03-05`. */
export function formatDayRange({ from, to }: TimeRange): string {
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

interface DateItem extends vscode.QuickPickItem {
  /** Absent for any date, and if the dates are still to be typed. */
  readonly days?: NamedDayRange;
  readonly typed?: 'day' | 'range';
}

/** Asks for the dates to filter by. Resolves with an empty object for any date, or `undefined` if canceled. */
export async function pickDates(
  current: NamedDayRange | undefined,
): Promise<{ readonly days?: NamedDayRange } | undefined> {
  const now = Date.now();
  const labels: Readonly<Record<DayPreset, string>> = {
    today: vscode.l10n.t('Today'),
    yesterday: vscode.l10n.t('Yesterday'),
    last7: vscode.l10n.t('Last 7 days'),
    last30: vscode.l10n.t('Last 30 days'),
  };
  const presets = DAY_PRESETS.map(preset => ({ label: labels[preset], range: dayRangeOfPreset(preset, now) }));
  const isTyped = current !== undefined && presets.every(({ label }) => label !== current.label);
  const items: readonly DateItem[] = [
    { label: vscode.l10n.t('Any date'), iconPath: checkIcon(current === undefined) },
    ...presets.map(days => ({
      label: days.label,
      iconPath: checkIcon(days.label === current?.label),
      description: formatDayRange(days.range),
      days,
    })),
    { label: vscode.l10n.t('Specific date…'), iconPath: checkIcon(isTyped && isOneDay(current.range)), typed: 'day' },
    { label: vscode.l10n.t('Date range…'), iconPath: checkIcon(isTyped && !isOneDay(current.range)), typed: 'range' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Date'),
    placeHolder: vscode.l10n.t('Choose a date'),
    ignoreFocusOut: true,
  });
  if (picked?.typed !== undefined) {
    const days = await askForDates(picked.typed === 'day', current);
    return days && { days };
  }
  return picked && (picked.days === undefined ? {} : { days: picked.days });
}

async function askForDates(isDay: boolean, current?: NamedDayRange): Promise<NamedDayRange | undefined> {
  const example = isDay ? '2026-03-02' : '2026-03-02 – 2026-03-05';
  const problems: Readonly<Record<DayRangeProblem, string>> = {
    shape: vscode.l10n.t('Enter a value like {0}, or press Escape to cancel.', example),
    noSuchDay: vscode.l10n.t('There is no such date.'),
    backwards: vscode.l10n.t('The end date is before the start date.'),
  };
  const text = await vscode.window.showInputBox({
    title: isDay ? vscode.l10n.t('Filter by Specific Date') : vscode.l10n.t('Filter by Date Range'),
    prompt: vscode.l10n.t('Enter dates as {0}', isDay ? 'YYYY-MM-DD' : 'YYYY-MM-DD – YYYY-MM-DD'),
    placeHolder: example,
    value: current === undefined ? '' : formatDayRange(current.range),
    ignoreFocusOut: true,
    validateInput: value => {
      const result = parseDayRange(value);
      return typeof result === 'string' ? problems[result] : undefined;
    },
  });
  const range = text === undefined ? 'shape' : parseDayRange(text);
  return typeof range === 'string' ? undefined : { range, label: formatDayRange(range) };
}

function isOneDay({ from, to }: TimeRange): boolean {
  return to === startOfDay(from, 1);
}

/** Returns the icon that marks the current choice of a filter. */
export function checkIcon(isChosen: boolean): vscode.ThemeIcon {
  return new vscode.ThemeIcon(isChosen ? 'check' : 'blank');
}
