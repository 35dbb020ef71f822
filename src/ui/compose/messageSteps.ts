import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import { formatCodeLocation, type IncludedLineCount } from '../../model/compose/codeBlock';
import type { ComposeDrafts } from '../../model/compose/composeDrafts';
import {
  type CodeContext,
  composeOutgoingText,
  findOutgoingTextProblem,
  MAX_OUTGOING_LENGTH,
  maxTextLength,
  type OutgoingTextProblem,
} from '../../model/compose/outgoingText';
import type { OutgoingNotification } from '../../model/compose/sendApi';
import type { ShowPage, StepResult, WizardStep } from '../input/wizard';
import { escapeLabel } from '../text/labels';
import type { EditorSelection, LinesPermalink, PermalinkProblem } from './editorSelection';
import { type MessageDraft, recipientNameInSentence } from './messageDraft';

const SHORT_HASH_LENGTH = 7;

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets the user choose one of the values. `previous`: the one chosen before, if any. */
function showChoices<T>(
  show: ShowPage<MessageDraft>,
  placeholder: string,
  choices: readonly Choice<T>[],
  previous: Choice<T> | undefined,
  fillIn: (value: T) => MessageDraft,
): Promise<StepResult<MessageDraft>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = placeholder;
  pick.items = choices;
  if (previous !== undefined) {
    pick.activeItems = [previous];
  }
  return show(pick, () => {
    // No item may be active yet when Enter is pressed.
    const choice = pick.activeItems[0] ?? previous ?? choices[0];
    return choice && fillIn(choice.value);
  });
}

/** Asks whether to send as the user or as the system. */
export const userOrSystemStep: WizardStep<MessageDraft> = (draft, show) => {
  const senders: readonly Choice<OutgoingNotification['from']>[] = [
    {
      label: vscode.l10n.t('You'),
      detail: vscode.l10n.t('The recipient sees your name and picture.'),
      iconPath: new vscode.ThemeIcon('account'),
      value: 'me',
    },
    {
      label: vscode.l10n.t('The system'),
      detail: vscode.l10n.t('The recipient sees a system notification from the portal, without a name.'),
      iconPath: new vscode.ThemeIcon('gear'),
      value: 'system',
    },
  ];
  const previous = senders.find(({ value }) => value === draft.from);
  return showChoices(show, vscode.l10n.t('Send as'), senders, previous, from => ({ ...draft, from }));
};

/** Asks what to send from the editor along with the text. */
export function codeContextStep(source: EditorSelection): WizardStep<MessageDraft> {
  return async (draft, show) => {
    const choices = [
      nothingChoice(),
      ...(source.code === '' ? [] : [codeChoice(source)]),
      linkChoice(source, await source.permalink),
    ];
    return showChoices(
      show,
      vscode.l10n.t('What should be included with the text?'),
      choices,
      choices.find(({ value }) => value.kind === draft.codeContext?.kind),
      codeContext => ({ ...draft, codeContext }),
    );
  };
}

function nothingChoice(): Choice<CodeContext> {
  return { label: vscode.l10n.t('Text only'), iconPath: new vscode.ThemeIcon('comment'), value: { kind: 'nothing' } };
}

function codeChoice({ place, code }: EditorSelection): Choice<CodeContext> {
  return {
    label: vscode.l10n.t('Selected code'),
    description: escapeLabel(formatCodeLocation(place)),
    iconPath: new vscode.ThemeIcon('code'),
    value: { kind: 'code', place, code },
  };
}

function linkChoice({ place }: EditorSelection, page: LinesPermalink | PermalinkProblem): Choice<CodeContext> {
  const isOneLine = place.from === place.to;
  const description = escapeLabel(formatCodeLocation(place));
  return typeof page === 'string'
    ? {
        label: isOneLine ? vscode.l10n.t('File name and line number') : vscode.l10n.t('File name and line numbers'),
        description,
        detail: permalinkProblemText(page),
        iconPath: new vscode.ThemeIcon('file-code'),
        value: { kind: 'link', place },
      }
    : {
        label: isOneLine ? vscode.l10n.t('Link to the file and line') : vscode.l10n.t('Link to the file and lines'),
        description,
        detail: permalinkText(page),
        iconPath: new vscode.ThemeIcon('link'),
        value: { kind: 'link', place, href: page.href },
      };
}

function permalinkProblemText(problem: PermalinkProblem): string {
  switch (problem) {
    case 'remote':
      return vscode.l10n.t('No link to the lines: in a remote window, this extension can’t ask Git.');
    case 'git':
      return vscode.l10n.t('No link to the lines: VS Code’s Git extension does not know this file in a commit.');
    case 'repository':
      return vscode.l10n.t('No link to the lines: the repository is not on GitHub, GitLab, or Bitbucket.');
  }
}

/** Says where the link leads, and why it may not show the selected lines. */
function permalinkText({ href, commit, isPublished, isChanged }: LinesPermalink): string {
  const host = hostOf(href);
  const hash = commit.slice(0, SHORT_HASH_LENGTH);
  if (!isPublished) {
    return vscode.l10n.t('{0}, commit {1}. The commit does not appear to have been pushed yet.', host, hash);
  }
  return isChanged
    ? vscode.l10n.t('{0}, commit {1}. The file has changed since then, so the lines might differ.', host, hash)
    : vscode.l10n.t('{0}, commit {1}', host, hash);
}

/** Asks for the text, prefilled with the latest unsent one. Typed text is unsent from the first character on. */
export function textStep(drafts: ComposeDrafts): WizardStep<MessageDraft> {
  return (draft, show) => {
    const { codeContext = { kind: 'nothing' } } = draft;
    const box = vscode.window.createInputBox();
    box.placeholder = vscode.l10n.t('Your text');
    box.value = draft.text ?? drafts.latest;
    // If all of it were selected, typing would replace it.
    box.valueSelection = [box.value.length, box.value.length];

    let { value: text } = box;
    const validate = (): boolean => {
      const problem = findOutgoingTextProblem(box.value, codeContext);
      box.validationMessage = problem && problemText(problem, codeContext);
      return problem === undefined;
    };
    const update = (): void => {
      if (box.value === '') {
        box.validationMessage = undefined;
      } else {
        validate();
      }
      box.prompt = escapeLabel(promptText(draft, box.value, codeContext));
    };
    box.onDidChangeValue(value => {
      drafts.replace(text, value);
      text = value;
      update();
    });
    update();
    const typed = (): MessageDraft => ({ ...draft, text });
    return show(box, () => (validate() ? typed() : undefined), typed);
  };
}

/** Tells the recipient how much of the code is included. */
export function truncatedCodeNotice({ lines, of }: IncludedLineCount): string {
  return vscode.l10n.t('(Code truncated. Lines shown: {0} of {1})', lines, of);
}

/** Describes the recipient, the sender and the code that is included. */
function promptText({ to, from }: MessageDraft, text: string, codeContext: CodeContext): string {
  const name = to === undefined ? '' : recipientNameInSentence(to);
  const heading =
    from === 'system' ? vscode.l10n.t('To {0}, as the system', name) : vscode.l10n.t('To {0}, as yourself', name);
  const { cut } = composeOutgoingText(text, codeContext, truncatedCodeNotice);
  return [
    heading,
    ...(codeContext.kind === 'nothing' ? [] : [formatCodeLocation(codeContext.place)]),
    ...(cut === undefined
      ? []
      : [vscode.l10n.t('The code is too long. Lines included: {0} of {1}.', cut.lines, cut.of)]),
  ].join(' · ');
}

function problemText(problem: OutgoingTextProblem, codeContext: CodeContext): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter some text, or press Escape to cancel.');
    case 'tooLong': {
      const limit = maxTextLength(codeContext);
      return limit === MAX_OUTGOING_LENGTH
        ? vscode.l10n.t('The notification is too long. The character limit is {0}.', limit)
        : vscode.l10n.t(
            'The text is too long. With the included code or file reference, the character limit is {0}.',
            limit,
          );
    }
  }
}
