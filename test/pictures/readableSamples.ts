import type { SeedNotification } from '../portal/notification';
import type { Person } from '../portal/person';

interface Staff {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
}

/** With names as they are: short, long, of several parts, two of the same first name. */
const STAFF: readonly Staff[] = [
  { id: 21, firstName: 'Anna', lastName: 'Orlova' },
  { id: 22, firstName: 'Дмитрий', lastName: 'Ёлкин-Щукин' },
  { id: 23, firstName: 'Maximilian', lastName: 'von Hohenfels-Bartenstein' },
  { id: 24, firstName: 'Александра Константиновна', lastName: 'Преображенская' },
  { id: 25, firstName: 'Tom', lastName: 'Hartley' },
  { id: 26, firstName: 'Мария', lastName: 'Климова' },
  { id: 27, firstName: 'María del Carmen', lastName: 'Rodríguez Fuentes' },
  { id: 28, firstName: 'Анна', lastName: 'Орлова' },
];

const NO_ONE = 0;

/** Author and text; texts begin with the name, a link to the user, or neither, as portals write them. */
const ENGLISH: readonly (readonly [authorId: number, text: string])[] = [
  [21, 'Commented on your message "[url=/company/personal/user/1/blog/310/]Plan for the quarter[/url]": Looks good!'],
  [21, 'Anna Orlova commented on the task "[url=/company/personal/user/1/tasks/task/view/7/]Ship 5.4[/url]": when?'],
  [23, '[USER=23]Maximilian von Hohenfels-Bartenstein[/USER] assigned you the task "Translate the contract"'],
  [23, 'Likes your message "We are moving to the new office"'],
  [25, 'Invites you to the meeting "Release review" today at 16:00'],
  [25, 'Tom Hartley, changed the deadline of the task "Icons" to November 30'],
  [27, 'Mentioned you in a comment: could somebody look at the invoice?'],
  [27, 'María del Carmen Rodríguez Fuentes has completed the task "Visit to Seville"'],
  [27, 'Sent you a file: contract-final-2.pdf'],
  [NO_ONE, 'The workflow Business trip has been completed for the document 118'],
  [NO_ONE, 'Reminder: the meeting begins in 15 minutes'],
  [NO_ONE, 'Your working day was not closed yesterday'],
  [NO_ONE, 'Build 5.4 is ready: https://ci.example.com/build/54'],
  [21, 'Added you to the workgroup Design & Research'],
  [21, 'Wrote you a message: A visit of our partners'],
  [25, 'Shared the folder Screens with you'],
  [25, 'You are now responsible for the deal Delivery of doors'],
  [23, 'Asks you to approve the leave from December 24 to January 6'],
  [23, 'Closed the task Order chairs'],
  [27, 'Reopened the task Pay the rent'],
  [NO_ONE, 'A sign-in from a new device: Firefox, Linux'],
  [NO_ONE, 'The storage is 90 percent full'],
  [21, 'Answered: yes, on Monday'],
];

const RUSSIAN: readonly (readonly [authorId: number, text: string])[] = [
  [22, 'прокомментировал задачу "[url=/company/personal/user/1/tasks/task/view/7/]Ускорить сборку[/url]": готово'],
  [22, 'Дмитрий Ёлкин-Щукин, поставил вам задачу "Акт сверки за ноябрь"'],
  [22, 'упомянул вас в комментарии: посмотрите, пожалуйста'],
  [24, '[USER=24]Александра Константиновна Преображенская[/USER] просит согласовать счёт № 118 на сумму 240 000 ₽'],
  [24, 'изменила крайний срок задачи "Отчёт" на 7 марта'],
  [24, 'Александра Константиновна Преображенская пригласила вас на встречу "Планёрка"'],
  [26, 'Мария Климова прокомментировала: всё верно'],
  [26, 'Прошу согласовать командировку в Казань'],
  [26, 'добавила вас в группу "Переезд офиса"'],
  [28, 'Анна Орлова прокомментировала ваше сообщение "План на квартал": отлично'],
  [28, 'отправила вам файл договор-финал-2.pdf'],
  [28, 'завершила задачу "Заказать стулья"'],
  [NO_ONE, 'Напоминание: планёрка начнётся через 15 минут'],
  [NO_ONE, 'Бизнес-процесс "Командировка" завершён'],
  [NO_ONE, 'Ваш рабочий день вчера не был закрыт'],
  [NO_ONE, 'Сборка 5.4 готова: https://ci.example.com/build/54'],
  [NO_ONE, 'Вход с нового устройства: Firefox, Linux'],
  [22, 'понравилось ваше сообщение "Мы переезжаем"'],
  [22, 'Вы теперь ответственный за сделку "Поставка дверей"'],
  [24, 'закрыла задачу "Оплатить аренду"'],
  [26, 'возобновила задачу "Инвентаризация"'],
  [28, 'ответила: да, в понедельник'],
  [24, 'поделилась с вами папкой "Макеты"'],
];

const MINUTES_AGO = [0, 3, 12, 47, 65, 190, 420, 900, 1500, 1700, 2900, 4400, 7200, 12_000, 30_000];

/** 23 notifications each, the newest first, most of them unread. */
export function readableSamples(language: 'en' | 'ru', nowMs: number): readonly SeedNotification[] {
  const texts = language === 'en' ? ENGLISH : RUSSIAN;
  return texts
    .map(([authorId, text], index) => ({
      id: 900 - index,
      type: authorId === NO_ONE ? (4 as const) : (2 as const),
      authorId,
      module: 'blog',
      event: 'comment',
      text,
      isRead: index % 3 === 2,
      dateMs: nowMs - (MINUTES_AGO[index % MINUTES_AGO.length] ?? 0) * 60_000,
      params: { CAN_ANSWER: index % 2 === 0 ? 'Y' : 'N' },
    }))
    .toReversed();
}

/** Returns these people as a portal has them, made after another one of it. */
export function readableStaff(like: Person): readonly Person[] {
  return STAFF.map(each => ({ ...like, ...each, login: `u${each.id}` }));
}
