import * as v from 'valibot';
import { cleanText, onOneLine } from '../../model/cleanText';
import type { Button } from '../../model/notification';
import { decodeEntities } from './html';
import { readable } from './schemas';

const MOST_BUTTONS = 20;
const ACCEPT_COLOR = '#8bc84b';

/** `<id>|<value>`: the value may hold further bars. */
const SENT_VALUE = /^[^|]*\|([^]+)$/;

const buttonSchema = v.object({
  COMMAND: v.literal('notifyConfirm'),
  COMMAND_PARAMS: v.pipe(v.string(), v.regex(SENT_VALUE)),
  TEXT: v.pipe(
    v.string(),
    v.transform(title => onOneLine(cleanText(decodeEntities(title)))),
    v.nonEmpty(),
  ),
  BG_COLOR: v.fallback(v.string(), ''),
  DISABLED: v.fallback(v.nullish(v.string()), undefined),
});

/**
 * The buttons in `notify_buttons`, a string of JSON: `[{COMMAND, COMMAND_PARAMS: '<id>|<value>', TEXT, BG_COLOR,
 * DISABLED}]`. The value goes back as it came; titles were escaped for HTML. What can't be read, or pressed, is left
 * out.
 */
export function decodeButtons(json: unknown): readonly Button[] {
  return readable(buttonSchema, parsed(json))
    .filter(({ DISABLED }) => DISABLED !== 'Y')
    .slice(0, MOST_BUTTONS)
    .map(({ COMMAND_PARAMS, TEXT, BG_COLOR }) => ({
      label: TEXT,
      value: COMMAND_PARAMS.replace(SENT_VALUE, '$1'),
      isAccept: BG_COLOR.toLowerCase() === ACCEPT_COLOR,
    }));
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}
