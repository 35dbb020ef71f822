import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { failureOrRethrow } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import type { ConnectCommands } from './connectCommands';
import type { CredentialStore } from './credentialStore';
import { withSecretStorageErrors } from './secretStorageErrors';

/** An action on a connected portal; `connect` signs in again. */
export type PortalAction = 'rename' | 'connect' | 'open' | 'remove';

/** A button of a portal in a list. */
export interface PortalActionButton extends vscode.QuickInputButton {
  readonly act: PortalAction;
}

interface ActItem extends vscode.QuickPickItem {
  readonly act: PortalAction;
}

const ICONS: Readonly<Record<PortalAction, string>> = {
  rename: 'edit',
  connect: 'plug',
  open: 'link-external',
  remove: 'debug-disconnect',
};

export function portalActionButtons(): readonly PortalActionButton[] {
  return acts().map(({ act, title }) => ({
    act,
    tooltip: title,
    iconPath: new vscode.ThemeIcon(ICONS[act]),
  }));
}

export function portalActionItems(): readonly ActItem[] {
  return acts().map(({ act, title }) => ({ act, label: title, iconPath: new vscode.ThemeIcon(ICONS[act]) }));
}

function acts(): readonly { readonly act: PortalAction; readonly title: string }[] {
  return [
    { act: 'rename', title: vscode.l10n.t('Rename…') },
    { act: 'connect', title: vscode.l10n.t('Connect Again…') },
    { act: 'open', title: vscode.l10n.t('Open Portal') },
    { act: 'remove', title: vscode.l10n.t('Disconnect') },
  ];
}

export interface PortalManagementOptions {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly connection: ConnectCommands;
  readonly times: Times;
}

interface PortalItem extends vscode.QuickPickItem {
  /** Absent on the item that connects another portal. */
  readonly portal?: Portal;
}

/** For each portal that has responded since the list opened: its permissions, or why it gave none. */
type Told = ReadonlyMap<Portal, string>;

/** Lists the connected portals with their kind of sign-in and the actions on each. */
export class PortalManagement {
  readonly #needs: PortalManagementOptions;

  constructor(needs: PortalManagementOptions) {
    this.#needs = needs;
  }

  async show(): Promise<void> {
    const chosen = await this.#choose();
    if (chosen === undefined) {
      return;
    }
    const { portal, act = await this.#askWhat(portal) } = chosen;
    if (act !== undefined) {
      await this.#do(act, portal);
    }
  }

  /** Asks for the portal's new name. */
  async rename(portal: Portal): Promise<void> {
    const host = hostOf(portal.account.origin);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename {0}', portal.name),
      prompt: vscode.l10n.t(
        'The name is shown only in this installation of VS Code. Leave it empty to use {0}.',
        host,
      ),
      value: portal.name,
      ignoreFocusOut: true,
    });
    const trimmed = name?.trim();
    if (trimmed !== undefined && trimmed !== portal.name) {
      await withSecretStorageErrors(() =>
        this.#needs.credentials.rename(portal.id, trimmed === host ? '' : trimmed),
      );
    }
  }

  /** Lets the user choose; the permissions are fetched while the list is open. */
  #choose(): Promise<{ readonly portal: Portal | undefined; readonly act?: PortalAction } | undefined> {
    const { portals } = this.#needs.session;
    const pick = vscode.window.createQuickPick<PortalItem>();
    pick.title = vscode.l10n.t('Manage Portals');
    pick.placeholder = vscode.l10n.t('Choose a portal, or connect another one');
    pick.matchOnDescription = true;
    pick.busy = portals.length > 0;
    let told: Told = new Map();
    pick.items = this.#items(portals, told);
    let isOpen = true;
    void Promise.all(
      portals.map(async portal => {
        const words = await this.#permissionWords(portal);
        told = new Map(told).set(portal, words);
        if (isOpen) {
          const [active] = pick.activeItems;
          const items = this.#items(portals, told);
          pick.items = items;
          pick.activeItems =
            active === undefined ? items.slice(0, 1) : items.filter(({ portal }) => portal === active.portal);
        }
      }),
    ).finally(() => {
      pick.busy = false;
    });
    return new Promise(resolve => {
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        resolve(item && { portal: item.portal });
        pick.hide();
      });
      pick.onDidTriggerItemButton(({ item, button }) => {
        resolve({ portal: item.portal, act: (button as PortalActionButton).act });
        pick.hide();
      });
      pick.onDidHide(() => {
        isOpen = false;
        resolve(undefined);
        pick.dispose();
      });
      pick.show();
    });
  }

  #items(portals: readonly Portal[], told: Told): readonly PortalItem[] {
    return [
      ...portals.map(portal => this.#item(portal, told.get(portal))),
      {
        label: vscode.l10n.t('Connect Another Portal…'),
        iconPath: new vscode.ThemeIcon('add'),
        alwaysShow: true,
      },
    ];
  }

  #item(portal: Portal, permissions = vscode.l10n.t('Contacting the portal…')): PortalItem {
    const { credentials } = this.#needs;
    const kind = credentials.accounts.find(({ id }) => id === portal.id)?.credential.kind;
    const signIn =
      kind === 'application'
        ? vscode.l10n.t('Local application (OAuth 2.0)')
        : vscode.l10n.t('Inbound webhook');
    const host = hostOf(portal.account.origin);
    const about = [
      ...(portal.name === host ? [] : [host]),
      signIn,
      vscode.l10n.t('user {0}', portal.account.userId),
    ];
    return {
      label: escapeLabel(portal.name),
      description: about.join(' · '),
      detail: [permissions, this.#successWords(portal)].join(' · '),
      iconPath: new vscode.ThemeIcon('organization'),
      buttons: portalActionButtons(),
      portal,
    };
  }

  async #permissionWords(portal: Portal): Promise<string> {
    try {
      const permissions = await portal.getPermissions();
      return escapeLabel(vscode.l10n.t('Permissions: {0}', permissions.join(', ')));
    } catch (error) {
      return escapeLabel(failureText(failureOrRethrow(error), this.#needs.times));
    }
  }

  #successWords({ inbox: { state } }: Portal): string {
    return state.kind === 'ready'
      ? vscode.l10n.t('Last response: {0}', this.#needs.times.clock(state.updatedAt))
      : vscode.l10n.t('No response yet');
  }

  async #askWhat(portal: Portal | undefined): Promise<PortalAction | undefined> {
    if (portal === undefined) {
      return 'connect';
    }
    const picked = await vscode.window.showQuickPick(portalActionItems(), {
      title: escapeLabel(portal.name),
    });
    return picked?.act;
  }

  async #do(act: PortalAction, portal: Portal | undefined): Promise<void> {
    const { connection } = this.#needs;
    if (portal === undefined) {
      await connection.connect(undefined);
      return;
    }
    switch (act) {
      case 'rename':
        await this.rename(portal);
        break;
      case 'connect':
        await connection.connect({ portalId: portal.id });
        break;
      case 'open':
        await vscode.env.openExternal(vscode.Uri.parse(portal.account.origin));
        break;
      case 'remove':
        await connection.disconnect(portal);
    }
  }
}
