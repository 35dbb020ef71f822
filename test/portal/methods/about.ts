import { isoDate } from '../clock';
import { basicMethod, type MethodCall, type Methods } from '../method';
import { isEmpty, isSet, toText, upperKeys } from '../php';

const ALL_SCOPES = ['basic', 'bizproc', 'calendar', 'crm', 'disk', 'im', 'imbot', 'log', 'pull', 'pull_channel'].concat(
  ['task', 'user', 'user_basic', 'user_brief'],
);

const LICENSE = 'en_selfhosted';

/** `scope`: what the caller was granted, or with `FULL` all there is. */
export const scope = basicMethod(({ params, caller }: MethodCall) =>
  isEmpty(upperKeys(params).FULL) ? caller.scope : ALL_SCOPES,
);

/** `app.info`: a webhook is told its scope and the plan; the documentation says it is refused. */
export const appInfo = basicMethod(({ caller: { scope, clientId } }: MethodCall) => {
  if (clientId === undefined) return { SCOPE: scope, LICENSE };
  return {
    ID: 1,
    CODE: clientId,
    VERSION: 1,
    STATUS: 'L',
    INSTALLED: true,
    PAYMENT_EXPIRED: 'N',
    DAYS: null,
    LICENSE,
  };
});

export const serverTime = basicMethod(({ company }: MethodCall) => isoDate(company.now()));

/** `methods`: names of what the caller may call, without the private ones. */
export function methodsList(all: () => Methods): Methods[string] {
  return basicMethod(({ params, caller }: MethodCall) => {
    const { SCOPE, FULL } = upperKeys(params);
    const isAsked = isSet(SCOPE);
    const wanted = isAsked ? [toText(SCOPE)] : isEmpty(FULL) ? caller.scope : ALL_SCOPES;
    return Object.entries(all())
      .filter(([, method]) => method.isPrivate !== true)
      .filter(([, { scopes }]) =>
        scopes.length === 0
          ? !isAsked || SCOPE === '' || SCOPE === '_global'
          : scopes.some(name => wanted.includes(name)),
      )
      .map(([name]) => name);
  });
}
