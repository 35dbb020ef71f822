import { days, hours } from './ago';
import type { Sample } from './notifications';

/** What waits for a decision. Titles are stored escaped, and a value may hold the separator. */
export const confirmations: readonly Sample[] = [
  {
    minutesAgo: 25,
    type: 1,
    authorId: 2,
    module: 'calendar',
    event: 'invite',
    tag: 'CALENDAR|INVITE|4711|1|',
    text: 'Invites you to the meeting "[b]Release review[/b]" tomorrow at 11:00. [url=/company/personal/user/1/calendar/?EVENT_ID=4711]Open the event[/url]',
    buttons: [
      { title: 'Accept', value: 'Y', type: 'accept' },
      { title: 'Decline', value: 'N', type: 'cancel' },
    ],
    onConfirm: value => (value === 'Y' ? 'Invitation accepted' : 'Invitation declined'),
  },
  {
    minutesAgo: hours(5),
    type: 1,
    authorId: 4,
    module: 'bizproc',
    event: 'activity',
    tag: 'BIZPROC|TASK|902',
    text: 'Прошу согласовать счёт № 118 на сумму 48 000 ₽.#BR#Срок оплаты: пятница.',
    buttons: [
      { title: 'Согласовать', value: '902|approve|1', type: 'accept' },
      { title: 'Отклонить', value: '902|reject|1', type: 'cancel' },
      { title: 'Вернуть &laquo;на доработку&raquo;', value: '902|rework|1', type: 'cancel' },
    ],
    params: {
      COMPONENT_ID: 'BizprocEntity',
      COMPONENT_PARAMS: { SUBJECT: 'Счёт № 118', PLAIN_TEXT: 'Прошу согласовать счёт № 118', ENTITY: {} },
    },
  },
  {
    minutesAgo: days(2),
    type: 1,
    authorId: 5,
    module: 'socialnetwork',
    event: 'invite_group',
    tag: 'SOCNET|INVITE_GROUP|1|17',
    text: 'Invites you to the workgroup [url=/workgroups/group/17/]Design &amp; Research[/url].',
    buttons: [
      { title: 'Join &quot;Design &amp; Research&quot;', value: 'Y', type: 'accept' },
      { title: 'No, thanks', value: 'N', type: 'cancel' },
    ],
    isRead: true,
  },
  {
    minutesAgo: days(9),
    type: 1,
    authorId: 0,
    module: 'rest',
    event: 'rest_confirm',
    tag: 'rest|REST_CONFIRM|app.sample|not-a-real-token|user.add',
    text: 'The application [b]Time sheets[/b] asks for permission to read the list of employees.',
    buttons: [
      { title: 'Allow', value: 'Y', type: 'accept' },
      { title: 'Refuse', value: 'N', type: 'cancel' },
    ],
  },
];
