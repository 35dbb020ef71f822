import * as vscode from 'vscode';
import {
  isSearchableName,
  type PeopleDirectory,
  PeopleSearch,
  type PeopleSearchState,
} from '../../model/compose/peopleSearch';
import type { Person } from '../../model/compose/sendApi';
import type { Author, Notification } from '../../model/notification/notification';
import type { Failure } from '../../model/portalFailure';
import { keepItemOrder } from '../input/undocumented';
import type { WizardStep } from '../input/wizard';
import { failureText } from '../text/failureText';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { type MessageDraft, type RecipientUser, userNameOrId } from './messageDraft';

interface RecipientStepOptions {
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
export function recipientStep({ me, known, directory, times }: RecipientStepOptions): WizardStep<MessageDraft> {
  return async (draft, show) => {
    const search = new PeopleSearch(directory);
    const pick = vscode.window.createQuickPick<RowItem>();
    pick.placeholder = vscode.l10n.t('Type the recipient’s name or ID');
    pick.value = draft.typedName;
    pick.keepScrollPosition = true;
    keepItemOrder(pick);

    let activeKey = draft.to && recipientKey(draft.to);
    let typedName = pick.value;
    const update = (): void => {
      // The active row stays active when results arrive; for another name the first row becomes active.
      const [activeItem] = pick.activeItems;
      activeKey = pick.value === typedName ? (activeItem ? recipientRowKey(activeItem.row) : activeKey) : undefined;
      typedName = pick.value;
      const rows = buildRecipientRows({
        typed: typedName,
        me,
        known: [...known(), ...directory.seen],
        search: search.state,
      });
      const items = rows.map(row => ({ ...itemOf(row, times), alwaysShow: true, row }));
      pick.items = items;
      pick.busy = search.state.isLoading;
      const stillActive = items.filter(({ row }) => recipientRowKey(row) === activeKey);
      if (stillActive.length > 0) {
        pick.activeItems = stillActive;
      }
    };
    pick.onDidChangeValue(typed => {
      search.search(typed);
      update();
    });
    const subscription = search.onDidChange(update);
    update();
    search.search(pick.value);

    const result = await show(
      pick,
      () => {
        const row = chosenItem(pick)?.row;
        if (row?.kind === 'failure') {
          search.retry();
        }
        return row?.kind === 'recipient' ? { ...draft, typedName, to: row.recipient } : undefined;
      },
      () => ({ ...draft, typedName }),
    );
    subscription.dispose();
    search.dispose();
    return result;
  };
}

/** If Enter is pressed right after typing, the first new row is chosen instead of a stale active one. */
function chosenItem({ activeItems, items }: vscode.QuickPick<RowItem>): RowItem | undefined {
  return activeItems.find(item => items.includes(item)) ?? items[0];
}

function itemOf(row: RecipientRow, times: Times): vscode.QuickPickItem {
  switch (row.kind) {
    case 'recipient':
      return recipientItem(row);
    case 'failure':
      return { ...failureItem(row.failure, times), iconPath: new vscode.ThemeIcon('warning') };
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
    ? { label: yourself(), description: escapeLabel(recipient.name), iconPath: new vscode.ThemeIcon('account') }
    : {
        label: escapeLabel(userNameOrId(recipient)),
        description: escapeLabel(position),
        iconPath: new vscode.ThemeIcon('person'),
      };
}

function failureItem(failure: Failure, times: Times): vscode.QuickPickItem {
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

function noteText(name: 'searching' | 'tooShort' | 'nobody'): string {
  switch (name) {
    case 'searching':
      return vscode.l10n.t('Contacting the portal…');
    case 'tooShort':
      return vscode.l10n.t('Type at least two letters of a name, or an ID');
    case 'nobody':
      return vscode.l10n.t('No one with this name was found. You can always enter an ID.');
  }
}

/** A row in the list of possible recipients. */
export type RecipientRow =
  | {
      readonly kind: 'recipient';
      readonly recipient: RecipientUser;
      /** Empty if unknown. */
      readonly position: string;
      /** Listed because its ID was typed. */
      readonly isById: boolean;
    }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'note'; readonly name: 'searching' | 'tooShort' | 'nobody' };

export interface RecipientRowsInput {
  readonly typed: string;
  readonly me: Author | undefined;
  /** People seen so far; the first one with a given ID is used. */
  readonly known: readonly (Author | Person)[];
  readonly search: PeopleSearchState;
}

const MAX_USER_ID = 2 ** 31 - 1;

/** Returns the user and known people, both filtered by the typed name, then people found by the portal. */
export function buildRecipientRows({ typed, me, known, search }: RecipientRowsInput): readonly RecipientRow[] {
  const { found, isLoading, failure } = search;
  const user = me && (me.name === '' ? findByIdOrNameless(me.id, known) : me);
  const isUserListed = user !== undefined && [user.name, yourself()].some(name => matches(name, typed));
  const others = known.filter(({ name }) => matches(name, typed));
  const people = withoutDuplicates([...(isUserListed ? [user] : []), ...others, ...found]);
  const row = (person: Author, isById: boolean): RecipientRow => ({
    kind: 'recipient',
    recipient: { id: person.id, name: person.name, isMe: person.id === me?.id },
    position: positionOf(person.id, [...found, ...known]),
    isById,
  });
  const id = parseUserId(typed);
  const byId = id === undefined ? [] : [findByIdOrNameless(id, user === undefined ? known : [user, ...known])];
  const rows = [...byId.map(person => row(person, true)), ...people.map(person => row(person, false))];
  if (failure !== undefined) return [...rows, { kind: 'failure', failure }];
  return rows.length > 0 ? rows : [{ kind: 'note', name: noteFor(typed, isLoading) }];
}

function yourself(): string {
  return vscode.l10n.t('Yourself');
}

/** Returns a key that identifies a row within a list, and again in the next list. */
export function recipientRowKey(row: RecipientRow): string {
  return row.kind === 'recipient' ? recipientKey(row.recipient) : row.kind;
}

function recipientKey({ id }: RecipientUser): string {
  return `recipient:${id}`;
}

/** Returns everyone named in these notifications, without duplicates. */
export function peopleNamedIn(notifications: readonly Notification[]): readonly Author[] {
  const people = notifications.flatMap(({ author, others }) => [
    ...(author === undefined ? [] : [author]),
    ...others.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }])),
  ]);
  return withoutDuplicates(people);
}

function noteFor(typed: string, isLoading: boolean): 'searching' | 'tooShort' | 'nobody' {
  if (isLoading) return 'searching';
  return isSearchableName(typed) ? 'nobody' : 'tooShort';
}

/** Parses `42` or `#42`. */
function parseUserId(typed: string): number | undefined {
  const id = Number(/^#?(\d{1,10})$/.exec(typed.trim())?.[1] ?? Number.NaN);
  return id >= 1 && id <= MAX_USER_ID ? id : undefined;
}

/** Returns whether the name contains every typed word. */
function matches(name: string, typed: string): boolean {
  const lowered = name.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => lowered.includes(word));
}

function withoutDuplicates<T extends Author>(people: readonly T[]): readonly T[] {
  const seen = new Set<number>();
  return people.filter(({ id }) => seen.size < seen.add(id).size);
}

function findByIdOrNameless(id: number, people: readonly Author[]): Author {
  return people.find(person => person.id === id) ?? { id, name: '' };
}

function positionOf(id: number, people: readonly (Author | Person)[]): string {
  const known = people.find((person): person is Person => person.id === id && 'position' in person);
  return known?.position ?? '';
}
