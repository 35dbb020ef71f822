import * as vscode from 'vscode';

/** What a person signs in with. */
export type SignInKind = 'webhook' | 'application';

interface KindItem extends vscode.QuickPickItem {
  readonly kindOfSignIn: SignInKind;
}

/** Asks what to sign in with; the last choice comes first. `undefined`: the person has left. */
export async function pickSignInKind(last?: SignInKind): Promise<SignInKind | undefined> {
  const items = [webhookItem(), applicationItem()];
  const chosen = await vscode.window.showQuickPick(last === 'application' ? items.reverse() : items, {
    title: vscode.l10n.t('Connect to a Bitrix24 Portal'),
    placeHolder: vscode.l10n.t('How do you want to sign in?'),
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return chosen?.kindOfSignIn;
}

function webhookItem(): KindItem {
  return {
    kindOfSignIn: 'webhook',
    label: vscode.l10n.t('Inbound webhook'),
    detail: vscode.l10n.t('Quick: paste one address that you create in the portal.'),
    iconPath: new vscode.ThemeIcon('link'),
  };
}

function applicationItem(): KindItem {
  return {
    kindOfSignIn: 'application',
    label: vscode.l10n.t('Local application (OAuth 2.0)'),
    detail: vscode.l10n.t('If your company does not allow webhooks: sign in using the browser.'),
    iconPath: new vscode.ThemeIcon('globe'),
  };
}
