import { l10n } from 'vscode';
import { findAcceptDeclineButtons, type Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';

/** Which notifications a command can apply to, and how the user is asked for one. */
export interface TargetRule {
  readonly title: string;
  readonly accepts: (notification: Notification, portal: Portal) => boolean;
  /** Which of those are offered when the user is asked; all if absent. */
  readonly isOffered?: (notification: Notification) => boolean;
  /** Which of the offered ones are listed first. */
  readonly isLikely?: (notification: Notification) => boolean;
  /** Shown if the key is pressed on a group and the command does not apply to groups. */
  readonly ofGroups?: string;
  /** On a row that loads or shows more, the key acts like a click. */
  readonly isOpening?: boolean;
  /** Shown if the command is given only other notifications. */
  readonly otherwise?: string;
}

const isAny = (): boolean => true;
const hasPair = (notification: Notification): boolean => findAcceptDeclineButtons(notification) !== undefined;
const isConfirmation = ({ kind }: Notification): boolean => kind === 'confirmation';

const decision = (title: string, isOffered: TargetRule['isOffered'] = isConfirmation): TargetRule => ({
  title,
  accepts: isConfirmation,
  isOffered,
  otherwise: l10n.t('This notification does not require a decision.'),
});

export const targetRules = {
  reply: (): TargetRule => ({
    title: l10n.t('Quick Reply'),
    accepts: isAny,
    isOffered: notification => !isConfirmation(notification),
    isLikely: ({ canAnswer }) => canAnswer,
  }),
  replyInEditor: (): TargetRule => ({
    ...targetRules.reply(),
    title: l10n.t('Reply in Editor'),
  }),
  decide: (): TargetRule => decision(l10n.t('Decide')),
  accept: (): TargetRule => decision(l10n.t('Accept'), hasPair),
  decline: (): TargetRule => decision(l10n.t('Decline'), hasPair),
  markRead: (): TargetRule => ({
    title: l10n.t('Mark as Read'),
    accepts: ({ isRead }) => !isRead,
    otherwise: l10n.t('This is already marked as read.'),
  }),
  markUnread: (): TargetRule => ({
    title: l10n.t('Mark as Unread'),
    accepts: ({ isRead }) => isRead,
    otherwise: l10n.t('This is already marked as unread.'),
  }),
  markNewerRead: (): TargetRule => ({ title: l10n.t('Mark This and Newer as Read'), accepts: isAny }),
  delete: (): TargetRule => ({
    title: l10n.t('Delete'),
    accepts: notification => !isConfirmation(notification),
    otherwise: l10n.t('A notification that is waiting for your decision can’t be deleted. Decide on it instead.'),
    ofGroups: l10n.t('A group can’t be deleted as a whole. Select the notifications to delete.'),
  }),
  retry: (): TargetRule => ({
    title: l10n.t('Retry'),
    accepts: ({ id }, { inbox: { state } }) => state.kind === 'ready' && state.failedChanges.has(id),
  }),
  snooze: (): TargetRule => ({
    title: l10n.t('Snooze'),
    accepts: isAny,
  }),
  unsnooze: (): TargetRule => ({
    title: l10n.t('Unsnooze'),
    accepts: ({ id }, { snoozes }) => snoozes.state.has(id),
    otherwise: l10n.t('This notification is not snoozed.'),
  }),
  muteType: (): TargetRule => ({ title: l10n.t('Mute Type'), accepts: isAny }),
  muteAuthor: (): TargetRule => ({ title: l10n.t('Mute Author'), accepts: isAny }),
  unmute: (): TargetRule => ({ title: l10n.t('Unmute'), accepts: isAny }),
  reveal: (): TargetRule => ({ title: l10n.t('Show in the list'), accepts: isAny }),
  showFullText: (): TargetRule => ({ title: l10n.t('Show Full Text'), accepts: isAny, isOpening: true }),
  openInBrowser: (): TargetRule => ({ title: l10n.t('Open in Browser'), accepts: isAny }),
  copyText: (): TargetRule => ({ title: l10n.t('Copy Text'), accepts: isAny }),
  copyLink: (): TargetRule => ({ title: l10n.t('Copy Link'), accepts: isAny }),
} satisfies Readonly<Record<string, () => TargetRule>>;
