import * as vscode from 'vscode';
import type { Pause } from '../../model/arrivals/pause';
import { quietUntil } from '../../model/arrivals/quietHours';
import { type Disposable, disposeAll, Emitter } from '../../model/emitter';
import type { WindowContext } from '../../model/windows/windowContext';
import type { NotificationSettings } from '../settings';
import type { Times } from '../text/times';

/** When nothing is announced: while the user has paused it, and in the quiet hours. */
export class Quiet implements vscode.Disposable {
  readonly #pause: Pause;
  readonly #settings: Pick<NotificationSettings, 'quietHours'>;
  readonly #times: Times;
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];
  #hoursEnd: number | undefined;

  /** Fires when a text has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    pause: Pause,
    settings: Pick<NotificationSettings, 'quietHours' | 'onDidChange'>,
    { onDidTick }: Pick<WindowContext, 'onDidTick'>,
    times: Times,
  ) {
    this.#pause = pause;
    this.#settings = settings;
    this.#times = times;
    this.#subscriptions = [
      pause.onDidChange(() => {
        this.#setContext();
        this.#changed.fire();
      }),
      settings.onDidChange(() => this.#updateHours()),
      onDidTick(() => this.#updateHours()),
    ];
    this.#setContext();
    this.#updateHours();
  }

  get isPaused(): boolean {
    return this.#pause.until !== undefined;
  }

  /** Whether nothing is announced now. */
  get isQuiet(): boolean {
    return this.isPaused || quietUntil(this.#settings.quietHours, Date.now()) !== undefined;
  }

  /** Returns why nothing is announced and until when, as a sentence; empty if it is not quiet. */
  pauseText(): string {
    const { until } = this.#pause;
    if (until === undefined) return '';
    return until === Infinity
      ? vscode.l10n.t('Notifications are paused.')
      : vscode.l10n.t('Notifications are paused until {0}.', this.#times.moment(until, Date.now()));
  }

  /** The same for the quiet hours. */
  hoursText(): string {
    if (this.#hoursEnd === undefined) return '';
    return this.#hoursEnd === Infinity
      ? vscode.l10n.t('Quiet at all hours.')
      : vscode.l10n.t('Quiet until {0}.', this.#times.moment(this.#hoursEnd, Date.now()));
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', 'bitrix24.isPaused', this.isPaused);
  }

  #updateHours(): void {
    const end = quietUntil(this.#settings.quietHours, Date.now());
    if (end !== this.#hoursEnd) {
      this.#hoursEnd = end;
      this.#changed.fire();
    }
  }
}
