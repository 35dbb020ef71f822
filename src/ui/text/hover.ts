import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import { portalPage } from '../../model/portalLink';
import { detailWords } from './detailWords';
import { HOVER_COMMANDS, hoverMarkdown } from './hoverMarkdown';
import type { HoverContext } from './hoverMarkdown';

/** What shows while the mouse rests on a notification. */
export function hover(
  notification: Notification,
  context: Omit<HoverContext, 'page'>,
): vscode.MarkdownString {
  const page = portalPage(notification, context.origin);
  const markdown = new vscode.MarkdownString(
    hoverMarkdown(notification, { ...context, page }, detailWords()),
  );
  markdown.isTrusted = { enabledCommands: HOVER_COMMANDS };
  return markdown;
}
