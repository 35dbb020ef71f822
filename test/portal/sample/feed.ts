import { days, hours } from './ago';
import type { Sample } from './notifications';

const answerable = { CAN_ANSWER: 'Y' };

/** The News Feed: most of it can be answered. */
export const feed: readonly Sample[] = [
  {
    minutesAgo: 8,
    authorId: 2,
    module: 'blog',
    event: 'comment',
    tag: 'BLOG|COMMENT|310|2207',
    text: 'Commented on your message "<a href="/company/personal/user/1/blog/310/?commentId=2207#com2207">Plan for the quarter</a>": Looks good 👍 Could you add the dates?',
    params: answerable,
  },
  {
    minutesAgo: 50,
    authorId: 3,
    module: 'blog',
    event: 'mention_comment',
    tag: 'BLOG|COMMENT_MENTION|310|2205',
    text: 'упомянул вас в комментарии к сообщению [url=/company/personal/user/2/blog/310/?commentId=2205#com2205]План на квартал[/url]: [user=1]Alex Morgan[/user], посмотрите, пожалуйста, раздел про сборку 🙂',
    params: answerable,
  },
  {
    minutesAgo: hours(20),
    authorId: 8,
    module: 'blog',
    event: 'post',
    tag: 'BLOG|POST|318',
    text: 'Wrote you a message: [url=/company/personal/user/8/blog/318/]A visit of our partners & a small party[/url]',
    params: { ...answerable, USERS: [5, 7] },
  },
  {
    minutesAgo: days(1) + 70,
    authorId: 6,
    module: 'blog',
    event: 'mention',
    tag: 'BLOG|POST_MENTION|301',
    text: 'упомянула вас в сообщении [url=/company/personal/user/6/blog/301/]График отпусков[/url]. Раздел закрыт для комментариев.',
    params: answerable,
    isRead: true,
    onAnswer: () => 'Error publishing comment',
  },
  {
    minutesAgo: days(3),
    authorId: 7,
    module: 'blog',
    event: 'share2users',
    tag: 'BLOG|SHARE2USERS|296',
    text: 'Shared a message with you: [URL=/company/personal/user/7/blog/296/]How we answer on weekends[/URL]',
    params: {
      ...answerable,
      ATTACH: [
        {
          ID: 5,
          BLOCKS: [
            {
              RICH_LINK: [
                {
                  NAME: 'On call: a guide',
                  LINK: 'https://guides.example.com/on-call',
                  DESC: 'Who answers, when, and how to hand over.',
                  PREVIEW: '/upload/previews/onCall.png',
                  PREVIEW_SIZE: { HEIGHT: 120, WIDTH: 240 },
                },
              ],
            },
          ],
          DESCRIPTION: 'SKIP_MESSAGE',
          COLOR: 'transparent',
          COLOR_TOKEN: 'base',
        },
      ],
    },
    isRead: true,
    onAnswer: () => 'Your comment is <b>awaiting</b> <a href="/company/personal/user/7/blog/296/">moderation</a>.',
  },
  {
    minutesAgo: days(5),
    authorId: 5,
    module: 'blog',
    event: 'comment',
    tag: 'BLOG|COMMENT|290|2101',
    text: `Commented on your message "[url=/company/personal/user/1/blog/290/]Notes on the new layout[/url]": ${'I tried the second variant on a narrow screen, and the list keeps its rhythm, but the counters jump when a digit is added. '.repeat(12)}`,
    params: answerable,
    isRead: true,
  },
  {
    minutesAgo: days(6),
    authorId: 3,
    module: 'main',
    event: 'rating_vote',
    tag: 'RATING|BLOG_POST|290',
    text: 'Понравилось ваше сообщение [url=/company/personal/user/1/blog/290/]Notes on the new layout[/url]',
    params: { USERS: [2, 4, 8] },
    isRead: true,
  },
  {
    minutesAgo: days(12),
    authorId: 99,
    module: 'blog',
    event: 'comment',
    tag: 'BLOG|COMMENT|270|1999',
    text: 'Commented on your message "[url=/company/personal/user/1/blog/270/]Who has the projector?[/url]": It is in the small room.',
    params: answerable,
    isRead: true,
  },
];
