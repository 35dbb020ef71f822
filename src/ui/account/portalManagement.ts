import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { failureOrRethrow } from '../../model/portalFailure';
import { acceptedValue, showQuickInput } from '../input/quickInput';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { formatList } from '../text/words';
import type { ConnectCommands } from './connectCommands';
import type { CredentialStore } from './credentialStore';
import { withSecretStorageErrors } from './storageErrors';

interface PortalActionButton extends vscode.QuickInputButton {
  readonly run: (portal: Portal) => Thenable<unknown>;
}

interface PortalManagementOptions {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly connection: ConnectCommands;
  readonly times: Times;
}

interface PortalItem extends vscode.QuickPickItem {
  /** Absent on the item that connects another portal. */
  readonly portal?: Portal;
}

/** What the user chose: a portal or, without one, to connect another, and an action if its button was pressed. */
interface PortalChoice {
  readonly portal: Portal | undefined;
  readonly action?: PortalActionButton;
}

/** Lists the connected portals with their kind of sign-in and the actions on each. */
export class PortalManagement {
  readonly #options: PortalManagementOptions;
  readonly #actions: readonly PortalActionButton[];

  constructor(options: PortalManagementOptions) {
    this.#options = options;
    const { connection } = options;
    const button = (icon: string, tooltip: string, run: PortalActionButton['run']): PortalActionButton => ({
      iconPath: new vscode.ThemeIcon(icon),
      tooltip,
      run,
    });
    this.#actions = [
      button('edit', vscode.l10n.t('Rename…'), portal => this.rename(portal)),
      button('plug', vscode.l10n.t('Connect Again…'), ({ id }) => connection.connect({ portalId: id })),
      button('link-external', vscode.l10n.t('Open Portal'), ({ account }) =>
        vscode.env.openExternal(vscode.Uri.parse(account.origin)),
      ),
      button('debug-disconnect', vscode.l10n.t('Disconnect'), portal => connection.askToDisconnect(portal)),
    ];
  }

  async show(): Promise<void> {
    const choice = await this.#pick();
    if (choice === undefined) return;
    const { portal } = choice;
    if (portal === undefined) {
      await this.#options.connection.connect(undefined);
      return;
    }
    const action = choice.action ?? (await this.#pickAction(portal));
    await action?.run(portal);
  }

  /** Asks for the portal's new name. */
  async rename(portal: Portal): Promise<void> {
    const host = displayHost(portal.account.origin);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename {0}', portal.name),
      prompt: vscode.l10n.t('The name is shown only in this installation of VS Code. Leave it empty to use {0}.', host),
      value: portal.name,
      ignoreFocusOut: true,
    });
    const trimmed = name?.trim();
    if (trimmed !== undefined && trimmed !== portal.name) {
      const { credentials } = this.#options;
      await withSecretStorageErrors(credentials, () => credentials.rename(portal.id, trimmed === host ? '' : trimmed));
    }
  }

  /** Lets the user choose; the permissions are fetched while the list is open. */
  async #pick(): Promise<PortalChoice | undefined> {
    const { portals } = this.#options.session;
    const pick = vscode.window.createQuickPick<PortalItem>();
    pick.title = vscode.l10n.t('Manage Portals');
    pick.placeholder = vscode.l10n.t('Choose a portal, or connect another one');
    pick.matchOnDescription = true;
    pick.busy = portals.length > 0;
    /** Texts for the portals that have responded. */
    const permissions = new Map<Portal, string>();
    const items = (): readonly PortalItem[] => [
      ...portals.map(portal => this.#item(portal, permissions.get(portal))),
      { label: vscode.l10n.t('Connect Another Portal…'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true },
    ];
    pick.items = items();
    let isOpen = true;
    void Promise.all(
      portals.map(async portal => {
        permissions.set(portal, await this.#permissionsText(portal));
        if (isOpen) {
          const [active] = pick.activeItems;
          pick.items = items();
          pick.activeItems =
            active === undefined ? pick.items.slice(0, 1) : pick.items.filter(({ portal }) => portal === active.portal);
        }
      }),
    ).finally(() => {
      pick.busy = false;
    });
    const result = await showQuickInput<PortalChoice>(
      pick,
      () => pick.activeItems[0] && { portal: pick.activeItems[0].portal },
      {
        listen: accept => {
          pick.onDidTriggerItemButton(({ item, button }) => {
            accept({ portal: item.portal, action: button as PortalActionButton });
          });
        },
      },
    );
    isOpen = false;
    return acceptedValue(result);
  }

  #item(portal: Portal, permissions = vscode.l10n.t('Contacting the portal…')): PortalItem {
    const { credentials, times } = this.#options;
    const kind = credentials.accounts.find(({ id }) => id === portal.id)?.credential.kind;
    const signIn =
      kind === 'application' ? vscode.l10n.t('Local application (OAuth 2.0)') : vscode.l10n.t('Inbound webhook');
    const host = displayHost(portal.account.origin);
    const user = vscode.l10n.t('user {0}', portal.account.userId);
    const { state } = portal.inbox;
    const lastResponse =
      state.kind === 'ready'
        ? vscode.l10n.t('Last response: {0}', times.clock(state.updatedAt))
        : vscode.l10n.t('No response yet');
    return {
      label: escapeLabel(portal.name),
      description: [...(portal.name === host ? [] : [host]), signIn, user].join(' · '),
      detail: [permissions, arrivalsText(portal), lastResponse].join(' · '),
      iconPath: new vscode.ThemeIcon('organization'),
      buttons: this.#actions,
      portal,
    };
  }

  async #permissionsText(portal: Portal): Promise<string> {
    try {
      const permissions = await portal.getPermissions();
      return escapeLabel(vscode.l10n.t('Permissions: {0}', formatList(permissions.map(permissionName))));
    } catch (error) {
      return escapeLabel(failureText(failureOrRethrow(error), this.#options.times));
    }
  }

  /** Lets the user pick one of the actions that the portal's buttons offer; `undefined` if canceled. */
  async #pickAction(portal: Portal): Promise<PortalActionButton | undefined> {
    const items = this.#actions.map(action => ({ action, iconPath: action.iconPath, label: action.tooltip ?? '' }));
    return (await vscode.window.showQuickPick(items, { title: escapeLabel(portal.name) }))?.action;
  }
}

/** Returns what a permission is for; the portal's id for those that nothing here needs. */
function permissionName(id: string): string {
  switch (id) {
    case 'im':
      return vscode.l10n.t('notifications');
    case 'user':
      return vscode.l10n.t('colleagues');
    case 'pull_channel':
      return vscode.l10n.t('arrivals at once');
    default:
      return id;
  }
}

/** How soon a notification is shown. */
function arrivalsText({ push, poller }: Portal): string {
  return push?.isLive === true
    ? vscode.l10n.t('New notifications: at once')
    : vscode.l10n.t('New notifications: every {0} s', poller.intervalMs / 1000);
}
