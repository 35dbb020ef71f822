import { l10n } from 'vscode';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';

/** Which notifications a command can be about, and how a person is asked for one. */
export interface Wanted {
  readonly title: string;
  readonly isMeant: (notification: Notification, portal: Portal) => boolean;
  /** Which of those stand first when a person is asked. */
  readonly isLikely?: (notification: Notification) => boolean;
  /** What is said where the key is pressed on a group, if the command is not for groups. */
  readonly ofGroups?: string;
  /** On the row that loads more, the key does what a click would. */
  readonly isOpening?: boolean;
  /** What is said where the command is given others. */
  readonly otherwise?: string;
}

const isAny = (): boolean => true;
const isConfirmation = ({ kind }: Notification): boolean => kind === 'confirmation';

const decision = (title: string): Wanted => ({
  title,
  isMeant: isConfirmation,
  otherwise: l10n.t('This notification asks for no decision.'),
});

export const wanted = {
  reply: (): Wanted => ({
    title: l10n.t('Quick Reply'),
    isMeant: isAny,
    isLikely: ({ canAnswer }) => canAnswer,
  }),
  decide: (): Wanted => decision(l10n.t('Decide')),
  accept: (): Wanted => decision(l10n.t('Accept')),
  decline: (): Wanted => decision(l10n.t('Decline')),
  markRead: (): Wanted => ({ title: l10n.t('Mark as Read'), isMeant: ({ isRead }) => !isRead }),
  markUnread: (): Wanted => ({ title: l10n.t('Mark as Unread'), isMeant: ({ isRead }) => isRead }),
  markNewerRead: (): Wanted => ({ title: l10n.t('Mark This and Newer as Read'), isMeant: isAny }),
  delete: (): Wanted => ({
    title: l10n.t('Delete'),
    isMeant: notification => !isConfirmation(notification),
    otherwise: l10n.t('What waits for a decision is not deleted: decide it.'),
    ofGroups: l10n.t('A group is not deleted as a whole: select what is to go.'),
  }),
  retry: (): Wanted => ({
    title: l10n.t('Retry'),
    isMeant: ({ id }, { inbox: { state } }) => state.kind === 'ready' && state.troubles.has(id),
  }),
  showFullText: (): Wanted => ({ title: l10n.t('Show Full Text'), isMeant: isAny, isOpening: true }),
  openInBrowser: (): Wanted => ({ title: l10n.t('Open in Browser'), isMeant: isAny }),
  copyText: (): Wanted => ({ title: l10n.t('Copy Text'), isMeant: isAny }),
  copyLink: (): Wanted => ({ title: l10n.t('Copy Link'), isMeant: isAny }),
} satisfies Readonly<Record<string, () => Wanted>>;
