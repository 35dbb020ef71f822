import * as vscode from 'vscode';
import type { Portal } from '../model/portal';
import type { Session } from '../model/session';
import type { Connection } from './account/connection';

export interface PortalNeeds {
  readonly session: Session;
  readonly connection: Connection;
}

/** Does it with the connected portals, or offers to connect one. */
export async function withPortals(
  { session, connection }: PortalNeeds,
  work: (portals: readonly Portal[]) => unknown,
): Promise<void> {
  if (session.portals.length > 0) {
    await work(session.portals);
    return;
  }
  const connect = vscode.l10n.t('Connect to a Portal…');
  const sentence = vscode.l10n.t('No Bitrix24 portal is connected.');
  void vscode.window.showInformationMessage(sentence, connect).then(choice => {
    return choice === connect ? connection.connect(undefined) : undefined;
  });
}
