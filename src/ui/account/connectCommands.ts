import * as vscode from 'vscode';
import { isLoopbackHost } from '../../bitrix24/address/address';
import { parseWebhook } from '../../bitrix24/address/webhook';
import type { Webhook } from '../../bitrix24/address/webhook';
import { isSameCredential } from '../../bitrix24/auth/credential';
import type { Credential } from '../../bitrix24/auth/credential';
import { accountId, hostOf } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { failureOrRethrow } from '../../model/portalFailure';
import { updateInBackground } from '../../model/windows/sharedMemento';
import type { SharedMemento } from '../../model/windows/sharedMemento';
import { portalIdIn } from '../input/commandArgument';
import { escapeLabel } from '../text/labels';
import { ApplicationSignIn } from './applicationSignIn';
import type { ApplicationSignInNeeds } from './applicationSignIn';
import type { CredentialStore, StoredAccount } from './credentialStore';
import { withSecretStorageErrors } from './secretStorageErrors';
import { pickSignInKind } from './signInKind';
import type { SignInKind } from './signInKind';
import { askForWebhook } from './webhookPrompt';
import type { VerifiedCredential, VerifyCredential } from './webhookPrompt';

const LAST_KIND_KEY = 'bitrix24.signInKind';

export interface ConnectCommandsOptions extends Omit<ApplicationSignInNeeds, 'check'> {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly shared: SharedMemento;
  readonly check: VerifyCredential;
}

/** Connects and disconnects portals. */
export class ConnectCommands {
  readonly #needs: ConnectCommandsOptions;
  readonly #application: ApplicationSignIn;

  constructor(needs: ConnectCommandsOptions) {
    this.#needs = needs;
    this.#application = new ApplicationSignIn(needs);
  }

  /**
   * A string, a webhook address, prefills the box; a portal's row reconnects that portal. While nothing is connected,
   * an address on this machine (a sample portal's) is connected without asking: nobody else can be behind it.
   */
  async connect(argument: unknown): Promise<void> {
    const { credentials } = this.#needs;
    if (!credentials.isRead) {
      await credentials.read();
    }
    if (typeof argument === 'string') {
      await this.#connectTo(argument);
      return;
    }
    const known = credentials.accounts.find(({ id }) => id === portalIdIn(argument));
    await (known === undefined
      ? this.#ask().then(checked => this.#storeIf(checked))
      : this.#connectAgain(known));
  }

  async disconnect(portal: Portal): Promise<void> {
    const { credentials } = this.#needs;
    const kind = credentials.accounts.find(({ id }) => id === portal.id)?.credential.kind;
    if (!(await withSecretStorageErrors(() => credentials.forget(portal.id)))) {
      return;
    }
    void vscode.window.showInformationMessage(
      kind === 'application'
        ? vscode.l10n.t(
            'Disconnected from {0}. The application still exists in the portal.',
            escapeLabel(portal.name),
          )
        : vscode.l10n.t(
            'Disconnected from {0}. The webhook still exists in the portal.',
            escapeLabel(portal.name),
          ),
    );
  }

  async #connectTo(address: string): Promise<void> {
    const { credentials, session, check, times } = this.#needs;
    const reading = parseWebhook(address);
    const named = reading.kind === 'webhook' ? reading.webhook : undefined;
    if (
      named !== undefined &&
      credentials.accounts.some(({ credential }) => isSameCredential(credential, named))
    ) {
      return;
    }
    const isLocal =
      session.state.kind === 'signedOut' && named !== undefined && isLoopbackHost(hostOf(named.origin));
    const checked = isLocal ? await this.#checked(named) : undefined;
    await this.#storeIf(checked ?? (await askForWebhook(address, check, times)));
  }

  /** If the sign-in turns out to be another user's (the browser may be signed in as one), asks what to do. */
  async #connectAgain(known: StoredAccount): Promise<void> {
    const checked = await this.#signInAgain(known.credential);
    if (checked === undefined || accountId(normal(checked)) === known.id) {
      await this.#storeIf(checked);
      return;
    }
    const add = vscode.l10n.t('Add as Another Portal');
    const tryAgain = vscode.l10n.t('Try Again');
    const name = this.#needs.session.portal(known.id)?.name ?? hostOf(known.credential.origin);
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} was previously connected as a different person. You are now signed in as {1}.',
        name,
        checked.account.name,
      ),
      { modal: true },
      tryAgain,
      add,
    );
    if (choice === tryAgain) {
      await this.#connectAgain(known);
    } else if (choice === add) {
      await this.#storeIf(checked);
    }
  }

  async #ask(): Promise<VerifiedCredential | undefined> {
    const { shared } = this.#needs;
    const kind = await pickSignInKind(lastKind(shared.get(LAST_KIND_KEY)));
    if (kind === undefined) {
      return undefined;
    }
    updateInBackground(shared, LAST_KIND_KEY, kind);
    return kind === 'webhook' ? this.#askForWebhook() : this.#application.begin();
  }

  #signInAgain(credential: Credential): Promise<VerifiedCredential | undefined> {
    if (credential.kind === 'webhook') {
      return this.#askForWebhook();
    }
    const { origin, application } = credential;
    return this.#application.begin({ origin, application });
  }

  #askForWebhook(): Promise<VerifiedCredential | undefined> {
    const { check, times } = this.#needs;
    return askForWebhook('', check, times);
  }

  async #checked(webhook: Webhook): Promise<VerifiedCredential | undefined> {
    try {
      return { credential: webhook, account: await this.#needs.check(webhook) };
    } catch (error) {
      failureOrRethrow(error);
      return undefined;
    }
  }

  async #storeIf(checked: VerifiedCredential | undefined): Promise<void> {
    if (checked === undefined) {
      return;
    }
    const { account } = checked;
    const credential = normal(checked);
    try {
      await this.#needs.credentials.store(credential);
    } catch {
      const tryAgain = vscode.l10n.t('Try Again');
      const sentence = vscode.l10n.t('The sign-in could not be saved in VS Code’s secret storage.');
      void vscode.window.showErrorMessage(sentence, tryAgain).then(choice => {
        return choice === tryAgain ? this.#storeIf(checked) : undefined;
      });
      return;
    }
    const portal = this.#needs.session.portal(accountId(credential));
    void portal?.poller.poll();
    const name = portal?.name ?? hostOf(credential.origin);
    void vscode.window.showInformationMessage(
      escapeLabel(vscode.l10n.t('Connected to {0} as {1}.', name, account.name)),
    );
  }
}

/** Sets the numeric user ID, so that the account is the same one however the user signs in. */
function normal({ credential, account }: VerifiedCredential): Credential {
  return credential.withUserId(String(account.id));
}

function lastKind(value: unknown): SignInKind | undefined {
  return value === 'webhook' || value === 'application' ? value : undefined;
}
