import * as v from 'valibot';
import { anyName, checked, readable } from './schemas';

const modulesSchema = v.record(v.string(), v.unknown());
const moduleSchema = v.object({ NAME: anyName, MODULE_ID: anyName, LIST: v.optional(v.unknown()) });
const typeSchema = v.object({ ID: anyName, NAME: anyName });

/**
 * The names in `im.notify.schema.get`: `{<module>: {NAME, MODULE_ID, LIST: [{ID: 'module|event', NAME}]}}`, by
 * `module|event` and by the module's id; `[]` where there are none. What can't be read is left out.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeTypeNames(result: unknown): ReadonlyMap<string, string> {
  const modules = readable(moduleSchema, checked(modulesSchema, result));
  const types = modules.flatMap(({ LIST }) => readable(typeSchema, LIST));
  return new Map(
    [
      ...modules.map(({ MODULE_ID, NAME }) => [MODULE_ID, NAME] as const),
      ...types.map(({ ID, NAME }) => [ID, NAME] as const),
    ].filter(([id, title]) => id !== '' && title !== ''),
  );
}
