import { days, hours } from './ago';
import type { Sample } from './notifications';

const QUOTE = '-'.repeat(54);

/** Tasks, deals, applications: things that people and programs do. */
export const work: readonly Sample[] = [
  {
    minutesAgo: 70,
    authorId: 3,
    module: 'tasks',
    event: 'comment',
    tag: 'TASKS|COMMENT|642|1|5120',
    subTag: 'TASKS|TASK|642|1',
    text: 'добавил комментарий к задаче [URL=/company/personal/user/1/tasks/task/view/642/?MID=5120#com5120]Ускорить сборку[/URL]: «Готово, проверьте»',
    params: { CAN_ANSWER: 'Y' },
  },
  {
    minutesAgo: hours(3),
    authorId: 2,
    module: 'tasks',
    event: 'manage',
    tag: 'TASKS|TASK|655|1',
    text: 'Assigned you the task [url=/company/personal/user/1/tasks/task/view/655/]Prepare the demo <for customers>[/url]. [b]Deadline:[/b] [timestamp=1767225600 format=FULL_DATE_FORMAT]',
  },
  {
    minutesAgo: days(1),
    authorId: 4,
    module: 'tasks',
    event: 'task_update',
    tag: 'TASKS|TASK|630|1',
    text: 'изменила крайний срок задачи [url=/company/personal/user/1/tasks/task/view/630/]Акт сверки[/url]: [s]10 марта[/s] → [color=#ef4b57]7 марта[/color]',
    isRead: true,
  },
  {
    minutesAgo: days(1) + hours(6),
    authorId: 8,
    module: 'crm',
    event: 'changeAssignedBy',
    tag: 'CRM|DEAL|88|RESPONSIBLE',
    text: 'You are now responsible for the deal [url=/crm/deal/details/88/]Delivery of 12 chairs[/url].',
    params: {
      ATTACH: [
        {
          ID: 1,
          BLOCKS: [
            {
              GRID: [
                { DISPLAY: 'ROW', NAME: 'Amount', VALUE: '$1 240', WIDTH: 100 },
                { DISPLAY: 'ROW', NAME: 'Stage', VALUE: '[b]Proposal[/b]', WIDTH: 100 },
              ],
            },
            { DELIMITER: { SIZE: 200, COLOR: '#c6c6c6' } },
            {
              LINK: [{ LINK: '/crm/deal/details/88/', NAME: 'Open the deal', DESC: 'Delivery of 12 chairs' }],
            },
          ],
          DESCRIPTION: '',
          COLOR: '#29619b',
          COLOR_TOKEN: 'primary',
        },
      ],
    },
    isRead: true,
  },
  {
    minutesAgo: days(2) + hours(2),
    authorId: 1,
    module: 'rest',
    event: 'rest_notify',
    text: 'Build 5.4 is ready: https://ci.example.com/builds/54 :)',
    params: {
      ATTACH: [
        {
          ID: 2,
          BLOCKS: [
            { MESSAGE: '312 tests have passed,[BR][b]0[/b] have failed' },
            { USER: [{ NAME: 'Иван Белов', USER_ID: 3, AVATAR_TYPE: 'USER' }] },
            { FILE: [{ LINK: '/upload/reports/54.txt', NAME: 'report.txt', SIZE: 20_480 }] },
            { IMAGE: [{ LINK: '/upload/reports/54.png', NAME: 'Coverage', WIDTH: 320, HEIGHT: 200 }] },
          ],
          DESCRIPTION: 'Build 5.4',
          COLOR: 'transparent',
          COLOR_TOKEN: 'base',
        },
      ],
    },
    isRead: true,
  },
  {
    minutesAgo: days(4),
    authorId: 5,
    module: 'im',
    event: 'mention',
    tag: 'IM|MENTION|214|9041',
    text: `mentioned you in the chat [chat=214]Layouts[/chat]:\n${QUOTE}\nTom Hartley\n>>[i]Which one is the final?[/i]\n${QUOTE}\n[user=1]Alex Morgan[/user] knows 😀`,
    isRead: true,
  },
  {
    minutesAgo: days(8),
    authorId: 7,
    module: 'tasks',
    event: 'comment',
    tag: 'TASKS|COMMENT|600|1|4870',
    text: 'Commented on the task [url=/company/personal/user/1/tasks/task/view/600/]Support rota[/url]: [code]if (a < b && b > 0) return;[/code]',
    params: { CAN_ANSWER: 'Y' },
    isRead: true,
  },
  {
    minutesAgo: days(15),
    authorId: 6,
    module: 'calendar',
    event: 'change',
    tag: 'CALENDAR|CHANGE|4500',
    text: 'перенесла встречу [url=/company/personal/user/1/calendar/?EVENT_ID=4500]«Итоги месяца»[/url] на 15:30',
    isRead: true,
  },
];
