import * as vscode from 'vscode';
import { beginningOf, replyStateWords, whyLeft } from '../reply/replyWords';
import { shortened } from '../text/shortened';
import type { Times } from '../text/times';
import type { LeftRow, ReplyRow } from './replyRows';

/** Characters of a name, so that what was written stays in sight. */
const NAME_LENGTH = 30;

export function leftItem({ rows }: LeftRow): vscode.TreeItem {
  const title = vscode.l10n.t('Replies Not Sent');
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.description = String(rows.length);
  item.contextValue = ';left;';
  item.accessibilityInformation = { label: `${title}, ${rows.length}` };
  return item;
}

export function replyItem({ reply }: ReplyRow, times: Times): vscode.TreeItem {
  const item = new vscode.TreeItem(shortened(reply.to, NAME_LENGTH));
  const words = replyStateWords(reply);
  const text = beginningOf(reply.text);
  item.description = `${words} · ${text}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = `;reply;${reply.stage};`;
  item.tooltip = `${whyLeft(reply, times)}\n\n${reply.text}`;
  item.accessibilityInformation = { label: [words, reply.to, text].join(', ') };
  return item;
}
