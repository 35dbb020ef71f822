import * as vscode from 'vscode';
import { UnreadableListError } from './accountSecrets';
import type { CredentialStore } from './credentialStore';

/** Runs a change to the secret storage. Resolves with whether it succeeded; shows an error if not. */
export async function withSecretStorageErrors(
  credentials: CredentialStore,
  change: () => Promise<void>,
): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    if (error instanceof UnreadableListError) {
      void showUnreadableList(credentials);
    } else {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('VS Code’s secret storage can’t be written to right now. Nothing was changed.'),
      );
    }
    return false;
  }
}

/** Says that the list of accounts can't be read, and offers to rebuild it. Resolves with whether it was rebuilt. */
export async function showUnreadableList(credentials: CredentialStore): Promise<boolean> {
  const rebuild = vscode.l10n.t('Rebuild List');
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The list of your portals in VS Code’s secret storage can’t be read. If a newer version of this extension has written it, update the extension. Otherwise, rebuild the list; portals that are missing then have to be connected again.',
    ),
    rebuild,
  );
  return choice === rebuild && withSecretStorageErrors(credentials, () => credentials.rebuildList());
}
