import { propertiesOf } from '../../src/model/unknownValue';

/** A type as the documentation names it; `integers` and `strings` are its arrays, as its text says of what. */
export type ParameterType = 'integer' | 'string' | 'boolean' | 'object' | 'integers' | 'strings';

export interface DocumentedParameter {
  readonly type: ParameterType;
  readonly isRequired?: boolean;
  /** All that are allowed. */
  readonly values?: readonly unknown[];
  /** Of an object. */
  readonly fields?: readonly string[];
}

export type DocumentedMethod = Readonly<Record<string, DocumentedParameter>>;

const integer: DocumentedParameter = { type: 'integer' };
const string: DocumentedParameter = { type: 'string' };
const boolean: DocumentedParameter = { type: 'boolean' };
const object: DocumentedParameter = { type: 'object' };
const integers: DocumentedParameter = { type: 'integers' };
const strings: DocumentedParameter = { type: 'strings' };
const required = (parameter: DocumentedParameter): DocumentedParameter => ({ ...parameter, isRequired: true });
const oneOf = (...values: readonly string[]): DocumentedParameter => ({ type: 'string', values });

const SENT: DocumentedMethod = {
  USER_ID: required(integer),
  MESSAGE: required(string),
  MESSAGE_OUT: string,
  TAG: string,
  SUB_TAG: string,
  ATTACH: object,
  CLIENT_ID: string,
};

const SEARCHED_FIELDS = ['NAME', 'LAST_NAME', 'WORK_POSITION', 'UF_DEPARTMENT_NAME', 'USER_TYPE', 'FIND'];

/**
 * The parameters of the REST methods that the extension calls, as Bitrix24's documentation has them. Its example of
 * each answer is `test/payloads/doc.<method>.ok.json`, where there is one.
 */
export const METHODS: Readonly<Record<string, DocumentedMethod>> = {
  'im.counters.get': {},
  'im.notify': { ...SENT, TYPE: oneOf('USER', 'SYSTEM') },
  'im.notify.answer': { NOTIFY_ID: required(integer), ANSWER_TEXT: required(string) },
  'im.notify.confirm': { NOTIFY_ID: required(integer), NOTIFY_VALUE: required(string) },
  'im.notify.delete': { ID: integer, TAG: string, SUB_TAG: string, CLIENT_ID: string },
  'im.notify.get': {
    LAST_ID: integer,
    LAST_TYPE: { type: 'integer', values: [1, 3] },
    LIMIT: integer,
    CONVERT_TEXT: string,
  },
  'im.notify.history.search': {
    SEARCH_TEXT: string,
    SEARCH_TYPE: string,
    SEARCH_TYPES: strings,
    SEARCH_DATE: string,
    SEARCH_DATE_FROM: string,
    SEARCH_DATE_TO: string,
    SEARCH_AUTHORS: integers,
    LAST_ID: integer,
    LIMIT: integer,
    CONVERT_TEXT: string,
    GROUP_TAG: string,
  },
  'im.notify.personal.add': SENT,
  'im.notify.read': { ID: integer, ACTION: oneOf('Y', 'N'), ONLY_CURRENT: string },
  'im.notify.read.all': {},
  'im.notify.read.list': { IDS: required(integers), ACTION: oneOf('Y', 'N') },
  'im.notify.schema.get': {},
  'im.notify.system.add': SENT,
  'user.search': {
    FILTER: { type: 'string', fields: SEARCHED_FIELDS },
    sort: string,
    order: oneOf('ASC', 'DESC'),
    ADMIN_MODE: boolean,
    select: strings,
    start: integer,
  },
  profile: {},
  scope: { full: boolean },
  batch: { halt: integer, cmd: required(object) },
};

/** Every OAuth call has it. */
export const ACCESS_TOKEN = 'auth';

type Params = Readonly<Record<string, unknown>>;

/** Where a call departs from the documentation; the commands of a `batch` are calls, too. */
export function departures(method: string, params: Params): readonly string[] {
  const documented = METHODS[method];
  if (documented === undefined) return [`${method} is not documented`];
  return [
    ...Object.keys(documented)
      .filter(name => documented[name]?.isRequired === true && !(name in params))
      .map(name => `${method} lacks ${name}`),
    ...Object.entries(params).flatMap(([name, value]) => {
      const parameter = documented[name];
      if (parameter === undefined) return [`${method}: ${name} is not documented`];
      return departuresOfValue(value, parameter).map(departure => `${method}: ${name}${departure}`);
    }),
    ...(method === 'batch' ? commandsOf(params).flatMap(command => departures(...command)) : []),
  ];
}

function departuresOfValue(value: unknown, { type, values, fields }: DocumentedParameter): readonly string[] {
  const actual = typeOf(value);
  return [
    ...(actual === type ? [] : [` is of the type ${actual}, not ${type}`]),
    ...(values === undefined || values.includes(value) ? [] : [` is none of ${values.join(', ')}`]),
    ...(fields === undefined ? [] : Object.keys(propertiesOf(value)))
      .filter(field => fields?.includes(field) === false)
      .map(field => `.${field} is not documented`),
  ];
}

function typeOf(value: unknown): string {
  if (Number.isSafeInteger(value)) return 'integer';
  if (Array.isArray(value)) return [...new Set(value.map(typeOf))].map(type => `${type}s`).join(' and ');
  return typeof value;
}

/** The method and the parameters of each command, which is a method with a query string. */
export function commandsOf({ cmd }: Params): readonly (readonly [string, Params])[] {
  return Object.values(propertiesOf(cmd)).map(command => {
    const [method = '', query] = String(command).split('?');
    const params = [...new URLSearchParams(query)].map(([name, text]): [string, unknown] => [
      name,
      METHODS[method]?.[name]?.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text,
    ]);
    return [method, Object.fromEntries(params)];
  });
}
