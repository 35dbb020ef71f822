import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock';
import type { Person } from '../person';

type Row = readonly [
  id: number,
  login: string,
  firstName: string,
  lastName: string,
  gender: 'M' | 'F',
  position: string,
  color: string,
];

const ROWS: readonly Row[] = [
  [1, 'alex', 'Alex', 'Morgan', 'M', 'Developer', '#1eb4aa'],
  [2, 'anna', 'Anna', 'Orlova', 'F', 'Head of product', '#df532d'],
  [3, 'ivan', 'Иван', 'Белов', 'M', 'Разработчик', '#64a513'],
  [4, 'maria', 'Мария', 'Климова', 'F', 'Бухгалтер', '#8474c8'],
  [5, 'tom', 'Tom', 'Hartley', 'M', 'Designer', '#3e99ce'],
  [6, 'lena', 'Елена', 'Соколова', 'F', 'Кадры', '#f76187'],
  [7, 'peter', 'Peter', "O'Neil", 'M', 'Support engineer', '#556574'],
  [8, 'zoe', 'Zoë', 'Martin', 'F', 'Sales', '#e8a441'],
];

const AVATARS: Readonly<Record<number, string>> = {
  2: '/upload/main/avatar2.png',
  5: '/upload/main/avatar5.png',
};

/** The staff of a made-up company. The first is the owner of the webhook. */
export function samplePeople(nowMs: number): readonly Person[] {
  return ROWS.map(([id, login, firstName, lastName, gender, position, color]) => ({
    id,
    login,
    firstName,
    lastName,
    gender,
    position,
    color,
    avatar: AVATARS[id] ?? '',
    isAdmin: id === 1,
    isActive: true,
    phones: id === 2 ? { work_phone: '+10000000002', inner_phone: '102' } : {},
    email: `${login}@example.com`,
    lastActivityMs: id === 7 ? undefined : nowMs - id * 7 * MINUTE_MS,
    absentUntilMs: id === 6 ? nowMs + 3 * DAY_MS + HOUR_MS : undefined,
  }));
}
