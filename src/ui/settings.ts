import * as vscode from 'vscode';
import { entriesIn, type Muting, parseAuthorEntry, parseMuting, parseTypeEntry } from '../model/arrivals/muting';
import { NO_QUIET_HOURS, parseQuietHours, type QuietHours } from '../model/arrivals/quietHours';
import { Emitter } from '../model/emitter';
import type { Session } from '../model/portal/session';
import type { WindowFocus } from '../model/windows/windowFocus';

const SECTION = 'bitrix24';

/** As in the manifest; the default is used if a setting is not a number. */
const NUMBERS = {
  pollIntervalSeconds: { default: 30, minimum: 10, maximum: 3600 },
  undoSeconds: { default: 6, minimum: 0, maximum: 60 },
  signInPort: { default: 24_824, minimum: 1024, maximum: 65_535 },
  signInWaitSeconds: { default: 300, minimum: 10, maximum: 900 },
};

const SHOWN = ['needsAnswer', 'all', 'none'] as const;

/** As in the manifest; the default is used instead of a value of the wrong kind. */
const NOTIFICATIONS = {
  'notifications.show': { default: SHOWN[0] },
  'notifications.mutedTypes': { default: [] },
  'notifications.mutedAuthors': { default: [] },
  'notifications.quietHours': { default: {} },
};

/** The settings that list what is muted. */
export type MutedSetting = 'mutedTypes' | 'mutedAuthors';

/** Milliseconds between two polls; the value in settings.json is clamped. */
export function pollIntervalMs(): number {
  return clamped('pollIntervalSeconds') * 1000;
}

/** Milliseconds for which an action can be undone before it is sent to the portal; 0: not at all. */
export function undoMs(): number {
  return clamped('undoSeconds') * 1000;
}

/** The port on this machine that the browser is redirected to; part of the address in the application's settings. */
export function signInPort(): number {
  return Math.trunc(clamped('signInPort'));
}

/** Milliseconds to wait for the browser. */
export function signInWaitMs(): number {
  return clamped('signInWaitSeconds') * 1000;
}

function clamped(name: keyof typeof NUMBERS): number {
  const { default: fallback, minimum, maximum } = NUMBERS[name];
  const value = valueOf(name);
  const number = typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  return Math.min(Math.max(number, minimum), maximum);
}

/** What is announced, and when not. All windows share these settings. */
export class NotificationSettings implements vscode.Disposable {
  readonly #onInvalid: (name: string) => void;
  readonly #changed = new Emitter();
  readonly #subscription: vscode.Disposable;
  #invalid: ReadonlySet<string> = new Set();
  #show: (typeof SHOWN)[number] = SHOWN[0];
  #muting: Muting = parseMuting([], []);
  #quietHours: QuietHours = NO_QUIET_HOURS;

  readonly onDidChange = this.#changed.event;

  /** `onInvalid` is called with the name of a setting that has become invalid. */
  constructor(onInvalid: (name: string) => void) {
    this.#onInvalid = onInvalid;
    this.#subscription = vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(`${SECTION}.notifications`)) {
        this.#read();
        this.#changed.fire();
      }
    });
    this.#read();
  }

  /** Which notifications are announced. */
  get show(): (typeof SHOWN)[number] {
    return this.#show;
  }

  get muting(): Muting {
    return this.#muting;
  }

  get quietHours(): QuietHours {
    return this.#quietHours;
  }

  /** The entries of the setting, which may be anything. */
  entries(name: MutedSetting): readonly unknown[] {
    return entriesIn(valueOf(`notifications.${name}`));
  }

  /** Rejects if VS Code can't write the user's settings. */
  async setEntries(name: MutedSetting, entries: readonly unknown[]): Promise<void> {
    await vscode.workspace
      .getConfiguration(SECTION)
      .update(`notifications.${name}`, entries.length === 0 ? undefined : entries, vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #read(): void {
    const [show, types, authors, hours] = Object.keys(NOTIFICATIONS).map(valueOf);
    const quietHours = parseQuietHours(hours);
    this.#show = SHOWN.find(each => each === show) ?? SHOWN[0];
    this.#muting = parseMuting(types, authors);
    this.#quietHours = quietHours ?? NO_QUIET_HOURS;
    const isList = (value: unknown, parse: (entry: unknown) => unknown): boolean =>
      Array.isArray(value) && value.every(entry => parse(entry) !== undefined);
    const areValid = {
      'notifications.show': show === this.#show,
      'notifications.mutedTypes': isList(types, parseTypeEntry),
      'notifications.mutedAuthors': isList(authors, parseAuthorEntry),
      'notifications.quietHours': quietHours !== undefined,
    };
    const invalid = Object.entries(areValid).flatMap(([name, isValid]) => (isValid ? [] : [name]));
    invalid.filter(name => !this.#invalid.has(name)).forEach(name => this.#onInvalid(`${SECTION}.${name}`));
    this.#invalid = new Set(invalid);
  }
}

/** The value in settings.json, which may be anything, or else the manifest's default. */
function valueOf(name: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>(name);
}

/** Forwards the polling interval setting and this window's focus to the pollers. */
export class PollingSettings implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;

  constructor(session: Session, focus: WindowFocus) {
    if (vscode.window.state.focused) {
      focus.setFocused(true);
    }
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${SECTION}.pollIntervalSeconds`)) {
          const intervalMs = pollIntervalMs();
          session.portals.forEach(({ poller }) => poller.setInterval(intervalMs));
        }
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        focus.setFocused(focused);
        if (focused) {
          session.portals.forEach(({ poller }) => void poller.focus());
        }
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
