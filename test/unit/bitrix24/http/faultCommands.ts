import type { Bitrix24Client } from '../../../../src/bitrix24/bitrix24Client';
import type { CallKind } from '../../../../src/bitrix24/http/retry';

/** Something that a client does, and the call of it that goes wrong. */
export interface Command {
  readonly name: string;
  readonly method: string;
  readonly effect: CallKind;
  /** The calls before it, which go well. */
  readonly before?: readonly string[];
  /** The method that stands for it on a portal that does not know it. */
  readonly fallback?: string;
  readonly run: (client: Bitrix24Client) => Promise<unknown>;
}

const read = (name: string, method: string, run: Command['run']): Command => ({
  name,
  method,
  effect: 'read',
  run,
});
const write = (name: string, method: string, run: Command['run']): Command => ({
  name,
  method,
  effect: 'write',
  run,
});

/** Every method of the client, with each way that it can take. */
export const COMMANDS: readonly Command[] = [
  read('getPage', 'im.notify.get', client => client.getPage()),
  read('getFingerprint', 'im.notify.get', client => client.getFingerprint()),
  read('getUnreadCount', 'im.counters.get', client => client.getUnreadCount()),
  read('getPage, the next one', 'im.notify.get', client => client.getPage({ lastId: 9, lastType: 3 })),
  write('answer', 'im.notify.answer', client => client.answer(7, 'Hello')),
  write('confirm', 'im.notify.confirm', client => client.confirm(7, 'Y')),
  write('setRead', 'im.notify.read.list', client => client.setRead([7], true)),
  write('markReadFrom', 'im.notify.read', client => client.markReadFrom(7)),
  write('markAllRead', 'im.notify.read.all', client => client.markAllRead()),
  write('delete, of one', 'im.notify.delete', client => client.delete([7])),
  write('delete, of several', 'batch', client => client.delete([7, 8])),
  read('search', 'im.notify.history.search', client => client.search({ text: 'Hello', authorIds: [] })),
  read('getTypeNames', 'im.notify.schema.get', client => client.getTypeNames()),
  {
    ...write('send, for me', 'im.notify.personal.add', client => client.send({ to: 1, from: 'me', text: 'Hello' })),
    fallback: 'im.notify',
  },
  {
    ...write('send, for the system', 'im.notify.system.add', client =>
      client.send({ to: 1, from: 'system', text: 'Hello' }),
    ),
    fallback: 'im.notify',
  },
  {
    ...write('send, on a portal of old', 'im.notify', client => client.send({ to: 1, from: 'me', text: 'Hello' })),
    before: ['im.notify.personal.add'],
  },
  read('findPeople', 'user.search', client => client.findPeople('Anna')),
  read('getAccount', 'profile', client => client.getAccount()),
  { ...read('getAccount, its scope', 'scope', client => client.getAccount()), before: ['profile'] },
  {
    ...read('getAccount, its list', 'im.notify.get', client => client.getAccount()),
    before: ['profile', 'scope'],
  },
  read('getPermissions', 'scope', client => client.getPermissions()),
  read('getPushConfig', 'pull.config.get', client => client.getPushConfig()),
];
