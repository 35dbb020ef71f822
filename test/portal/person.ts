import { isoDate } from './clock';
import type { PhpMap } from './php';

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: 'M' | 'F';
  readonly position: string;
  /** One of the portal's palette, shown with the initials when there is no avatar. */
  readonly color: string;
  /** A path on the portal, or empty. */
  readonly avatar: string;
  readonly isAdmin: boolean;
  readonly isActive: boolean;
  /** Empty when the person gave none. */
  readonly phones: Readonly<Record<string, string>>;
  readonly email: string;
  readonly lastActivityMs: number | undefined;
  /** Away until then. */
  readonly absentUntilMs: number | undefined;
}

export function fullName(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

/** An entry of `users[]` of `im.notify.get`, which asks for no presence. */
export function personOnTheWire(person: Person, origin: string): PhpMap {
  const avatar = person.avatar === '' ? '' : `${origin}${person.avatar}`;
  return {
    id: person.id,
    active: person.isActive,
    name: fullName(person),
    first_name: person.firstName,
    last_name: person.lastName,
    work_position: person.position,
    color: person.color,
    avatar,
    avatar_hr: avatar,
    gender: person.gender,
    birthday: '',
    extranet: false,
    network: false,
    bot: false,
    connector: false,
    external_auth_id: 'default',
    status: 'online',
    idle: false,
    last_activity_date: person.lastActivityMs === undefined ? false : isoDate(person.lastActivityMs),
    mobile_last_date: false,
    desktop_last_date: false,
    absent: person.absentUntilMs === undefined ? false : isoDate(person.absentUntilMs),
    departments: [1],
    phones: Object.keys(person.phones).length === 0 ? false : person.phones,
    bot_data: null,
    type: 'user',
    website: '',
    email: person.email,
  };
}

/** What is left of an author whose record is gone: no id, no name. */
export const VANISHED_PERSON: PhpMap = {
  last_activity_date: false,
  desktop_last_date: false,
  mobile_last_date: false,
  idle: false,
};
