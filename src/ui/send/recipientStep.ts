import * as vscode from 'vscode';
import type { Directory } from '../../model/directory';
import type { Author } from '../../model/notification';
import { PeopleSearch } from '../../model/peopleSearch';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import type { Recipient } from './letter';
import { recipientKey, recipientRows } from './recipientRows';
import type { RecipientRow } from './recipientRows';
import { othersName } from './recipientWords';
import { ask } from './stepInput';
import type { Step } from './steps';

export interface RecipientNeeds {
  readonly me: Author | undefined;
  /** People met in the loaded notifications. */
  readonly known: () => readonly Author[];
  readonly directory: Directory;
  readonly times: Times;
}

interface RowItem extends vscode.QuickPickItem {
  readonly row: RecipientRow;
}

/** Asks to whom: a list of people that is searched, here and in the portal, as the person types. */
export function recipientStep({ me, known, directory, times }: RecipientNeeds): Step {
  return async (letter, place) => {
    const search = new PeopleSearch(directory);
    const pick = vscode.window.createQuickPick<RowItem>();
    pick.placeholder = vscode.l10n.t('To whom? Type a name or an id');
    pick.value = letter.typedName;
    pick.keepScrollPosition = true;
    // Not in the typings, but in every VS Code: the rows stay in their order.
    Object.assign(pick, { sortByLabel: false });

    let active = letter.to && recipientKey(recipientRow(letter.to));
    let drawnFor = pick.value;
    const draw = (): void => {
      // What is chosen stays so when an answer arrives; for another name the first row is.
      active = pick.value === drawnFor ? (activeKey(pick) ?? active) : undefined;
      drawnFor = pick.value;
      const rows = recipientRows({
        typed: pick.value,
        me,
        myself: vscode.l10n.t('Yourself'),
        known: [...known(), ...directory.met],
        search: search.state,
      });
      const items = rows.map(row => ({ ...itemOf(row, times), alwaysShow: true, row }));
      pick.items = items;
      pick.busy = search.state.isAsking;
      const kept = items.filter(({ row }) => recipientKey(row) === active);
      if (kept.length > 0) {
        pick.activeItems = kept;
      }
    };
    pick.onDidChangeValue(typed => {
      search.search(typed);
      draw();
    });
    const drawing = search.onDidChange(draw);
    draw();
    search.search(pick.value);

    const answer = await ask(pick, place, () => {
      const row = chosenItem(pick)?.row;
      if (row?.kind === 'failure') {
        search.retry();
      }
      return row?.kind === 'recipient' ? row.recipient : undefined;
    });
    drawing.dispose();
    search.dispose();
    const typed = { ...letter, typedName: drawnFor };
    return { move: answer.move, letter: answer.move === 'next' ? { ...typed, to: answer.value } : typed };
  };
}

function activeKey(pick: vscode.QuickPick<RowItem>): string | undefined {
  const [item] = pick.activeItems;
  return item && recipientKey(item.row);
}

/** Who types and presses Enter at once means the first of the new rows, not one that still stood there. */
function chosenItem({ activeItems, items }: vscode.QuickPick<RowItem>): RowItem | undefined {
  return activeItems.find(item => items.includes(item)) ?? items[0];
}

function recipientRow(recipient: Recipient): RecipientRow {
  return { kind: 'recipient', recipient, position: '', isById: false };
}

function itemOf(row: RecipientRow, times: Times): vscode.QuickPickItem {
  switch (row.kind) {
    case 'recipient':
      return recipientItem(row);
    case 'failure':
      return { ...failureWords(row.failure, times), iconPath: new vscode.ThemeIcon('warning') };
    case 'note':
      return { label: noteText(row.name), iconPath: new vscode.ThemeIcon('info') };
  }
}

function recipientItem({
  recipient,
  position,
  isById,
}: Extract<RecipientRow, { kind: 'recipient' }>): vscode.QuickPickItem {
  if (isById) {
    return {
      label: vscode.l10n.t('User #{0}', recipient.id),
      description: inert(recipient.name),
      iconPath: new vscode.ThemeIcon('person'),
    };
  }
  return recipient.isMe
    ? {
        label: vscode.l10n.t('Yourself'),
        description: inert(recipient.name),
        iconPath: new vscode.ThemeIcon('account'),
      }
    : {
        label: inert(othersName(recipient)),
        description: inert(position),
        iconPath: new vscode.ThemeIcon('person'),
      };
}

function failureWords(failure: Failure, times: Times): vscode.QuickPickItem {
  return failure.kind === 'forbidden' && failure.scope !== undefined
    ? {
        label: vscode.l10n.t('People can’t be searched by name'),
        detail: inert(
          vscode.l10n.t(
            'It needs the permission “{0}” (Users), which the sign-in lacks. An id always works.',
            failure.scope,
          ),
        ),
      }
    : {
        label: inert(failureText(failure, times)),
        detail: vscode.l10n.t('Press Enter to try again, or type an id.'),
      };
}

function noteText(name: 'asking' | 'tooShort' | 'nobody'): string {
  switch (name) {
    case 'asking':
      return vscode.l10n.t('Asking the portal…');
    case 'tooShort':
      return vscode.l10n.t('Type two letters of a name, or an id');
    case 'nobody':
      return vscode.l10n.t('Nobody has such a name. An id always works.');
  }
}
