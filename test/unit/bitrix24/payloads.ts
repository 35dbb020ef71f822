/** A notification as the portal sends it, with what a test wants different. */
export function notificationPayload(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 1500,
    chat_id: 77,
    author_id: 5,
    date: '2026-03-03T09:00:00+03:00',
    notify_type: 2,
    notify_module: 'blog',
    notify_event: 'comment',
    notify_tag: 'BLOG|COMMENT|1|2',
    notify_sub_tag: null,
    notify_title: '',
    setting_name: 'blog|comment',
    text: 'Reminder',
    params: null,
    notify_read: 'N',
    ...changes,
  };
}

export function pagePayload(
  notifications: readonly unknown[],
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    total_count: 120,
    total_unread_count: 5,
    chat_id: 77,
    notifications,
    users: [{ id: 5, name: 'Ann Bee', first_name: 'Ann', last_name: 'Bee' }],
    ...changes,
  };
}

/** A button of `notify_buttons`, once the string is parsed. */
export function buttonPayload(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    BOT_ID: 111,
    TYPE: 'BUTTON',
    COMMAND: 'notifyConfirm',
    COMMAND_PARAMS: '1500|Y',
    TEXT: 'Accept',
    VOTE: 'N',
    BLOCK: 'N',
    WAIT: 'N',
    CONTEXT: 'ALL',
    DISABLED: 'N',
    DISPLAY: 'LINE',
    BG_COLOR: '#8BC84B',
    BG_COLOR_TOKEN: 'base',
    TEXT_COLOR: '#fff',
    ...changes,
  };
}
