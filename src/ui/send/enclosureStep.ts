import * as vscode from 'vscode';
import { placeText } from '../../model/codeReference';
import type { Enclosure } from '../../model/outgoingText';
import { inert } from '../text/inert';
import type { EditorSource, LinesPage } from './editorSource';
import { choose } from './stepInput';
import type { Choice } from './stepInput';
import type { Step } from './steps';

const SHORT_HASH = 7;

/** Asks what of the editor goes along with the text. */
export function enclosureStep(source: EditorSource): Step {
  return async (letter, place) => {
    const page = await source.page;
    const answer = await choose(
      [nothing(), ...(source.code === '' ? [] : [code(source)]), link(source, page)],
      vscode.l10n.t('What goes along with the text?'),
      place,
      ({ kind }) => kind === letter.enclosure?.kind,
    );
    return {
      move: answer.move,
      letter: answer.move === 'next' ? { ...letter, enclosure: answer.value } : letter,
    };
  };
}

function nothing(): Choice<Enclosure> {
  return {
    label: vscode.l10n.t('Just the text'),
    iconPath: new vscode.ThemeIcon('comment'),
    value: { kind: 'nothing' },
  };
}

function code({ place, code: selected }: EditorSource): Choice<Enclosure> {
  return {
    label: vscode.l10n.t('With the selected code'),
    description: inert(placeText(place)),
    iconPath: new vscode.ThemeIcon('code'),
    value: { kind: 'code', place, code: selected },
  };
}

function link({ place }: EditorSource, page: LinesPage | undefined): Choice<Enclosure> {
  const description = inert(placeText(place));
  return page === undefined
    ? {
        label:
          place.from === place.to
            ? vscode.l10n.t('With the name of the file and the line')
            : vscode.l10n.t('With the name of the file and the lines'),
        description,
        iconPath: new vscode.ThemeIcon('file-code'),
        value: { kind: 'link', place },
      }
    : {
        label:
          place.from === place.to
            ? vscode.l10n.t('With a link to the file and the line')
            : vscode.l10n.t('With a link to the file and the lines'),
        description,
        detail: pageText(page),
        iconPath: new vscode.ThemeIcon('link'),
        value: { kind: 'link', place, href: page.href },
      };
}

/** Where the link leads, and why it may not lead there. */
function pageText({ href, commit, isPublished, isChanged }: LinesPage): string {
  const { host } = new URL(href);
  const hash = commit.slice(0, SHORT_HASH);
  if (!isPublished) {
    return vscode.l10n.t('{0}, commit {1}: not pushed yet, as far as is known here.', host, hash);
  }
  return isChanged
    ? vscode.l10n.t('{0}, commit {1}: the file has changed since, the lines may be others.', host, hash)
    : vscode.l10n.t('{0}, commit {1}', host, hash);
}
