import type { SeedNotification } from '../notification';

/** What arrives while somebody watches, one after another. */
export const sampleArrivals: readonly SeedNotification[] = [
  {
    authorId: 2,
    module: 'blog',
    event: 'comment',
    tag: 'BLOG|COMMENT|310|2214',
    text: 'Commented on your message "<a href="/company/personal/user/1/blog/310/?commentId=2214#com2214">Plan for the quarter</a>": Thank you! When will the build be ready?',
    params: { CAN_ANSWER: 'Y' },
  },
  {
    type: 1,
    authorId: 5,
    module: 'calendar',
    event: 'invite',
    tag: 'CALENDAR|INVITE|4722|1|',
    text: 'Invites you to the meeting "[b]Icons for the new theme[/b]" today at 16:00. [url=/company/personal/user/1/calendar/?EVENT_ID=4722]Open the event[/url]',
    onConfirm: value => (value === 'Y' ? 'Invitation accepted' : 'Invitation declined'),
  },
  {
    authorId: 3,
    module: 'blog',
    event: 'mention_comment',
    tag: 'BLOG|COMMENT_MENTION|310|2215',
    text: 'упомянул вас в комментарии к сообщению [url=/company/personal/user/2/blog/310/?commentId=2215#com2215]План на квартал[/url]: [user=1]Alex Morgan[/user], сборка готова, можно проверять',
    params: { CAN_ANSWER: 'Y' },
  },
  {
    type: 4,
    authorId: 0,
    module: 'tasks',
    event: 'manage',
    tag: 'TASKS|TASK|1204|1|',
    text: 'The task [url=/company/personal/user/1/tasks/task/view/1204/]Update the certificates[/url] is due tomorrow.',
  },
];
