import * as vscode from 'vscode';
import { PeopleSearch } from '../../model/compose/peopleSearch';
import type { PeopleDirectory } from '../../model/compose/peopleSearch';
import type { Author } from '../../model/notification/notification';
import type { Failure } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { userNameOrId } from './composeTexts';
import type { Recipient } from './messageDraft';
import { buildRecipientRows, recipientRowKey } from './recipientRows';
import type { RecipientRow } from './recipientRows';
import { askInStep } from './stepInput';
import type { ComposeStep } from './steps';

export interface RecipientStepOptions {
  readonly me: Author | undefined;
  /** People named in the loaded notifications. */
  readonly known: () => readonly Author[];
  readonly directory: PeopleDirectory;
  readonly times: Times;
}

interface RowItem extends vscode.QuickPickItem {
  readonly row: RecipientRow;
}

/** Asks for the recipient in a list of people, which is searched locally and in the portal as the user types. */
export function recipientStep({ me, known, directory, times }: RecipientStepOptions): ComposeStep {
  return async (letter, place) => {
    const search = new PeopleSearch(directory);
    const pick = vscode.window.createQuickPick<RowItem>();
    pick.placeholder = vscode.l10n.t('Type the recipient’s name or ID');
    pick.value = letter.typedName;
    pick.keepScrollPosition = true;
    // `sortByLabel` is not in the typings, but in every VS Code: keeps the order of the rows.
    Object.assign(pick, { sortByLabel: false });

    let active = letter.to && recipientRowKey(recipientRow(letter.to));
    let drawnFor = pick.value;
    const draw = (): void => {
      // The active row stays active when results arrive; for another name the first row becomes active.
      active = pick.value === drawnFor ? (activeKey(pick) ?? active) : undefined;
      drawnFor = pick.value;
      const rows = buildRecipientRows({
        typed: pick.value,
        me,
        myself: vscode.l10n.t('Yourself'),
        known: [...known(), ...directory.seen],
        search: search.state,
      });
      const items = rows.map(row => ({ ...itemOf(row, times), alwaysShow: true, row }));
      pick.items = items;
      pick.busy = search.state.isLoading;
      const kept = items.filter(({ row }) => recipientRowKey(row) === active);
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

    const answer = await askInStep(pick, place, () => {
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
  return item && recipientRowKey(item.row);
}

/** If Enter is pressed right after typing, the first new row is chosen instead of a stale active one. */
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
      description: escapeLabel(recipient.name),
      iconPath: new vscode.ThemeIcon('person'),
    };
  }
  return recipient.isMe
    ? {
        label: vscode.l10n.t('Yourself'),
        description: escapeLabel(recipient.name),
        iconPath: new vscode.ThemeIcon('account'),
      }
    : {
        label: escapeLabel(userNameOrId(recipient)),
        description: escapeLabel(position),
        iconPath: new vscode.ThemeIcon('person'),
      };
}

function failureWords(failure: Failure, times: Times): vscode.QuickPickItem {
  return failure.kind === 'forbidden' && failure.scope !== undefined
    ? {
        label: vscode.l10n.t('Can’t search for people by name'),
        detail: escapeLabel(
          vscode.l10n.t(
            'Searching by name requires the “{0}” (Users) permission, which this sign-in does not have. You can always enter an ID.',
            failure.scope,
          ),
        ),
      }
    : {
        label: escapeLabel(failureText(failure, times)),
        detail: vscode.l10n.t('Press Enter to try again, or type an ID.'),
      };
}

function noteText(name: 'asking' | 'tooShort' | 'nobody'): string {
  switch (name) {
    case 'asking':
      return vscode.l10n.t('Contacting the portal…');
    case 'tooShort':
      return vscode.l10n.t('Type at least two letters of a name, or an ID');
    case 'nobody':
      return vscode.l10n.t('No one with this name was found. You can always enter an ID.');
  }
}
