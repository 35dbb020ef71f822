import { isRecord } from '../../src/model/unknownValue';

/** The types found at each path of an answer, such as `result.notifications[].id`. */
type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** The type of a key that only some of the objects in a list have. */
const ABSENT = Symbol('absent');

/** Where an answer has other keys or types than the documented one. What is below such a place is not compared. */
export function shapeDifferences(documented: unknown, actual: unknown): readonly string[] {
  const expected = shapeOf(documented);
  const found = shapeOf(actual);
  return [
    ...[...expected].flatMap(([path, types]) =>
      found.has(path) || types.has('absent') || !hasParent(found, path) ? [] : [`${path} is missing`],
    ),
    ...[...found].flatMap(([path, types]) => {
      const allowed = expected.get(path);
      if (allowed === undefined) return hasParent(expected, path) ? [`${path} is not documented`] : [];
      const others = [...types].filter(type => !allowed.has(type));
      return others.map(type => `${path} is ${type}, not ${[...allowed].join(' or ')}`);
    }),
  ].sort();
}

/** Whether what the path's last key stands in is there, as a list or as an object. */
function hasParent(shape: Shape, path: string): boolean {
  const parent = path.replace(/(\[\]|\.?[^.[]*)$/, '');
  return parent === path || shape.get(parent)?.has(path.endsWith('[]') ? 'list' : 'object') === true;
}

function shapeOf(answer: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  const add = (path: string, values: readonly unknown[]): void => {
    shape.set(path, new Set(values.map(typeOf)));
    const items = values.filter(isList).flatMap(list => Object.values(list));
    if (items.length > 0) {
      add(`${path}[]`, items);
    }
    const objects = values.filter(isRecord).filter(value => typeOf(value) === 'object');
    for (const key of new Set(objects.flatMap(object => Object.keys(object)))) {
      add(
        path === '' ? key : `${path}.${key}`,
        objects.map(object => (key in object ? object[key] : ABSENT)),
      );
    }
  };
  add('', [answer]);
  return shape;
}

function isList(value: unknown): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  return typeOf(value) === 'list';
}

/** To PHP, an empty map and a map by numbers are lists. */
function typeOf(value: unknown): string {
  if (value === ABSENT) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return isRecord(value) && Object.keys(value).every(key => /^\d+$/.test(key)) ? 'list' : typeof value;
}
