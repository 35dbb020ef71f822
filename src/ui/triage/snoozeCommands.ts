import * as vscode from 'vscode';
import { parseSnoozeTime, type SnoozeTime, snoozeTimes } from '../../model/triage/snoozeTimes';
import { showQuickInput } from '../input/quickInput';
import type { Times } from '../text/times';
import { formatList, snoozedUntilText, snoozeEndText } from '../text/words';
import type { PortalNotifications } from '../tree/notificationTarget';
import type { UndoHistory } from '../undo/undoHistory';
import { UndoMessage } from '../undo/undoMessage';

/** When a notification comes back: milliseconds since the epoch, or with the next one from its source. */
type SnoozeEnd = number | 'next';

interface SnoozeItem extends vscode.QuickPickItem {
  readonly end: SnoozeEnd | 'other';
}

/** Snoozes notifications, and ends that. */
export class SnoozeCommands {
  readonly #history: UndoHistory;
  readonly #times: Times;
  /** The message last shown: there is one at a time. */
  #message = new UndoMessage();

  constructor(history: UndoHistory, times: Times) {
    this.#history = history;
    this.#times = times;
  }

  /** Asks until when, then snoozes these, which `apply` runs. */
  async snooze(
    found: readonly PortalNotifications[],
    apply: (work: () => void) => void = work => work(),
  ): Promise<void> {
    if (found.length === 0) return;
    const end = await this.#pickEnd();
    if (end === undefined) return;
    apply(() => {
      const undos = found.map(({ portal, notifications }) => portal.snoozes.snooze(notifications, end));
      this.#show(snoozedUntilText(end, this.#times), found, undos);
    });
  }

  unsnooze(found: readonly PortalNotifications[]): void {
    if (found.length === 0) return;
    const undos = found.map(({ portal, notifications }) => portal.snoozes.unsnooze(notifications.map(({ id }) => id)));
    this.#show(vscode.l10n.t('No longer snoozed.'), found, undos);
  }

  #show(sentence: string, found: readonly PortalNotifications[], undos: readonly (() => boolean)[]): void {
    const message = new UndoMessage();
    const [first] = found;
    const [notification] = first?.notifications ?? [];
    const entry = {
      portals: found.map(({ portal }) => portal),
      undo: () => {
        if (!undos.map(undo => undo()).includes(true)) return undefined;
        return {
          toReveal:
            first === undefined || notification === undefined
              ? undefined
              : { portal: first.portal, id: notification.id },
        };
      },
      message,
    };
    this.#history.add(entry);
    this.#message.end();
    this.#message = message;
    message.show(sentence, Promise.resolve(undefined), () => this.#history.undo(entry));
  }

  async #pickEnd(): Promise<SnoozeEnd | undefined> {
    const now = Date.now();
    const items: readonly SnoozeItem[] = [
      ...snoozeTimes(now).map(time => ({
        label: timeLabel(time),
        description: this.#timeText(time, now),
        end: time.until,
      })),
      { label: vscode.l10n.t('Until the Next From This Source'), end: 'next' },
      { label: vscode.l10n.t('Date and Time…'), end: 'other' },
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Snooze'),
      placeHolder: vscode.l10n.t('Until when?'),
    });
    return picked?.end === 'other' ? this.#askTime() : picked?.end;
  }

  /** What the label of a time doesn't say. */
  #timeText({ kind, until }: SnoozeTime, now: number): string {
    switch (kind) {
      case 'tomorrow':
        return formatList([this.#times.dayOfWeek(until), this.#times.clock(until)]);
      case 'monday':
        return this.#times.moment(until, now);
      default:
        return snoozeEndText({ kind: 'until', until }, this.#times, now);
    }
  }

  async #askTime(): Promise<number | undefined> {
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t('Snooze');
    input.prompt = vscode.l10n.t('Until when? For example 20m, 2h, 3d, 17:30, or 2026-03-12 9:00.');
    input.onDidChangeValue(() => (input.validationMessage = undefined));
    const result = await showQuickInput(input, () => {
      const until = parseSnoozeTime(input.value, Date.now());
      if (typeof until === 'number') return until;
      input.validationMessage = problemText(until);
      return undefined;
    });
    return result.kind === 'accepted' ? result.value : undefined;
  }
}

function timeLabel({ kind }: SnoozeTime): string {
  switch (kind) {
    case 'hour':
      return vscode.l10n.t('1 Hour');
    case 'afternoon':
      return vscode.l10n.t('This Afternoon');
    case 'tomorrow':
      return vscode.l10n.t('Tomorrow');
    case 'monday':
      return vscode.l10n.t('Monday');
  }
}

function problemText(problem: Exclude<ReturnType<typeof parseSnoozeTime>, number>): string {
  switch (problem) {
    case 'shape':
      return vscode.l10n.t(
        'Enter a period such as 20m, 2h or 3d, a time such as 17:30, or a date such as 2026-03-12 9:00.',
      );
    case 'noSuchTime':
      return vscode.l10n.t('This date or time does not exist.');
    case 'past':
      return vscode.l10n.t('This time has passed.');
    case 'tooFar':
      return vscode.l10n.t('This is more than a year ahead.');
  }
}
