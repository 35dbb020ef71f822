import { MINUTE_MS } from './clock';
import type { SeedNotification } from './notification';

export interface FloodOptions {
  /** How many are there in all. */
  readonly count: number;
  /** How many of them ask for a decision; none when left out. */
  readonly confirms?: number;
  /** How many are unread, the newest ones; none when left out. */
  readonly unread?: number;
  readonly nowMs?: number;
}

const MOST = 10_000;
const AUTHORS = 7;

/** Many notifications for tests of load and of paging, the oldest first, a minute apart, kinds evenly mixed. */
export function flood(options: FloodOptions): readonly SeedNotification[] {
  const { count, confirms = 0, unread = 0, nowMs = Date.now() } = options;
  if (count > MOST || confirms > count) throw new RangeError(`A flood has at most ${MOST} notifications.`);
  return Array.from({ length: count }, (_item, index) => {
    const isConfirm = Math.floor(((index + 1) * confirms) / count) > Math.floor((index * confirms) / count);
    return {
      type: isConfirm ? 1 : 2,
      authorId: 2 + (index % AUTHORS),
      module: isConfirm ? 'calendar' : 'blog',
      event: isConfirm ? 'invite' : 'comment',
      tag: isConfirm ? `CALENDAR|INVITE|${index}` : `BLOG|COMMENT|1|${index}`,
      text: `Notification ${index + 1} of ${count}`,
      params: isConfirm ? null : { CAN_ANSWER: 'Y' },
      dateMs: nowMs - (count - index) * MINUTE_MS,
      isRead: index < count - unread,
    };
  });
}
