import * as vscode from 'vscode';
import {
  authorEntry,
  authorKey,
  muteReasons,
  type MuteReason,
  parseAuthorEntry,
  parseTypeEntry,
} from '../../model/arrivals/muting';
import { type Pause, tomorrowMorning } from '../../model/arrivals/pause';
import type { Session } from '../../model/portal/session';
import { showTransientMessage } from '../input/messages';
import type { MutedSetting, NotificationSettings } from '../settings';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, formatList } from '../text/words';
import { flattenTargets, type NotificationTarget, type PortalNotifications } from '../tree/notificationTarget';

const HOUR_MS = 3_600_000;
/** Of several notifications, the menu offers this many types and authors. */
const MAX_SOURCES = 3;

/** A type or an author. */
interface MutedSource {
  readonly kind: MuteReason;
  readonly name: string;
  /** As in the setting. */
  readonly entry: string;
  /** Equal for entries that mean the same. */
  readonly key: string;
}

const SETTINGS: Readonly<Record<MuteReason, MutedSetting>> = { type: 'mutedTypes', author: 'mutedAuthors' };
const ICONS: Readonly<Record<MuteReason, string>> = { type: 'tag', author: 'person' };

interface MuteCommandsOptions {
  readonly session: Session;
  readonly settings: Pick<NotificationSettings, 'muting' | 'entries' | 'setEntries'>;
  readonly pause: Pick<Pause, 'start' | 'resume'>;
  readonly times: Times;
  /** Snoozes a notification; absent if that is not possible. */
  readonly snooze?: (target: NotificationTarget) => unknown;
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly run: () => unknown;
}

/** Mutes and unmutes types and authors, and pauses announcements. */
export class MuteCommands {
  readonly #options: MuteCommandsOptions;

  constructor(options: MuteCommandsOptions) {
    this.#options = options;
  }

  muteTypes(found: readonly PortalNotifications[]): Promise<void> {
    return this.#mute(this.#sources(flattenTargets(found)).filter(({ kind }) => kind === 'type'));
  }

  muteAuthors(found: readonly PortalNotifications[]): Promise<void> {
    return this.#mute(this.#sources(flattenTargets(found)).filter(({ kind }) => kind === 'author'));
  }

  /** Unmutes the types and authors of these. */
  unmute(found: readonly PortalNotifications[]): Promise<void> {
    const { muting } = this.#options.settings;
    const muted = flattenTargets(found).flatMap(target => {
      const reasons = muteReasons(muting, target.portal.account.origin, target.notification);
      return this.#sources([target]).filter(({ kind }) => reasons.includes(kind));
    });
    return this.#unmute(muted);
  }

  /** Lists all that is muted, to unmute some of it. */
  async pickMuted(): Promise<void> {
    const muted = this.#mutedSources();
    const title = vscode.l10n.t('Muted Types and Authors');
    if (muted.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No types or authors are muted.'));
      return;
    }
    const items = muted.map(source => ({ ...sourceItem(source), source }));
    const placeHolder = vscode.l10n.t('Select what to unmute');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
    await this.#unmute((picked ?? []).map(({ source }) => source));
  }

  /** Asks how long to pause. */
  pickPause(): Promise<void> {
    return choose(vscode.l10n.t('Pause Notifications'), this.#pauseItems());
  }

  resume(): void {
    this.#options.pause.resume();
    showTransientMessage(vscode.l10n.t('Notifications are on.'));
  }

  /** The menu of a message: mutes something of these, or pauses everything. */
  pickForToast(targets: readonly NotificationTarget[]): Promise<void> {
    const { snooze } = this.#options;
    const sources = this.#sources(targets);
    const offered = (['type', 'author'] as const).flatMap(kind =>
      sources.filter(each => each.kind === kind).slice(0, MAX_SOURCES),
    );
    const [only, ...others] = targets;
    const snoozeItems =
      snooze === undefined || only === undefined || others.length > 0
        ? []
        : [{ label: vscode.l10n.t('Snooze…'), iconPath: new vscode.ThemeIcon('clock'), run: () => snooze(only) }];
    return choose(vscode.l10n.t('Mute'), [
      ...offered.map(source => ({ ...sourceItem(source), run: () => this.#mute([source]) })),
      ...snoozeItems,
      ...this.#pauseItems(),
    ]);
  }

  #pauseItems(): readonly ChoiceItem[] {
    const { pause, times } = this.#options;
    const now = Date.now();
    const item = (label: string, untilOf: () => number): ChoiceItem => ({
      label,
      iconPath: new vscode.ThemeIcon('bell-slash'),
      run: () => pause.start(untilOf()),
    });
    return [
      item(vscode.l10n.t('Pause All for an Hour'), () => Date.now() + HOUR_MS),
      item(vscode.l10n.t('Pause All Until Tomorrow, {0}', times.clock(tomorrowMorning(now))), () =>
        tomorrowMorning(now),
      ),
      item(vscode.l10n.t('Pause All Until Resumed'), () => Infinity),
    ];
  }

  /** The types and authors of these, each once. */
  #sources(targets: readonly NotificationTarget[]): readonly MutedSource[] {
    const sources = targets.flatMap(({ portal, notification }): readonly MutedSource[] => {
      const { typeId } = notification;
      const key = authorKey(portal.account.origin, notification.author);
      const name = authorName(notification);
      const author = { kind: 'author', name, entry: authorEntry(name, key), key } as const;
      const typeName = portal.typeNames.nameOf(typeId) || vscode.l10n.t('Other');
      return parseTypeEntry(typeId) === undefined
        ? [author]
        : [{ kind: 'type', name: typeName, entry: typeId, key: typeId }, author];
    });
    return [...new Map(sources.map(source => [`${source.kind} ${source.key}`, source])).values()];
  }

  #mutedSources(): readonly MutedSource[] {
    const { settings, session } = this.#options;
    const typeName = (id: string): string =>
      session.portals.map(({ typeNames }) => typeNames.nameOf(id)).find(name => name !== '') ?? vscode.l10n.t('Other');
    return [
      ...settings.entries('mutedTypes').flatMap((entry): readonly MutedSource[] => {
        const key = parseTypeEntry(entry);
        return key === undefined ? [] : [{ kind: 'type', name: typeName(key), entry: key, key }];
      }),
      ...settings.entries('mutedAuthors').flatMap((entry): readonly MutedSource[] => {
        const author = parseAuthorEntry(entry);
        return author === undefined ? [] : [{ kind: 'author', ...author, entry: String(entry) }];
      }),
    ];
  }

  async #mute(sources: readonly MutedSource[]): Promise<void> {
    const isSaved = await this.#change(sources, (entries, added) => [...entries, ...added.map(({ entry }) => entry)]);
    if (isSaved) showTransientMessage(vscode.l10n.t('Muted: {0}', namesOf(sources)));
  }

  async #unmute(sources: readonly MutedSource[]): Promise<void> {
    const isSaved = await this.#change(sources, entries => entries);
    if (isSaved) showTransientMessage(vscode.l10n.t('Unmuted: {0}', namesOf(sources)));
  }

  /** Writes the settings without these sources, as `then` completes them; resolves with whether it has. */
  async #change(
    sources: readonly MutedSource[],
    then: (entries: readonly unknown[], sources: readonly MutedSource[]) => readonly unknown[],
  ): Promise<boolean> {
    const { settings } = this.#options;
    try {
      for (const kind of ['type', 'author'] as const) {
        const changed = sources.filter(source => source.kind === kind);
        if (changed.length === 0) continue;
        const keys = new Set(changed.map(({ key }) => key));
        const others = settings.entries(SETTINGS[kind]).filter(entry => !keys.has(keyOf(kind, entry) ?? ''));
        await settings.setEntries(SETTINGS[kind], then(others, changed));
      }
      return sources.length > 0;
    } catch {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('VS Code could not save this in your settings. Check settings.json for errors.'),
      );
      return false;
    }
  }
}

function keyOf(kind: MuteReason, entry: unknown): string | undefined {
  return kind === 'type' ? parseTypeEntry(entry) : parseAuthorEntry(entry)?.key;
}

function namesOf(sources: readonly MutedSource[]): string {
  return escapeLabel(formatList([...new Set(sources.map(({ name }) => name))]));
}

function sourceItem({ kind, name, key }: MutedSource): vscode.QuickPickItem {
  const label = kind === 'type' ? vscode.l10n.t('Type: {0}', name) : vscode.l10n.t('Author: {0}', name);
  // Of people of the same name on several portals, the portal tells which one it is.
  const description = kind === 'author' ? escapeLabel(key.slice(key.indexOf('@') + 1)) : '';
  return { label: escapeLabel(label), description, iconPath: new vscode.ThemeIcon(ICONS[kind]) };
}

async function choose(title: string, items: readonly ChoiceItem[]): Promise<void> {
  const picked = await vscode.window.showQuickPick(items, { title });
  await picked?.run();
}
