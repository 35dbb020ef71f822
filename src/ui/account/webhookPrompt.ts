import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import { parseWebhook, type Webhook, type WebhookProblem } from '../../bitrix24/address/webhook';
import type { Credential } from '../../bitrix24/auth/credential';
import type { Author } from '../../model/notification/notification';
import { failureOrRethrow } from '../../model/portalFailure';
import { acceptedValue, showQuickInput } from '../input/quickInput';
import { connectFailureText } from '../text/failureText';
import type { Times } from '../text/times';

/**
 * Asks the portal whether the credential works and whose it is; rejects with a `PortalFailure` if it does not work.
 * The signal cancels the request.
 */
export type FetchCredentialUser = (credential: Credential, signal?: AbortSignal) => Promise<Author>;

/** A credential that the portal accepted, and its user. */
export interface VerifiedCredential {
  readonly credential: Credential;
  readonly account: Author;
}

/**
 * Asks for a webhook's address until the portal accepts it; resolves with `undefined` if canceled. The box and its
 * text stay if the portal refuses or the focus moves elsewhere.
 */
export async function askForWebhook(
  address: string,
  verify: FetchCredentialUser,
  times: Times,
): Promise<VerifiedCredential | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Connect to a Bitrix24 Portal');
  box.prompt = vscode.l10n.t('Enter the address of an inbound webhook with the “im” permission');
  box.placeholder = 'https://portal.bitrix24.com/rest/1/…/';
  box.password = true;
  box.ignoreFocusOut = true;
  box.value = address;

  const validate = (): Webhook | undefined => {
    const result = parseWebhook(box.value);
    box.validationMessage = result.kind === 'webhook' ? '' : problemTexts()[result.problem];
    return result.kind === 'webhook' ? result.webhook : undefined;
  };
  const verifyWebhook = async (webhook: Webhook, signal: AbortSignal): Promise<VerifiedCredential | undefined> => {
    try {
      return { credential: webhook, account: await verify(webhook, signal) };
    } catch (error) {
      box.validationMessage = connectFailureText(failureOrRethrow(error), displayHost(webhook.origin), times);
      return undefined;
    }
  };
  box.onDidChangeValue(validate);
  if (address !== '') {
    validate();
  }
  return acceptedValue(
    await showQuickInput(box, signal => {
      const webhook = validate();
      return webhook && verifyWebhook(webhook, signal);
    }),
  );
}

function problemTexts(): Readonly<Record<WebhookProblem, string>> {
  return {
    empty: vscode.l10n.t('Paste the webhook’s address, or press Escape to cancel.'),
    notAnAddress: vscode.l10n.t('This is not an address. An address begins with https://.'),
    notHttps: vscode.l10n.t('The address must begin with https:// so that no one can read it in transit.'),
    hasPassword: vscode.l10n.t('Remove the password before the host name.'),
    notRest: vscode.l10n.t('The address is missing /rest/ after the host name. Copy the whole address.'),
    noUser: vscode.l10n.t('The user ID is missing after /rest/. Copy the whole address.'),
    noCode: vscode.l10n.t('The secret code is missing after the user ID. Copy the whole address.'),
    oddCode: vscode.l10n.t('The secret code contains characters that can’t be part of it. Copy the address again.'),
    interrupted: vscode.l10n.t('There is a space or a line break in the address. Paste it in one piece.'),
    several: vscode.l10n.t('There is more than one address. Paste only one.'),
  };
}
