import * as vscode from 'vscode';
import { isLoopback } from '../../bitrix24/access/address';
import { isSameWayIn } from '../../bitrix24/access/credential';
import type { Credential } from '../../bitrix24/access/credential';
import { readWebhook } from '../../bitrix24/access/webhook';
import type { Webhook } from '../../bitrix24/access/webhook';
import { accountId } from '../../model/account';
import type { Portal } from '../../model/portal';
import { failureIn } from '../../model/portalFailure';
import type { Session } from '../../model/session';
import { put } from '../../model/sharedState';
import type { SharedState } from '../../model/sharedState';
import { portalIdIn } from '../tree/commandArgument';
import { inert } from '../text/inert';
import { ApplicationSignIn } from './applicationSignIn';
import type { ApplicationSignInNeeds } from './applicationSignIn';
import { askForWebhook } from './connectPrompt';
import type { Checked, CheckCredential } from './connectPrompt';
import type { Connected, CredentialStore } from './credentialStore';
import { inStorage } from './inStorage';
import { askForSignInKind } from './signInKind';
import type { SignInKind } from './signInKind';

const LAST_KIND_KEY = 'bitrix24.signInKind';

export interface ConnectionNeeds extends Omit<ApplicationSignInNeeds, 'check'> {
  readonly session: Session;
  readonly credentials: CredentialStore;
  readonly shared: SharedState;
  readonly check: CheckCredential;
}

/** Connects portals and forgets them again. */
export class Connection {
  readonly #needs: ConnectionNeeds;
  readonly #application: ApplicationSignIn;

  constructor(needs: ConnectionNeeds) {
    this.#needs = needs;
    this.#application = new ApplicationSignIn(needs);
  }

  /**
   * An address in the argument fills the box of a webhook; a portal's row connects that one again. An address of this
   * machine (a sample portal's) is connected without asking while nothing else is: nobody else can be behind it.
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
    const known = credentials.known.find(({ id }) => id === portalIdIn(argument));
    await (known === undefined
      ? this.#ask().then(checked => this.#storeIf(checked))
      : this.#connectAgain(known));
  }

  async disconnect(portal: Portal): Promise<void> {
    const { credentials } = this.#needs;
    const kind = credentials.known.find(({ id }) => id === portal.id)?.credential.kind;
    if (!(await inStorage(() => credentials.forget(portal.id)))) {
      return;
    }
    void vscode.window.showInformationMessage(
      kind === 'application'
        ? vscode.l10n.t(
            'Disconnected from {0}. The application itself lives on in the portal.',
            inert(portal.name),
          )
        : vscode.l10n.t(
            'Disconnected from {0}. The webhook itself lives on in the portal.',
            inert(portal.name),
          ),
    );
  }

  async #connectTo(address: string): Promise<void> {
    const { credentials, session, check, times } = this.#needs;
    const reading = readWebhook(address);
    const named = reading.kind === 'webhook' ? reading.webhook : undefined;
    if (named !== undefined && credentials.known.some(({ credential }) => isSameWayIn(credential, named))) {
      return;
    }
    const isLocal = session.state.kind === 'signedOut' && named !== undefined && isLoopback(named.host);
    const checked = isLocal ? await this.#checked(named) : undefined;
    await this.#storeIf(checked ?? (await askForWebhook(address, check, times)));
  }

  /** Somebody else may be signed in to the portal in the browser: then that is said, and asked what to do. */
  async #connectAgain(known: Connected): Promise<void> {
    const checked = await this.#signInAgain(known.credential);
    if (checked === undefined || accountId(normal(checked)) === known.id) {
      await this.#storeIf(checked);
      return;
    }
    const add = vscode.l10n.t('Add as Another Portal');
    const tryAgain = vscode.l10n.t('Try Again');
    const name = this.#needs.session.portal(known.id)?.name ?? known.credential.host;
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} was signed in to by another person before. You are {1} now.',
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

  async #ask(): Promise<Checked | undefined> {
    const { shared } = this.#needs;
    const kind = await askForSignInKind(lastKind(shared.get(LAST_KIND_KEY)));
    if (kind === undefined) {
      return undefined;
    }
    put(shared, LAST_KIND_KEY, kind);
    return kind === 'webhook' ? this.#askForWebhook() : this.#application.begin();
  }

  #signInAgain(credential: Credential): Promise<Checked | undefined> {
    if (credential.kind === 'webhook') {
      return this.#askForWebhook();
    }
    const { origin, application } = credential;
    return this.#application.begin({ origin, application });
  }

  #askForWebhook(): Promise<Checked | undefined> {
    const { check, times } = this.#needs;
    return askForWebhook('', check, times);
  }

  async #checked(webhook: Webhook): Promise<Checked | undefined> {
    try {
      return { credential: webhook, account: await this.#needs.check(webhook) };
    } catch (error) {
      failureIn(error);
      return undefined;
    }
  }

  async #storeIf(checked: Checked | undefined): Promise<void> {
    if (checked === undefined) {
      return;
    }
    const { account } = checked;
    const credential = normal(checked);
    try {
      await this.#needs.credentials.store(credential);
    } catch {
      const tryAgain = vscode.l10n.t('Try Again');
      const sentence = vscode.l10n.t('The sign-in could not be kept in VS Code’s secret storage.');
      void vscode.window.showErrorMessage(sentence, tryAgain).then(choice => {
        return choice === tryAgain ? this.#storeIf(checked) : undefined;
      });
      return;
    }
    const portal = this.#needs.session.portal(accountId(credential));
    void portal?.poller.poll();
    const name = portal?.name ?? credential.host;
    void vscode.window.showInformationMessage(
      inert(vscode.l10n.t('Connected to {0} as {1}.', name, account.name)),
    );
  }
}

/** An account is known by its number, so that it is the same one whichever way it was signed in to. */
function normal({ credential, account }: Checked): Credential {
  return credential.of(String(account.id));
}

function lastKind(value: unknown): SignInKind | undefined {
  return value === 'webhook' || value === 'application' ? value : undefined;
}
