import type { Event } from '../../model/emitter';
import type { History } from '../../model/history';
import type { InboxState } from '../../model/inboxState';
import type { FoundIn } from '../../model/jointSearch';
import type { TypeNames } from '../../model/typeNames';
import type { Times } from '../text/times';

/** A portal that is searched. */
export interface SearchPortal {
  readonly id: string;
  readonly name: string;
  readonly history: History;
  readonly inbox: { readonly state: InboxState; readonly onDidChange: Event<unknown> };
  readonly typeNames: Pick<TypeNames, 'all' | 'of' | 'load' | 'onDidChange'>;
}

export type FoundHere<P extends SearchPortal = SearchPortal> = FoundIn<P>;

/** What a search works with. */
export interface SearchNeeds<P extends SearchPortal> {
  readonly portals: readonly P[];
  readonly times: Times;
  readonly actions: SearchActions<P>;
}

/** What can be done with a notification that was found. Each says by itself how it went. */
export interface SearchActions<P extends SearchPortal> {
  reply(found: FoundHere<P>): unknown;
  decide(found: FoundHere<P>): unknown;
  open(found: FoundHere<P>): unknown;
  copyText(found: FoundHere<P>): unknown;
  /** Gives whether the portal took it. Never rejects. */
  setRead(found: FoundHere<P>, isRead: boolean): Promise<boolean>;
  /** Brings it to the front in the tree; gives whether it is there. */
  reveal(found: FoundHere<P>): Promise<boolean>;
  showFullText(found: FoundHere<P>): unknown;
}
