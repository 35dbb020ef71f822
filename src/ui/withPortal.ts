import * as vscode from 'vscode';
import type { Portal } from '../model/portal';
import type { Session } from '../model/session';
import type { Connection } from './account/connection';

export interface PortalNeeds {
  readonly session: Session;
  readonly connection: Connection;
}

/** Does it with the connected portal, or offers to connect one. */
export async function withPortal(
  { session, connection }: PortalNeeds,
  work: (portal: Portal) => unknown,
): Promise<void> {
  const { portal } = session;
  if (portal !== undefined) {
    await work(portal);
    return;
  }
  const connect = vscode.l10n.t('Connect to a Portal…');
  const sentence = vscode.l10n.t('No Bitrix24 portal is connected.');
  void vscode.window.showInformationMessage(sentence, connect).then(choice => {
    return choice === connect ? connection.connect(undefined) : undefined;
  });
}
