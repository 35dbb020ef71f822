import { days, hours } from './ago';
import type { Sample } from './notifications';

/** What the portal itself has to say: no author. */
export const systemNotes: readonly Sample[] = [
  {
    minutesAgo: 3,
    type: 4,
    module: 'calendar',
    event: 'reminder',
    tag: 'CALENDAR|REMINDER|4699',
    text: 'Напоминание: [b]планёрка[/b] начнётся через 15 минут. [url=/company/personal/user/1/calendar/?EVENT_ID=4699]Открыть событие[/url]',
  },
  {
    minutesAgo: hours(9),
    type: 4,
    module: 'bizproc',
    event: 'activity',
    title: 'Workflow',
    text: 'The workflow [i]Business trip[/i] has been completed for [url=/bizproc/processes/31/element/0/77/]Trip to the exhibition[/url].',
    params: { COMPONENT_ID: 'BizprocEntity', COMPONENT_PARAMS: [] },
  },
  {
    minutesAgo: days(1) + hours(1),
    type: 4,
    module: 'timeman',
    event: 'entry',
    title: null,
    text: 'Your working day was not closed yesterday.<br>Please <a href="/timeman/timeman.php">close it</a>.',
    isRead: true,
  },
  {
    minutesAgo: days(2) + hours(7),
    type: 4,
    module: 'intranet',
    event: 'security_otp',
    text: 'A sign-in from a new device: [b]Firefox, Linux[/b]. If it was not you, change your password at [URL]/company/personal/user/1/passwords/[/URL].',
    isRead: true,
  },
  {
    minutesAgo: days(3) + hours(4),
    type: 4,
    module: 'crm',
    event: 'webForm',
    text: 'Заполнена форма «Обратный звонок»: [call=+70000000000]+7 000 000-00-00[/call]',
    params: {
      ATTACH: [
        {
          ID: 3,
          BLOCKS: [
            { HTML: '<b>Имя:</b> Гость<br><b>Город:</b> Самара' },
            {
              GRID: [
                { DISPLAY: 'LINE', NAME: 'Source', VALUE: 'Site' },
                { DISPLAY: 'LINE', NAME: 'Form', VALUE: '[url=/crm/webform/edit/4/]Call me back[/url]' },
              ],
            },
          ],
          DESCRIPTION: '',
          COLOR: '#8bc84b',
          COLOR_TOKEN: 'secondary',
        },
      ],
    },
    isRead: true,
  },
  {
    minutesAgo: days(7),
    type: 4,
    module: 'rest',
    event: 'rest_notify',
    text: 'Time sheets\nThe report for the week is ready: [url=https://reports.example.com/weekly?week=8&year=2026]download[/url]',
    params: {
      ATTACH: [
        {
          ID: 4,
          BLOCKS: [
            {
              GRID: [
                { DISPLAY: 'BLOCK', NAME: 'Project', VALUE: 'Delivery[BR]of 12 chairs', COLOR_TOKEN: 'base' },
                {
                  DISPLAY: 'BLOCK',
                  NAME: 'Approved by',
                  VALUE: 'Anna Orlova',
                  USER_ID: 2,
                  COLOR_TOKEN: 'base',
                },
              ],
            },
            { DELIMITER: { SIZE: 200 } },
            {
              GRID: [
                {
                  DISPLAY: 'TABLE',
                  NAME: 'Planned | done',
                  VALUE: '40 h | [b]38 h[/b]',
                  COLOR_TOKEN: 'base',
                },
                { DISPLAY: 'TABLE', NAME: 'Overtime', VALUE: '—', COLOR_TOKEN: 'base' },
              ],
            },
          ],
          DESCRIPTION: '',
          COLOR: 'transparent',
          COLOR_TOKEN: 'primary',
        },
      ],
    },
    isRead: true,
  },
  {
    minutesAgo: days(10),
    type: 2,
    authorId: 4,
    module: 'im',
    event: 'private_system',
    text: 'A message of a person that the portal signs as its own.',
    isRead: true,
  },
  {
    minutesAgo: days(14),
    type: 4,
    module: 'socialnetwork',
    event: 'inout_group',
    text: 'Вы добавлены в группу [url=/workgroups/group/21/]Новый офис[/url] [icon=/upload/icons/group.png size=16 title=Группа]',
    isRead: true,
  },
  {
    minutesAgo: days(20),
    type: 4,
    module: 'main',
    event: 'rating_vote',
    text: 'Three people liked your photo. [img size=small]https://pictures.example.com/small.png [/img]',
    params: { UNKNOWN_KEY: 'kept' },
    isRead: true,
  },
  {
    minutesAgo: days(28),
    type: 4,
    module: 'intranet',
    event: 'absence',
    text: 'Ваш отпуск согласован. Хорошего отдыха! 🏖️',
    isRead: true,
  },
];
