import * as vscode from 'vscode';
import { displayOrigin } from '../../bitrix24/address/displayHost';
import type { Credential } from '../../bitrix24/auth/credential';
import { type Account, hostOf } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import { failureOrRethrow, movedOriginOf } from '../../model/portalFailure';
import { withViewProgress } from '../input/messages';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import type { CredentialStore } from './credentialStore';
import { withSecretStorageErrors } from './storageErrors';
import type { VerifiedCredential } from './webhookPrompt';

interface PortalMoveOptions {
  readonly credentials: CredentialStore;
  /** Asks at the new origin whether the credential works there and whose it is. Rejects with a `PortalFailure`. */
  readonly checkAt: (origin: string, credential: Credential) => Promise<VerifiedCredential>;
  /** Runs `move` and takes the account's unsent texts along. */
  readonly move: (from: Account, to: Account, move: () => Promise<void>) => Promise<void>;
  readonly times: Times;
}

/** Follows a portal to the new address it reports, if the user agrees and the account is the same there. */
export class PortalMove {
  readonly #options: PortalMoveOptions;

  constructor(options: PortalMoveOptions) {
    this.#options = options;
  }

  async follow(portal: Portal): Promise<void> {
    const to = movedOriginOf(portal.inbox.failure);
    const known = this.#options.credentials.accounts.find(({ id }) => id === portal.id)?.credential;
    if (to === undefined || known === undefined) {
      const sentence = vscode.l10n.t('{0} has not reported that it moved.', portal.name);
      void vscode.window.showInformationMessage(escapeLabel(sentence));
    } else if (await confirmMove(portal, known, to)) {
      const credential = await this.#verifyAt(to, portal, known);
      await (credential && this.#store(portal, credential));
    }
  }

  /** Resolves with `undefined` if the new host does not accept it for the same user, which is then shown. */
  async #verifyAt(to: string, portal: Portal, known: Credential): Promise<Credential | undefined> {
    const { checkAt, times } = this.#options;
    const host = hostOf(to);
    try {
      const { credential, account } = await withViewProgress(() => checkAt(to, known));
      const userId = String(account.id);
      // An old webhook may have been stored under its owner's login.
      if (userId === portal.account.userId || /\D/.test(portal.account.userId)) return credential.withUserId(userId);
      showError(
        vscode.l10n.t('{0} identifies you as a different person: {1}. Nothing was changed.', host, account.name),
      );
    } catch (error) {
      const failure = failureOrRethrow(error);
      // Drops the address of a further move: the user was asked about this one only.
      const why = failureText(
        failure.kind === 'unreachable' ? { kind: failure.kind, reason: failure.reason } : failure,
        times,
      );
      showError(vscode.l10n.t('{0} did not accept the sign-in. Nothing was changed. {1}', host, why));
    }
    return undefined;
  }

  async #store(portal: Portal, credential: Credential): Promise<void> {
    const { credentials, move } = this.#options;
    const change = (): Promise<void> => move(portal.account, credential, () => credentials.move(portal.id, credential));
    if (await withSecretStorageErrors(credentials, change)) {
      const sentence = vscode.l10n.t('{0} is now connected at {1}.', portal.name, hostOf(credential.origin));
      void vscode.window.showInformationMessage(escapeLabel(sentence));
    }
  }
}

/** Asks whether the credential may be sent to the new origin. */
async function confirmMove(portal: Portal, { kind }: Credential, to: string): Promise<boolean> {
  const switchButton = vscode.l10n.t('Switch');
  const sentText =
    kind === 'webhook'
      ? vscode.l10n.t(
          'The webhook’s address, including its secret code, will be sent to {0}. If it is valid there for the same account, it will replace the old address.',
          to,
        )
      : vscode.l10n.t(
          'Your sign-in tokens will be sent to {0}. If they are valid there for the same account, the new address will replace the old one.',
          to,
        );
  const warningText = vscode.l10n.t(
    'If you don’t recognize the new address, cancel and contact the portal’s administrator.',
  );
  const question = vscode.l10n.t('{0} says that it has moved to {1}.', displayOrigin(portal.account.origin), to);
  const options = { modal: true, detail: `${sentText}\n\n${warningText}` };
  return (await vscode.window.showWarningMessage(question, options, switchButton)) === switchButton;
}

function showError(sentence: string): void {
  void vscode.window.showErrorMessage(escapeLabel(sentence));
}
