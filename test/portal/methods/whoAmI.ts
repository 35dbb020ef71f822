import { isoDate } from '../clock';
import { basicMethod, type Method, type MethodCall } from '../method';

/** `profile`: who calls. An empty array for somebody who is no longer active. */
export const profile = basicMethod(({ caller, company }: MethodCall) => {
  const person = company.people.get(caller.userId);
  if (person?.isActive !== true) return [];
  return {
    ID: String(person.id),
    ADMIN: person.isAdmin,
    NAME: person.firstName,
    LAST_NAME: person.lastName,
    PERSONAL_GENDER: person.gender,
    TIME_ZONE: '',
    ...(person.avatar === '' ? {} : { PERSONAL_PHOTO: `${company.origin}${person.avatar}` }),
  };
});

/** `user.current`: not for a webhook that has only `im`. */
export const userCurrent: Method = {
  scopes: ['user', 'user_basic', 'user_brief'],
  handle({ caller, company }: MethodCall) {
    const person = company.people.get(caller.userId);
    if (!person) return [];
    const seen = isoDate(person.lastActivityMs ?? company.now());
    return {
      ID: String(person.id),
      ACTIVE: person.isActive,
      NAME: person.firstName,
      LAST_NAME: person.lastName,
      EMAIL: person.email,
      LAST_LOGIN: seen,
      DATE_REGISTER: isoDate(0),
      IS_ONLINE: 'Y',
      LAST_ACTIVITY_DATE: seen.slice(0, 19).replace('T', ' '),
      PERSONAL_GENDER: person.gender,
      PERSONAL_BIRTHDAY: '',
      WORK_POSITION: person.position,
      UF_EMPLOYMENT_DATE: '',
      UF_DEPARTMENT: [1],
    };
  },
};
