import * as vscode from 'vscode';

/** Changes something in the secret storage; gives whether it did, and says so where it did not. */
export async function inStorage(change: () => Promise<void>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('VS Code’s secret storage can’t be written to at present. Nothing was changed.'),
    );
    return false;
  }
}
