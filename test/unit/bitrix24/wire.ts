/** A notification as the portal sends it, with what a test wants different. */
export function wireNotification(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
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

export function wirePage(
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
