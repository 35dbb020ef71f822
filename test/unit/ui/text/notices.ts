import type { Attachment, Notification } from '../../../../src/model/notification/notification';
import type { HoverContext } from '../../../../src/ui/text/hover';
import { text } from '../../support/notifications';

export const ORIGIN = 'https://portal.example';

/** A notification of the portal itself, with what a test wants different. */
export function systemNotice(changes: Partial<Notification> = {}): Notification {
  return {
    id: 270,
    kind: 'system',
    others: [],
    typeId: 'blog|comment',
    date: 5,
    text: [text('Hello')],
    attachments: [],
    buttons: [],
    isRead: false,
    canAnswer: false,
    ...changes,
  };
}

/** The same of Anna's. */
export function notice(changes: Partial<Notification> = {}): Notification {
  return systemNotice({ kind: 'personal', author: { id: 2, name: 'Anna' }, ...changes });
}

export const context: HoverContext = {
  times: { exact: at => `*at* ${at}` },
  typeName: typeId => (typeId === 'blog|comment' ? 'Comments' : ''),
  origin: ORIGIN,
  portalId: `1@${ORIGIN}`,
};

/** One attachment of every kind, each name and text of it the given one. */
export function everyAttachment(name: string, value = [text(name)]): readonly Attachment[] {
  const href = 'https://x.example/a';
  return [
    { kind: 'message', text: value },
    { kind: 'link', href, name, description: value, preview: href },
    { kind: 'user', name },
    { kind: 'user', name, href },
    {
      kind: 'grid',
      cells: [
        { name, value },
        { name, value: [], href },
        { name: '', value, href },
      ],
    },
    { kind: 'delimiter' },
    { kind: 'image', href, name },
    { kind: 'file', href, name, size: 5 },
    { kind: 'file', href, name },
  ];
}
