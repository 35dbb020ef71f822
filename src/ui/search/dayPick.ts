import * as vscode from 'vscode';
import { DAY_PRESETS, presetDays } from './dayPresets';
import type { DayPreset } from './dayPresets';
import { daysIn, dayText } from './dayText';
import type { DayProblem } from './dayText';
import type { NamedDays, SearchFilters } from './searchFilters';

/** What a preset is not: typed. */
type Typed = 'day' | 'range';

/** Asks for the days that the search is narrowed to, or none; `undefined`: given up. */
export async function pickDays({ days, ...others }: SearchFilters): Promise<SearchFilters | undefined> {
  const now = Date.now();
  const presets = DAY_PRESETS.map(preset => ({ label: presetName(preset), range: presetDays(preset, now) }));
  const isPreset = presets.some(({ label }) => label === days?.label);
  const items: DayItem[] = [
    { label: vscode.l10n.t('Any date'), iconPath: mark(days === undefined) },
    ...presets.map(preset => ({
      label: preset.label,
      iconPath: mark(preset.label === days?.label),
      description: dayText(preset.range),
      days: preset,
    })),
    ...(['day', 'range'] as const).map(typed => ({
      label: typed === 'day' ? vscode.l10n.t('A day…') : vscode.l10n.t('A range…'),
      iconPath: mark(days !== undefined && !isPreset && isOne(days) === (typed === 'day')),
      typed,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter by Date'),
    placeHolder: vscode.l10n.t('Choose a date'),
    ignoreFocusOut: true,
  });
  if (picked?.typed !== undefined) {
    const typed = await askForDays(picked.typed, days);
    return typed && { ...others, days: typed };
  }
  return picked && (picked.days === undefined ? others : { ...others, days: picked.days });
}

interface DayItem extends vscode.QuickPickItem {
  /** Absent: any, or still to be typed. */
  readonly days?: NamedDays;
  readonly typed?: Typed;
}

async function askForDays(typed: Typed, days: NamedDays | undefined): Promise<NamedDays | undefined> {
  const example = typed === 'day' ? '2026-03-02' : '2026-03-02 – 2026-03-05';
  const text = await vscode.window.showInputBox({
    title: typed === 'day' ? vscode.l10n.t('Filter by a Day') : vscode.l10n.t('Filter by a Range of Days'),
    prompt: vscode.l10n.t('Days as {0}', typed === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM-DD – YYYY-MM-DD'),
    placeHolder: example,
    value: days === undefined ? '' : dayText(days.range),
    ignoreFocusOut: true,
    validateInput: value => {
      const read = daysIn(value);
      return typeof read === 'string' ? problemText(read, example) : undefined;
    },
  });
  const range = text === undefined ? 'shape' : daysIn(text);
  return typeof range === 'string' ? undefined : { range, label: dayText(range) };
}

function isOne({ label }: NamedDays): boolean {
  return !label.includes('–');
}

function mark(isChosen: boolean): vscode.ThemeIcon {
  return new vscode.ThemeIcon(isChosen ? 'check' : 'blank');
}

function presetName(preset: DayPreset): string {
  switch (preset) {
    case 'today':
      return vscode.l10n.t('Today');
    case 'yesterday':
      return vscode.l10n.t('Yesterday');
    case 'last7':
      return vscode.l10n.t('Last 7 days');
    case 'last30':
      return vscode.l10n.t('Last 30 days');
  }
}

function problemText(problem: DayProblem, example: string): string {
  switch (problem) {
    case 'shape':
      return vscode.l10n.t('Write it like {0}, or press Escape to leave.', example);
    case 'noSuchDay':
      return vscode.l10n.t('The calendar has no such day.');
    case 'backwards':
      return vscode.l10n.t('The last day is before the first.');
  }
}
