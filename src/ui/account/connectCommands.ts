import * as vscode from 'vscode';
import { isLoopbackHost } from '../../bitrix24/address/address';
import { displayHost } from '../../bitrix24/address/displayHost';
import { parseWebhook, type Webhook } from '../../bitrix24/address/webhook';
import { type Credential, isSameCredential } from '../../bitrix24/auth/credential';
import { accountId, hostOf } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { failureOrRethrow } from '../../model/portalFailure';
import { type SharedMemento, updateInBackground } from '../../model/windows/sharedMemento';
import { portalIdIn } from '../input/commandArgument';
import { escapeLabel } from '../text/labels';
import { ApplicationSignIn } from './applicationSignIn';
import type { BrowserSignInOptions } from './browserSignIn';
import { type StoredAccount, UnreadableListError } from './accountSecrets';
import type { CredentialStore } from './credentialStore';
import { joinSentences } from '../text/words';
import { showUnreadableList, withSecretStorageErrors } from './storageErrors';
import { askForWebhook, type VerifiedCredential } from './webhookPrompt';

const LAST_KIND_KEY = 'bitrix24.signInKind';

interface ConnectCommandsOptions extends BrowserSignInOptions {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly shared: SharedMemento;
}

/** Connects and disconnects portals. */
export class ConnectCommands {
  readonly #options: ConnectCommandsOptions;
  readonly #application: ApplicationSignIn;

  constructor(options: ConnectCommandsOptions) {
    this.#options = options;
    this.#application = new ApplicationSignIn(options);
  }

  /**
   * A string, a webhook address, prefills the box; a portal's row reconnects that portal. While nothing is connected,
   * an address on this machine (a sample portal's) is connected without asking: nobody else can be behind it.
   */
  async connect(argument: unknown): Promise<void> {
    const { credentials } = this.#options;
    if (!credentials.isRead) {
      await credentials.read();
    }
    if (typeof argument === 'string') {
      await this.#connectTo(argument);
      return;
    }
    const known = credentials.accounts.find(({ id }) => id === portalIdIn(argument));
    await (known === undefined ? this.#ask().then(verified => this.#storeIf(verified)) : this.#connectAgain(known));
  }

  /** Asks first: the secret and the snoozes can't be restored. */
  async askToDisconnect(portal: Portal): Promise<void> {
    if (await confirmDisconnect(portal, this.#kindOf(portal))) await this.disconnect(portal);
  }

  async disconnect(portal: Portal): Promise<void> {
    const { credentials } = this.#options;
    const kind = this.#kindOf(portal);
    if (!(await withSecretStorageErrors(credentials, () => credentials.forget(portal.id)))) return;
    void vscode.window.showInformationMessage(
      kind === 'application'
        ? vscode.l10n.t('Disconnected from {0}. The application still exists in the portal.', escapeLabel(portal.name))
        : vscode.l10n.t('Disconnected from {0}. The webhook still exists in the portal.', escapeLabel(portal.name)),
    );
  }

  async #connectTo(address: string): Promise<void> {
    const { credentials, session } = this.#options;
    const result = parseWebhook(address);
    const webhook = result.kind === 'webhook' ? result.webhook : undefined;
    if (webhook !== undefined && credentials.accounts.some(({ credential }) => isSameCredential(credential, webhook))) {
      return;
    }
    const isLocal =
      session.state.kind === 'signedOut' && webhook !== undefined && isLoopbackHost(hostOf(webhook.origin));
    const verified = isLocal ? await this.#verify(webhook) : undefined;
    await this.#storeIf(verified ?? (await this.#askForWebhook(address)));
  }

  /** If the sign-in turns out to be another user's (the browser may be signed in as one), asks what to do. */
  #kindOf({ id: portalId }: Portal): Credential['kind'] | undefined {
    return this.#options.credentials.accounts.find(({ id }) => id === portalId)?.credential.kind;
  }

  async #connectAgain(known: StoredAccount): Promise<void> {
    const { credential } = known;
    const verified = await (credential.kind === 'webhook'
      ? this.#askForWebhook()
      : this.#application.signIn(credential));
    if (verified === undefined || accountId(withNumericUserId(verified)) === known.id) {
      await this.#storeIf(verified);
      return;
    }
    const add = vscode.l10n.t('Add as Another Portal');
    const tryAgain = vscode.l10n.t('Try Again');
    const name = this.#options.session.portal(known.id)?.name ?? displayHost(credential.origin);
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} was previously connected as a different person. You are now signed in as {1}.',
        name,
        verified.account.name,
      ),
      { modal: true },
      tryAgain,
      add,
    );
    if (choice === tryAgain) {
      await this.#connectAgain(known);
    } else if (choice === add) {
      await this.#storeIf(verified);
    }
  }

  async #ask(): Promise<VerifiedCredential | undefined> {
    const { shared } = this.#options;
    const kind = await pickSignInKind(shared.get(LAST_KIND_KEY));
    if (kind === undefined) return undefined;
    updateInBackground(shared, LAST_KIND_KEY, kind);
    return kind === 'webhook' ? this.#askForWebhook() : this.#application.signIn();
  }

  #askForWebhook(address = ''): Promise<VerifiedCredential | undefined> {
    const { check, times } = this.#options;
    return askForWebhook(address, check, times);
  }

  async #verify(webhook: Webhook): Promise<VerifiedCredential | undefined> {
    try {
      return { credential: webhook, account: await this.#options.check(webhook) };
    } catch (error) {
      failureOrRethrow(error);
      return undefined;
    }
  }

  async #storeIf(verified: VerifiedCredential | undefined): Promise<void> {
    if (verified === undefined) return;
    const { credentials } = this.#options;
    const { account } = verified;
    const credential = withNumericUserId(verified);
    try {
      await credentials.store(credential);
    } catch (error) {
      if (error instanceof UnreadableListError) {
        void showUnreadableList(credentials).then(isRebuilt => (isRebuilt ? this.#storeIf(verified) : undefined));
        return;
      }
      const tryAgain = vscode.l10n.t('Try Again');
      const sentence = vscode.l10n.t('The sign-in could not be saved in VS Code’s secret storage.');
      void vscode.window
        .showErrorMessage(sentence, tryAgain)
        .then(choice => (choice === tryAgain ? this.#storeIf(verified) : undefined));
      return;
    }
    const portal = this.#options.session.portal(accountId(credential));
    void portal?.poller.poll();
    // The credential may be the same, with another permission.
    portal?.push?.start();
    const name = portal?.name ?? displayHost(credential.origin);
    void vscode.window.showInformationMessage(
      escapeLabel(vscode.l10n.t('Connected to {0} as {1}.', name, account.name)),
    );
  }
}

/** Sets the numeric user ID, so that the account is the same one however the user signs in. */
function withNumericUserId({ credential, account }: VerifiedCredential): Credential {
  return credential.withUserId(String(account.id));
}

async function confirmDisconnect(portal: Portal, kind: Credential['kind'] | undefined): Promise<boolean> {
  const disconnect = vscode.l10n.t('Disconnect');
  const goes =
    kind === 'application'
      ? vscode.l10n.t('The sign-in, the saved list of notifications and the snoozes are deleted from VS Code.')
      : vscode.l10n.t(
          'The webhook’s address, the saved list of notifications and the snoozes are deleted from VS Code.',
        );
  const stays = vscode.l10n.t('Drafts and unsent replies are kept until you connect again.');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Disconnect from {0}?', portal.name),
    { modal: true, detail: joinSentences([goes, stays]) },
    disconnect,
  );
  return answer === disconnect;
}

/** Asks how to sign in, the last choice first. Resolves with `undefined` if canceled. */
async function pickSignInKind(last: unknown): Promise<Credential['kind'] | undefined> {
  const webhook = {
    signInKind: 'webhook' as const,
    label: vscode.l10n.t('Inbound webhook'),
    detail: vscode.l10n.t('Quick: paste one address that you create in the portal.'),
    iconPath: new vscode.ThemeIcon('link'),
  };
  const application = {
    signInKind: 'application' as const,
    label: vscode.l10n.t('Local application (OAuth 2.0)'),
    detail: vscode.l10n.t('If your company does not allow webhooks: sign in using the browser.'),
    iconPath: new vscode.ThemeIcon('globe'),
  };
  const items = last === 'application' ? [application, webhook] : [webhook, application];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Connect to a Bitrix24 Portal'),
    placeHolder: vscode.l10n.t('How do you want to sign in?'),
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return picked?.signInKind;
}
