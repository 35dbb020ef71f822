import { imMethod, type MethodCall } from '../method';
import { isEmpty } from '../php';
import { cappedCounter } from './page';

/** `im.counters.get`. Its own parameters are read in exactly this case. PHP writes an empty map as a list. */
export const countersGet = imMethod(({ params, box }: MethodCall) => {
  const notify = cappedCounter(box.unreadCount);
  const chats = [...box.unreadInChats];
  const inChats = chats.reduce((sum, [, unread]) => sum + unread, 0);
  const counters = {
    TYPE: {
      ALL: notify + inChats,
      NOTIFY: notify,
      CHAT: inChats,
      LINES: 0,
      DIALOG: 0,
      COPILOT: 0,
      COLLAB: 0,
      MESSENGER: inChats,
      TASKS_TASK: 0,
    },
    CHAT: chats.length === 0 ? [] : Object.fromEntries(chats),
    DIALOG: [],
    COLLAB: [],
    CHAT_MUTED: [],
    CHAT_UNREAD: [],
    DIALOG_UNREAD: [],
    COLLAB_UNREAD: [],
    COPILOT_UNREAD: [],
    TASKS_TASK_UNREAD: [],
    LINES: [],
    COPILOT: [],
    CHANNEL_COMMENT: [],
    TASKS_TASK: [],
  };
  const answer = isEmpty(params.ONLY_COUNTER) ? counters : counters.TYPE;
  return params.JSON === 'Y' ? inCamelCase(answer) : answer;
});

function inCamelCase(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase()),
      typeof item === 'object' && item !== null && !Array.isArray(item) ? inCamelCase(item) : item,
    ]),
  );
}
