import type { Notification } from './notification';
import type { Failure } from './portalFailure';

/** Something a person does to notifications; `ids` are those of the list that it concerns. */
export type Change =
  | { readonly kind: 'read'; readonly ids: readonly number[]; readonly isRead: boolean }
  /** `from` and everything newer than it. */
  | { readonly kind: 'readFrom'; readonly ids: readonly number[]; readonly from: number }
  /** Everything but the confirmations. */
  | { readonly kind: 'readAll'; readonly ids: readonly number[] }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  /** A confirmation's button is pressed. */
  | { readonly kind: 'confirm'; readonly ids: readonly number[]; readonly value: string };

export type Reading = Extract<Change, { kind: 'read' | 'readFrom' | 'readAll' }>;
export type Deletion = Extract<Change, { kind: 'delete' }>;

/** A change that the portal did not take. */
export interface Trouble {
  readonly change: Change;
  readonly failure: Failure;
}

/** The list once the portal has executed the change. Untouched notifications stay the same objects. */
export function changed(list: readonly Notification[], change: Change): readonly Notification[] {
  return after(list, [change]);
}

/** The list as it is shown while changes are under way: a pressed confirmation stays until the portal has spoken. */
export function shown(list: readonly Notification[], pending: readonly Change[]): readonly Notification[] {
  return after(
    list,
    pending.filter(({ kind }) => kind !== 'confirm'),
  );
}

/** What a change makes of a notification; `undefined`: nothing is left of it. */
type Effect = (notification: Notification) => Notification | undefined;

/** All changes in one go through the list, which may be long. */
function after(list: readonly Notification[], changes: readonly Change[]): readonly Notification[] {
  if (changes.length === 0) {
    return list;
  }
  const effects = changes.map(effectOf);
  return list.flatMap(
    notification =>
      effects.reduce<Notification | undefined>((each, effect) => each && effect(each), notification) ?? [],
  );
}

function effectOf(change: Change): Effect {
  const ids = new Set(change.ids);
  switch (change.kind) {
    case 'delete':
    case 'confirm':
      return each => (ids.has(each.id) ? undefined : each);
    case 'read':
      return each => (ids.has(each.id) ? marked(each, change.isRead) : each);
    case 'readFrom':
      return each => (each.id >= change.from ? marked(each, true) : each);
    case 'readAll':
      return each => (each.kind === 'confirmation' ? each : marked(each, true));
  }
}

/** The troubles that are still one: what the portal did not take has not come to pass by now. */
export function standing(
  troubles: ReadonlyMap<number, Trouble>,
  list: readonly Notification[],
): ReadonlyMap<number, Trouble> {
  if (troubles.size === 0) {
    return troubles;
  }
  const byId = new Map(list.map(notification => [notification.id, notification]));
  return new Map([...troubles].filter(([id, { change }]) => isOutstanding(change, byId.get(id))));
}

function isOutstanding(change: Change, notification: Notification | undefined): boolean {
  switch (change.kind) {
    case 'delete':
    case 'confirm':
      return notification !== undefined;
    case 'read':
      return notification !== undefined && notification.isRead !== change.isRead;
    case 'readFrom':
    case 'readAll':
      return notification?.isRead === false;
  }
}

function marked(notification: Notification, isRead: boolean): Notification {
  return notification.isRead === isRead ? notification : { ...notification, isRead };
}
