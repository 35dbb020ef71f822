import {
  type ConfirmationButton,
  MAX_UNREAD_COUNT,
  type Notification,
  type NotificationPage,
} from '../../../src/model/notification/notification';
import { type RichText, type RichTextNode, toSingleLineText } from '../../../src/model/notification/richText';
import type { Failure } from '../../../src/model/portalFailure';
import { MINUTE_MS } from './clock';

export const NOON = Date.UTC(2026, 2, 4, 12);

export const unreachable: Failure = { kind: 'unreachable', reason: 'network' };

/** A notification whose date follows its id, with what a test wants different. */
export function notification(id: number, changes: Partial<Notification> = {}): Notification {
  return {
    id,
    kind: 'personal',
    others: [],
    typeId: 'im|default',
    date: NOON + id * MINUTE_MS,
    text: [{ kind: 'text', text: `Notification ${id}` }],
    attachments: [],
    buttons: [],
    isRead: false,
    canAnswer: false,
    ...changes,
  };
}

export const ACCEPT: ConfirmationButton = { label: 'Accept', value: 'Y', isAccept: true };
export const DECLINE: ConfirmationButton = { label: 'Decline', value: 'N', isAccept: false };

export const confirmation = (id: number): Notification =>
  notification(id, { kind: 'confirmation', buttons: [ACCEPT, DECLINE] });

/** Ordinary notifications, from the newest id down to the oldest. */
export function run(newest: number, oldest: number): readonly Notification[] {
  return Array.from({ length: newest - oldest + 1 }, (_item, index) => notification(newest - index));
}

/** Where there is another one, the portal counts no further. */
export function page(notifications: readonly Notification[], next?: NotificationPage['next']): NotificationPage {
  return next === undefined
    ? { notifications, unreadTotal: notifications.length }
    : { notifications, unreadTotal: MAX_UNREAD_COUNT, next };
}

export function idsOf(list: readonly Notification[]): readonly number[] {
  return list.map(({ id }) => id);
}

/** Short names for what a text is made of. */
export const text = (words: string): RichTextNode => ({ kind: 'text', text: words });
export const link = (href: string, ...children: RichText): RichTextNode => ({ kind: 'link', href, children });
export const bold = (...children: RichText): RichTextNode => ({ kind: 'styled', style: 'bold', children });
export const italic = (...children: RichText): RichTextNode => ({
  kind: 'styled',
  style: 'italic',
  children,
});
export const quote = (...children: RichText): RichTextNode => ({ kind: 'quote', children });
export const code = (words: string): RichTextNode => ({ kind: 'code', text: words });
export const lineBreak: RichTextNode = { kind: 'break' };

/** The words on one line, moments as `<…>`. */
export const wordsOf = (nodes: RichText): string => toSingleLineText(nodes, at => `<${at}>`);

/** Everywhere that a text leads to. */
export function linksIn(nodes: RichText): readonly string[] {
  return nodes.flatMap(node => {
    switch (node.kind) {
      case 'link':
        return [node.href, ...linksIn(node.children)];
      case 'styled':
      case 'quote':
        return linksIn(node.children);
      default:
        return [];
    }
  });
}
