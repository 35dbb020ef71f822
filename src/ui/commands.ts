import * as vscode from 'vscode';
import type { Notification } from '../model/notification';
import { failureIn, mustWait } from '../model/portalFailure';
import type { Failure } from '../model/portalFailure';
import type { Portal, Session } from '../model/session';
import type { CallLog } from './callLog';
import type { Connection } from './account/connection';
import { failureText } from './text/failureText';
import { pickNotification } from './notificationPick';
import { withProgress } from './progress';
import type { QuickReply } from './reply/quickReply';
import { notificationIdIn } from './tree/rows';
import type { Times } from './text/times';

export interface CommandNeeds {
  readonly session: Session;
  readonly connection: Connection;
  readonly quickReply: QuickReply;
  readonly log: CallLog;
  readonly times: Times;
}

/** Registers every command of the manifest. */
export function registerCommands(needs: CommandNeeds): vscode.Disposable {
  const commands = new Commands(needs);
  const handlers: Readonly<Record<string, (argument: unknown) => unknown>> = {
    connect: argument => needs.connection.connect(argument),
    disconnect: () => needs.connection.disconnect(),
    refresh: () => commands.withPortal(portal => commands.refresh(portal)),
    loadMore: () => commands.withPortal(portal => commands.tell(() => portal.inbox.loadMore())),
    quickReply: argument => commands.quickReply(argument),
    markRead: argument => commands.setRead(argument, true),
    markUnread: argument => commands.setRead(argument, false),
    markAllRead: () => commands.withPortal(portal => commands.tell(() => portal.inbox.readAll())),
    openPortal: () =>
      commands.withPortal(portal => vscode.env.openExternal(vscode.Uri.parse(portal.account.origin))),
    showLog: () => {
      needs.log.show();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(`bitrix24.${name}`, handler),
    ),
  );
}

class Commands {
  readonly #needs: CommandNeeds;

  constructor(needs: CommandNeeds) {
    this.#needs = needs;
  }

  async refresh({ poller, inbox }: Portal): Promise<void> {
    await withProgress(() => poller.poll());
    if (mustWait(inbox.failure, Date.now())) {
      this.#tellFailure(inbox.failure);
    }
  }

  async quickReply(argument: unknown): Promise<void> {
    await this.withPortal(async portal => {
      const notification = await this.#chosen(argument, portal, {
        title: vscode.l10n.t('Quick Reply'),
        among: all => all.toSorted((a, b) => replyRank(a) - replyRank(b)),
      });
      if (notification !== undefined) {
        await this.#needs.quickReply.to(notification, portal);
      }
    });
  }

  async setRead(argument: unknown, isRead: boolean): Promise<void> {
    await this.withPortal(async portal => {
      const notification = await this.#chosen(argument, portal, {
        title: isRead ? vscode.l10n.t('Mark as Read') : vscode.l10n.t('Mark as Unread'),
        among: all => all.filter(candidate => candidate.isRead !== isRead),
      });
      if (notification !== undefined) {
        await this.tell(() => portal.inbox.setRead([notification.id], isRead));
      }
    });
  }

  /** Does it with the connected portal, or offers to connect one. */
  async withPortal(work: (portal: Portal) => unknown): Promise<void> {
    const { portal } = this.#needs.session;
    if (portal === undefined) {
      const connect = vscode.l10n.t('Connect to a Portal…');
      const sentence = vscode.l10n.t('No Bitrix24 portal is connected.');
      void vscode.window.showInformationMessage(sentence, connect).then(choice => {
        return choice === connect ? this.#needs.connection.connect(undefined) : undefined;
      });
      return;
    }
    await work(portal);
  }

  /** Shows progress on the view, and a failure in words. */
  async tell(work: () => Promise<void>): Promise<void> {
    try {
      await withProgress(work);
    } catch (error) {
      this.#tellFailure(failureIn(error));
    }
  }

  #tellFailure(failure: Failure | undefined): void {
    if (failure !== undefined) {
      void vscode.window.showErrorMessage(failureText(failure, this.#needs.times));
    }
  }

  /** The notification that the argument names, else the one picked. */
  async #chosen(argument: unknown, portal: Portal, pick: Pick): Promise<Notification | undefined> {
    if (portal.inbox.state.kind !== 'ready') {
      await withProgress(() => portal.poller.poll());
    }
    const { state } = portal.inbox;
    if (state.kind === 'failed') {
      this.#tellFailure(state.failure);
      return undefined;
    }
    const all = state.kind === 'ready' ? state.notifications : [];
    const id = notificationIdIn(argument);
    if (id !== undefined) {
      const named = all.find(notification => notification.id === id);
      if (named === undefined) {
        void vscode.window.showWarningMessage(vscode.l10n.t('This notification is no longer in the list.'));
      }
      return named;
    }
    const candidates = pick.among(all);
    if (candidates.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no notification to choose from.'));
      return undefined;
    }
    return pickNotification(candidates, pick.title, this.#needs.times);
  }
}

interface Pick {
  readonly title: string;
  readonly among: (all: readonly Notification[]) => readonly Notification[];
}

/** Answerable ones first, and of these the unread. */
function replyRank({ canAnswer, isRead }: Notification): number {
  return (canAnswer ? 0 : 2) + (isRead ? 1 : 0);
}
