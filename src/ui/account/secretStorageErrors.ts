import * as vscode from 'vscode';

/** Runs a change to the secret storage. Resolves with whether it succeeded; shows an error if not. */
export async function withSecretStorageErrors(change: () => Promise<void>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('VS Code’s secret storage can’t be written to right now. Nothing was changed.'),
    );
    return false;
  }
}
