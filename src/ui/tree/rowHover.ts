import type * as vscode from 'vscode';
import { hover } from '../text/hover';
import { escapeMarkdown } from '../text/markdown';
import type { Times } from '../text/times';
import type { NotificationRow } from './rows';
import { troubleText } from './trouble';

/** What shows while the mouse rests on a notification's row: what went wrong with it before all else. */
export function rowHover(
  { portal, notification, trouble }: NotificationRow,
  times: Times,
): vscode.MarkdownString {
  const { account, id: portalId, typeNames } = portal;
  const markdown = hover(notification, { times, typeName: typeNames.of, origin: account.origin, portalId });
  if (trouble !== undefined) {
    markdown.value = `${escapeMarkdown(troubleText(trouble, times))}\n\n---\n\n${markdown.value}`;
  }
  return markdown;
}
