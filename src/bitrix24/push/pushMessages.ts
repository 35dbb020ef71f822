import { isRecord, propertiesOf } from '../../model/unknownValue';

/** Where in the history of the channel to go on: what came before it is not sent again. */
export type HistoryPosition = Readonly<Record<string, string>>;

export interface PushMessage {
  /** Whether the person's notifications may have changed. */
  readonly isHint: boolean;
  /** The command of the push server itself: `channel_expire`, `config_expire` or `server_restart`. */
  readonly control: string | undefined;
  /** Absent if the message doesn't say. */
  readonly position: HistoryPosition | undefined;
}

/** The messages of a response, and how many parts of it are not one. */
export interface PushMessages {
  readonly messages: readonly PushMessage[];
  readonly unreadable: number;
}

const FRAME_START = '#!NGINXNMS!#';
const FRAME_END = '#!NGINXNME!#';

/** More in one response are not looked at: one hint is as good as many. */
const MAX_MESSAGES = 1_000;

/** The commands of the module `im` that are about notifications. */
const HINTS = ['notifyAdd', 'notifyRead', 'notifyUnread', 'notifyReadAll', 'notifyConfirm', 'notifyDelete'];

const CONTROLS = ['channel_expire', 'config_expire', 'server_restart'];

/** Parses a JSON list, a single JSON object, or the framed text of older servers. */
export function parsePushMessages(text: string): PushMessages {
  const parts = text.includes(FRAME_START) ? splitFrames(text) : [text];
  const values = parts.flatMap(part => {
    const value = parseJson(part);
    return (Array.isArray(value) ? value : [value]) as readonly unknown[];
  });
  const messages = values.slice(0, MAX_MESSAGES).flatMap(value => (isRecord(value) ? [toMessage(value)] : []));
  return { messages, unreadable: Math.min(values.length, MAX_MESSAGES) - messages.length };
}

function splitFrames(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = text.indexOf(FRAME_START); at >= 0 && parts.length < MAX_MESSAGES;) {
    const start = at + FRAME_START.length;
    const end = text.indexOf(FRAME_END, start);
    parts.push(text.slice(start, end < 0 ? undefined : end));
    at = end < 0 ? -1 : text.indexOf(FRAME_START, end);
  }
  return parts;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{id, mid, channel, tag, time, text: {module_id, command, params, extra}}`. */
function toMessage(message: Readonly<Record<string, unknown>>): PushMessage {
  const { module_id: module, command, params } = propertiesOf(message.text);
  const name = typeof command === 'string' ? command : '';
  const control = name.toLowerCase();
  return {
    // `onlyFlash`: shown for a moment, and not stored.
    isHint: module === 'im' && HINTS.includes(name) && propertiesOf(params).onlyFlash !== true,
    control: module === 'pull' && CONTROLS.includes(control) ? control : undefined,
    position: positionOf(message),
  };
}

/** Servers of version 2 and older have no `mid`. An id is a string: as a number, it would be rounded. */
function positionOf({ mid, tag, time }: Readonly<Record<string, unknown>>): HistoryPosition | undefined {
  if (isMessageId(mid)) return { mid };
  return isShort(tag) && isShort(time) ? { tag, time } : undefined;
}

/** Whether the value may be sent back as `mid`. */
export function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 64;
}
