import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import { formatCodeLocation } from '../../model/compose/codeBlock';
import type { CodeContext } from '../../model/compose/outgoingText';
import { escapeLabel } from '../text/labels';
import type { EditorSelection, LinesPermalink } from './editorSelection';
import { chooseInStep } from './stepInput';
import type { Choice } from './stepInput';
import type { ComposeStep } from './steps';

const SHORT_HASH = 7;

/** Asks what to send from the editor along with the text. */
export function codeContextStep(source: EditorSelection): ComposeStep {
  return async (letter, place) => {
    const page = await source.permalink;
    const answer = await chooseInStep(
      [nothing(), ...(source.code === '' ? [] : [code(source)]), link(source, page)],
      vscode.l10n.t('What should be included with the text?'),
      place,
      ({ kind }) => kind === letter.codeContext?.kind,
    );
    return {
      move: answer.move,
      letter: answer.move === 'next' ? { ...letter, codeContext: answer.value } : letter,
    };
  };
}

function nothing(): Choice<CodeContext> {
  return {
    label: vscode.l10n.t('Text only'),
    iconPath: new vscode.ThemeIcon('comment'),
    value: { kind: 'nothing' },
  };
}

function code({ place, code: selected }: EditorSelection): Choice<CodeContext> {
  return {
    label: vscode.l10n.t('Selected code'),
    description: escapeLabel(formatCodeLocation(place)),
    iconPath: new vscode.ThemeIcon('code'),
    value: { kind: 'code', place, code: selected },
  };
}

function link({ place }: EditorSelection, page: LinesPermalink | undefined): Choice<CodeContext> {
  const description = escapeLabel(formatCodeLocation(place));
  return page === undefined
    ? {
        label:
          place.from === place.to
            ? vscode.l10n.t('File name and line number')
            : vscode.l10n.t('File name and line numbers'),
        description,
        iconPath: new vscode.ThemeIcon('file-code'),
        value: { kind: 'link', place },
      }
    : {
        label:
          place.from === place.to
            ? vscode.l10n.t('Link to the file and line')
            : vscode.l10n.t('Link to the file and lines'),
        description,
        detail: pageText(page),
        iconPath: new vscode.ThemeIcon('link'),
        value: { kind: 'link', place, href: page.href },
      };
}

/** Says where the link leads, and why it may not show the selected lines. */
function pageText({ href, commit, isPublished, isChanged }: LinesPermalink): string {
  const host = hostOf(href);
  const hash = commit.slice(0, SHORT_HASH);
  if (!isPublished) {
    return vscode.l10n.t('{0}, commit {1}. The commit does not appear to have been pushed yet.', host, hash);
  }
  return isChanged
    ? vscode.l10n.t(
        '{0}, commit {1}. The file has changed since then, so the lines might differ.',
        host,
        hash,
      )
    : vscode.l10n.t('{0}, commit {1}', host, hash);
}
