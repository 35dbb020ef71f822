import { isoDate } from './clock';
import { encodeJson } from './envelope';
import type { Notification } from './notification';
import type { PhpMap } from './php';
import { readableText } from './text';

const PRIVATE_SYSTEM = 'private_system';

/** Who the portal says has written it. */
export function authorOf(item: Notification): number {
  return item.event === PRIVATE_SYSTEM ? 0 : item.authorId;
}

/** The keys of a notification, in the portal's order. */
export function notificationOnTheWire(item: Notification, chatId: number): PhpMap {
  return {
    id: item.id,
    chat_id: chatId,
    author_id: authorOf(item),
    date: isoDate(item.dateMs),
    notify_type: item.type,
    notify_module: item.module,
    notify_event: item.event,
    notify_tag: item.tag,
    notify_sub_tag: item.subTag,
    notify_title: item.title,
    setting_name: `${item.module}|${item.event}`,
    text: readableText(item.text),
    ...(item.buttons.length > 0 ? { notify_buttons: keyboard(item) } : {}),
    params: item.params !== null && Object.keys(item.params).length > 0 ? item.params : null,
    notify_read: item.isRead ? 'Y' : 'N',
  };
}

/** Buttons travel as a string of JSON. */
function keyboard(item: Notification): string {
  return encodeJson(
    item.buttons.map(button => ({
      BOT_ID: 111,
      TYPE: 'BUTTON',
      COMMAND: 'notifyConfirm',
      COMMAND_PARAMS: `${item.id}|${button.value}`,
      TEXT: button.title.trim(),
      VOTE: 'N',
      BLOCK: 'N',
      WAIT: 'N',
      CONTEXT: 'ALL',
      DISABLED: 'N',
      DISPLAY: 'LINE',
      BG_COLOR: button.type === 'accept' ? '#8BC84B' : '#ef4b57',
      BG_COLOR_TOKEN: 'base',
      TEXT_COLOR: '#fff',
    })),
  );
}
