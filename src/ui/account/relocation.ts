import * as vscode from 'vscode';
import type { Credential } from '../../bitrix24/access/credential';
import { hostOf } from '../../model/account';
import type { Account } from '../../model/account';
import type { Portal } from '../../model/portal';
import { failureIn, movedTo } from '../../model/portalFailure';
import { withProgress } from '../progress';
import { failureText } from '../text/failureText';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import type { Checked } from './connectPrompt';
import type { CredentialStore } from './credentialStore';
import { inStorage } from './inStorage';

export interface RelocationNeeds {
  readonly credentials: CredentialStore;
  /** Asks at the new origin whether the credential works there, and whose it is. Rejects with a `PortalFailure`. */
  readonly checkAt: (origin: string, credential: Credential) => Promise<Checked>;
  /** Takes along what is kept of the account. */
  readonly move: (from: Account, to: Account, move: () => Promise<void>) => Promise<void>;
  readonly times: Times;
}

/** Follows a portal to the address that it says it has moved to: once the person agrees, and the account is the same there. */
export class Relocation {
  readonly #needs: RelocationNeeds;

  constructor(needs: RelocationNeeds) {
    this.#needs = needs;
  }

  async follow(portal: Portal): Promise<void> {
    const to = movedTo(portal.inbox.failure);
    const known = this.#needs.credentials.known.find(({ id }) => id === portal.id)?.credential;
    if (to === undefined || known === undefined) {
      const sentence = vscode.l10n.t('{0} does not say that it has moved.', portal.name);
      void vscode.window.showInformationMessage(inert(sentence));
    } else if (await agrees(portal, known, new URL(to).host)) {
      const checked = await this.#checked(portal, known, to);
      await (checked && this.#keep(portal, checked));
    }
  }

  /** `undefined`: it is not good there, and the person has been told. */
  async #checked(portal: Portal, known: Credential, to: string): Promise<Credential | undefined> {
    const { checkAt, times } = this.#needs;
    const { host } = new URL(to);
    try {
      const { credential, account } = await withProgress(() => checkAt(to, known));
      const userId = String(account.id);
      // A webhook of old may have been kept by its owner's login.
      if (userId === portal.account.userId || /\D/.test(portal.account.userId)) {
        return credential.of(userId);
      }
      tellUnchanged(
        vscode.l10n.t('{0} takes you for another person: {1}. Nothing was changed.', host, account.name),
      );
    } catch (error) {
      const failure = failureIn(error);
      // Where that one leads to is another question than the one that was asked.
      const why = failureText(
        failure.kind === 'unreachable' ? { kind: failure.kind, reason: failure.reason } : failure,
        times,
      );
      tellUnchanged(vscode.l10n.t('{0} did not take the sign-in, and nothing was changed. {1}', host, why));
    }
    return undefined;
  }

  async #keep(portal: Portal, credential: Credential): Promise<void> {
    const { credentials, move } = this.#needs;
    const work = (): Promise<void> =>
      move(portal.account, credential, () => credentials.move(portal.id, credential));
    if (await inStorage(work)) {
      const sentence = vscode.l10n.t('{0} is connected at {1} from now on.', portal.name, credential.host);
      void vscode.window.showInformationMessage(inert(sentence));
    }
  }
}

/** Whether the person lets the sign-in be shown to the new host. */
async function agrees(portal: Portal, { kind }: Credential, host: string): Promise<boolean> {
  const follow = vscode.l10n.t('Follow');
  const sent =
    kind === 'webhook'
      ? vscode.l10n.t(
          'The webhook’s address with its secret code is sent to {0}. If it is good there for the same account, it takes the place of the old one.',
          host,
        )
      : vscode.l10n.t(
          'The tokens of your sign-in are sent to {0}. If they are good there for the same account, it takes the place of the old one.',
          host,
        );
  const doubt = vscode.l10n.t(
    'Cancel if you have not heard of the new name: ask the portal’s administrator.',
  );
  const question = vscode.l10n.t('{0} says that it has moved to {1}.', hostOf(portal.account), host);
  const options = { modal: true, detail: `${sent}\n\n${doubt}` };
  return (await vscode.window.showWarningMessage(question, options, follow)) === follow;
}

function tellUnchanged(sentence: string): void {
  void vscode.window.showErrorMessage(inert(sentence));
}
