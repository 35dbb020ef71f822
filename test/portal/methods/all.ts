import type { Methods } from '../method';
import { appInfo, methodsList, scope, serverTime } from './about';
import { batch } from './batch';
import { countersGet } from './counters';
import { notifyAdd } from './notifyAdd';
import { notifyAnswer } from './notifyAnswer';
import { notifyConfirm } from './notifyConfirm';
import { notifyDelete } from './notifyDelete';
import { notifyGet } from './notifyGet';
import { notifyRead, notifyReadAll, notifyReadList } from './notifyRead';
import { notifySchema } from './notifySchema';
import { notifySearch } from './notifySearch';
import { pullConfig } from './pullConfig';
import { userSearch } from './userSearch';
import { profile, userCurrent } from './whoAmI';

/** What the portal can do, by the names it is called with. */
export const METHODS: Methods = {
  batch,
  scope,
  methods: methodsList(() => METHODS),
  'app.info': appInfo,
  'server.time': serverTime,
  profile,
  'user.current': userCurrent,
  'user.search': userSearch,
  'im.counters.get': countersGet,
  'im.notify': notifyAdd,
  'im.notify.personal.add': notifyAdd,
  'im.notify.system.add': notifyAdd,
  'im.notify.get': notifyGet,
  'im.notify.read': notifyRead,
  'im.notify.read.list': notifyReadList,
  'im.notify.read.all': notifyReadAll,
  'im.notify.answer': notifyAnswer,
  'im.notify.confirm': notifyConfirm,
  'im.notify.delete': notifyDelete,
  'im.notify.history.search': notifySearch,
  'im.notify.schema.get': notifySchema,
  'pull.config.get': pullConfig,
};
