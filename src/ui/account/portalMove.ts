import * as vscode from 'vscode';
import type { Credential } from '../../bitrix24/auth/credential';
import { hostOf } from '../../model/account';
import type { Account } from '../../model/account';
import type { Portal } from '../../model/portal/portal';
import { failureOrRethrow, movedOriginOf } from '../../model/portalFailure';
import { withViewProgress } from '../input/messages';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import type { CredentialStore } from './credentialStore';
import { withSecretStorageErrors } from './secretStorageErrors';
import type { VerifiedCredential } from './webhookPrompt';

export interface PortalMoveOptions {
  readonly credentials: CredentialStore;
  /** Asks at the new origin whether the credential works there and whose it is. Rejects with a `PortalFailure`. */
  readonly checkAt: (origin: string, credential: Credential) => Promise<VerifiedCredential>;
  /** Runs `move` and takes the account's unsent texts along. */
  readonly move: (from: Account, to: Account, move: () => Promise<void>) => Promise<void>;
  readonly times: Times;
}

/** Follows a portal to the new address it reports, if the user agrees and the account is the same there. */
export class PortalMove {
  readonly #needs: PortalMoveOptions;

  constructor(needs: PortalMoveOptions) {
    this.#needs = needs;
  }

  async follow(portal: Portal): Promise<void> {
    const to = movedOriginOf(portal.inbox.failure);
    const known = this.#needs.credentials.accounts.find(({ id }) => id === portal.id)?.credential;
    if (to === undefined || known === undefined) {
      const sentence = vscode.l10n.t('{0} has not reported that it moved.', portal.name);
      void vscode.window.showInformationMessage(escapeLabel(sentence));
    } else if (await agrees(portal, known, hostOf(to))) {
      const checked = await this.#checked(portal, known, to);
      await (checked && this.#keep(portal, checked));
    }
  }

  /** Resolves with `undefined` if the new host does not accept it for the same user, who has then been told. */
  async #checked(portal: Portal, known: Credential, to: string): Promise<Credential | undefined> {
    const { checkAt, times } = this.#needs;
    const host = hostOf(to);
    try {
      const { credential, account } = await withViewProgress(() => checkAt(to, known));
      const userId = String(account.id);
      // An old webhook may have been stored under its owner's login.
      if (userId === portal.account.userId || /\D/.test(portal.account.userId)) {
        return credential.withUserId(userId);
      }
      tellUnchanged(
        vscode.l10n.t(
          '{0} identifies you as a different person: {1}. Nothing was changed.',
          host,
          account.name,
        ),
      );
    } catch (error) {
      const failure = failureOrRethrow(error);
      // Drops the address of a further move: the user was asked about this one only.
      const why = failureText(
        failure.kind === 'unreachable' ? { kind: failure.kind, reason: failure.reason } : failure,
        times,
      );
      tellUnchanged(vscode.l10n.t('{0} did not accept the sign-in. Nothing was changed. {1}', host, why));
    }
    return undefined;
  }

  async #keep(portal: Portal, credential: Credential): Promise<void> {
    const { credentials, move } = this.#needs;
    const work = (): Promise<void> =>
      move(portal.account, credential, () => credentials.move(portal.id, credential));
    if (await withSecretStorageErrors(work)) {
      const sentence = vscode.l10n.t('{0} is now connected at {1}.', portal.name, hostOf(credential.origin));
      void vscode.window.showInformationMessage(escapeLabel(sentence));
    }
  }
}

/** Asks whether the credential may be sent to the new host. */
async function agrees(portal: Portal, { kind }: Credential, host: string): Promise<boolean> {
  const follow = vscode.l10n.t('Switch');
  const sent =
    kind === 'webhook'
      ? vscode.l10n.t(
          'The webhook’s address, including its secret code, will be sent to {0}. If it is valid there for the same account, it will replace the old address.',
          host,
        )
      : vscode.l10n.t(
          'Your sign-in tokens will be sent to {0}. If they are valid there for the same account, the new address will replace the old one.',
          host,
        );
  const doubt = vscode.l10n.t(
    'If you don’t recognize the new address, cancel and contact the portal’s administrator.',
  );
  const question = vscode.l10n.t('{0} says that it has moved to {1}.', hostOf(portal.account.origin), host);
  const options = { modal: true, detail: `${sent}\n\n${doubt}` };
  return (await vscode.window.showWarningMessage(question, options, follow)) === follow;
}

function tellUnchanged(sentence: string): void {
  void vscode.window.showErrorMessage(escapeLabel(sentence));
}
