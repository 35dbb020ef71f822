import type { Event } from '../../model/emitter';
import type { History } from '../../model/history';
import type { Notification } from '../../model/notification';
import type { TypeNames } from '../../model/typeNames';
import type { Times } from '../text/times';

/** What a search works with. */
export interface SearchNeeds {
  readonly history: History;
  /** What is at hand without the portal. */
  readonly loaded: () => readonly Notification[];
  readonly onDidChangeLoaded: Event<unknown>;
  readonly typeNames: Pick<TypeNames, 'all' | 'of' | 'load' | 'onDidChange'>;
  readonly times: Times;
  readonly actions: SearchActions;
}

/** What can be done with a notification that was found. Each says by itself how it went. */
export interface SearchActions {
  reply(notification: Notification): unknown;
  decide(notification: Notification): unknown;
  open(notification: Notification): unknown;
  copyText(notification: Notification): unknown;
  /** Gives whether the portal took it. Never rejects. */
  setRead(notification: Notification, isRead: boolean): Promise<boolean>;
  /** Brings it to the front in the tree; gives whether it is there. */
  reveal(notification: Notification): Promise<boolean>;
  showFullText(notification: Notification): unknown;
}
