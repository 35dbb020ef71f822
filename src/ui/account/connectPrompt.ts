import * as vscode from 'vscode';
import type { Credential } from '../../bitrix24/access/credential';
import { readWebhook } from '../../bitrix24/access/webhook';
import type { Webhook, WebhookProblem } from '../../bitrix24/access/webhook';
import type { Author } from '../../model/notification';
import { failureIn } from '../../model/portalFailure';
import { connectFailureText } from '../text/failureText';
import type { Times } from '../text/times';

/**
 * Asks the portal whether the credential works, and whose it is; rejects with a `PortalFailure` where it does not. The
 * signal ends the asking.
 */
export type CheckCredential = (credential: Credential, signal?: AbortSignal) => Promise<Author>;

/** A credential that the portal took, and whose it is. */
export interface Checked {
  readonly credential: Credential;
  readonly account: Author;
}

/**
 * Asks for a webhook's address until the portal takes it or the person gives up. The box stays through a refusal and
 * a change of focus with what was typed.
 */
export function askForWebhook(
  typed: string,
  check: CheckCredential,
  times: Times,
): Promise<Checked | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Connect to a Bitrix24 Portal');
  box.prompt = vscode.l10n.t('The address of an inbound webhook with the permission “im”');
  box.placeholder = 'https://portal.bitrix24.com/rest/1/…/';
  box.password = true;
  box.ignoreFocusOut = true;
  box.value = typed;

  const read = (): Webhook | undefined => {
    const reading = readWebhook(box.value);
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
        box.validationMessage = connectFailureText(failureIn(error), webhook.host, times);
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
      return vscode.l10n.t('Paste the webhook’s address, or press Escape to leave.');
    case 'notAnAddress':
      return vscode.l10n.t('This is no address. It begins with https://.');
    case 'notHttps':
      return vscode.l10n.t('The address must begin with https://, so that nobody on the way can read it.');
    case 'hasPassword':
      return vscode.l10n.t('Leave out the password before the host.');
    case 'notRest':
      return vscode.l10n.t('After the host comes /rest/: copy the whole address.');
    case 'noUser':
      return vscode.l10n.t('After /rest/ comes the number of the user: copy the whole address.');
    case 'noCode':
      return vscode.l10n.t('After the user comes the secret code: copy the whole address.');
  }
}
