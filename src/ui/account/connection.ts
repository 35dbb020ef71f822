import * as vscode from 'vscode';
import { isLoopback, readWebhook } from '../../bitrix24/webhook';
import type { Webhook } from '../../bitrix24/webhook';
import { failureIn } from '../../model/portalFailure';
import type { Session } from '../../model/session';
import { askForWebhook } from './connectPrompt';
import type { Checked, CheckWebhook } from './connectPrompt';
import type { CredentialStore } from './credentialStore';
import { inert } from '../text/inert';
import type { Times } from '../text/times';

export interface ConnectionNeeds {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly check: CheckWebhook;
  readonly times: Times;
}

/** Connects a portal and forgets it again. */
export class Connection {
  readonly #needs: ConnectionNeeds;

  constructor(needs: ConnectionNeeds) {
    this.#needs = needs;
  }

  /**
   * An address in the argument fills the box. One of this machine (a sample portal's) is connected without asking
   * while nothing else is: nobody else can be behind it.
   */
  async connect(argument: unknown): Promise<void> {
    const { session, credentials, check, times } = this.#needs;
    const typed = typeof argument === 'string' ? argument : '';
    const reading = readWebhook(typed);
    if (session.state.kind === 'starting') {
      await credentials.read();
    }
    const named = reading.kind === 'webhook' ? reading.webhook : undefined;
    if (named !== undefined && credentials.isCurrent(named)) {
      return;
    }
    const isLocal = session.state.kind === 'signedOut' && named !== undefined && isLoopback(named.host);
    const checked =
      (isLocal ? await this.#checked(named) : undefined) ?? (await askForWebhook(typed, check, times));
    if (checked !== undefined) {
      await this.#store(checked);
    }
  }

  async disconnect(): Promise<void> {
    const { credentials, session } = this.#needs;
    const host = session.portal === undefined ? undefined : new URL(session.portal.account.origin).host;
    await credentials.forget();
    void vscode.window.showInformationMessage(
      host === undefined
        ? vscode.l10n.t('No Bitrix24 portal is connected.')
        : vscode.l10n.t('Disconnected from {0}. The webhook itself lives on in the portal.', host),
    );
  }

  async #checked(webhook: Webhook): Promise<Checked | undefined> {
    try {
      return { webhook, account: await this.#needs.check(webhook) };
    } catch (error) {
      failureIn(error);
      return undefined;
    }
  }

  async #store({ webhook, account }: Checked): Promise<void> {
    try {
      await this.#needs.credentials.store(webhook);
    } catch {
      const tryAgain = vscode.l10n.t('Try Again');
      const sentence = vscode.l10n.t('The address could not be kept in VS Code’s secret storage.');
      void vscode.window.showErrorMessage(sentence, tryAgain).then(choice => {
        return choice === tryAgain ? this.connect(webhook.address) : undefined;
      });
      return;
    }
    void vscode.window.showInformationMessage(
      inert(vscode.l10n.t('Connected to {0} as {1}.', webhook.host, account.name)),
    );
  }
}
