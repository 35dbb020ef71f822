import * as vscode from 'vscode';
import { parseWebhook } from '../../bitrix24/address/webhook';
import type { Webhook, WebhookProblem } from '../../bitrix24/address/webhook';
import type { Credential } from '../../bitrix24/auth/credential';
import { hostOf } from '../../model/account';
import type { Author } from '../../model/notification/notification';
import { failureOrRethrow } from '../../model/portalFailure';
import { connectFailureText } from '../text/failureText';
import type { Times } from '../text/times';

/**
 * Asks the portal whether the credential works and whose it is; rejects with a `PortalFailure` if it does not work.
 * The signal cancels the request.
 */
export type VerifyCredential = (credential: Credential, signal?: AbortSignal) => Promise<Author>;

/** A credential that the portal accepted, and its user. */
export interface VerifiedCredential {
  readonly credential: Credential;
  readonly account: Author;
}

/**
 * Asks for a webhook's address until the portal accepts it; resolves with `undefined` if canceled. The box and its
 * text stay if the portal refuses or the focus moves elsewhere.
 */
export function askForWebhook(
  typed: string,
  check: VerifyCredential,
  times: Times,
): Promise<VerifiedCredential | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Connect to a Bitrix24 Portal');
  box.prompt = vscode.l10n.t('Enter the address of an inbound webhook with the “im” permission');
  box.placeholder = 'https://portal.bitrix24.com/rest/1/…/';
  box.password = true;
  box.ignoreFocusOut = true;
  box.value = typed;

  const read = (): Webhook | undefined => {
    const reading = parseWebhook(box.value);
    box.validationMessage = reading.kind === 'webhook' ? '' : problemText(reading.problem);
    return reading.kind === 'webhook' ? reading.webhook : undefined;
  };

  return new Promise(resolve => {
    const left = new AbortController();
    const accept = async (): Promise<void> => {
      const webhook = read();
      if (webhook === undefined || box.busy || left.signal.aborted) {
        return;
      }
      box.busy = true;
      box.enabled = false;
      try {
        const account = await check(webhook, left.signal);
        resolve({ credential: webhook, account });
        box.hide();
      } catch (error) {
        box.validationMessage = connectFailureText(failureOrRethrow(error), hostOf(webhook.origin), times);
      } finally {
        box.enabled = true;
        box.busy = false;
      }
    };
    box.onDidChangeValue(read);
    box.onDidAccept(() => void accept());
    box.onDidHide(() => {
      left.abort();
      resolve(undefined);
      box.dispose();
    });
    if (typed !== '') {
      read();
    }
    box.show();
  });
}

function problemText(problem: WebhookProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Paste the webhook’s address, or press Escape to cancel.');
    case 'notAnAddress':
      return vscode.l10n.t('This is not an address. An address begins with https://.');
    case 'notHttps':
      return vscode.l10n.t('The address must begin with https:// so that no one can read it in transit.');
    case 'hasPassword':
      return vscode.l10n.t('Remove the password before the host name.');
    case 'notRest':
      return vscode.l10n.t('The address is missing /rest/ after the host name. Copy the whole address.');
    case 'noUser':
      return vscode.l10n.t('The user ID is missing after /rest/. Copy the whole address.');
    case 'noCode':
      return vscode.l10n.t('The secret code is missing after the user ID. Copy the whole address.');
  }
}
