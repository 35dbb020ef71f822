import { codeBlock, leastBlock, placeBbCode } from './codeReference';
import type { CodePlace, Cut } from './codeReference';

/** Characters a notification may have: the portal cuts what is longer. */
export const OUTGOING_MAX_LENGTH = 20_000;

/** What goes along with a text. */
export type Enclosure =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'code'; readonly place: CodePlace; readonly code: string }
  /** `href`: where the lines are on the web, for those who may see them there. */
  | { readonly kind: 'link'; readonly place: CodePlace; readonly href?: string };

export interface OutgoingText {
  /** BBCode. */
  readonly text: string;
  /** Absent where all of the code goes along. */
  readonly cut?: Cut;
}

export type TextProblem = 'empty' | 'tooLong';

const GAP = '\n\n';

/** Characters that are left for the text beside what goes along with it. */
export function roomForText(enclosure: Enclosure): number {
  switch (enclosure.kind) {
    case 'nothing':
      return OUTGOING_MAX_LENGTH;
    case 'code':
      return OUTGOING_MAX_LENGTH - GAP.length - leastBlock(enclosure.place, enclosure.code);
    case 'link':
      return OUTGOING_MAX_LENGTH - GAP.length - placeBbCode(enclosure.place, enclosure.href).length;
  }
}

/** What keeps a text from being sent with that. */
export function textProblem(text: string, enclosure: Enclosure): TextProblem | undefined {
  const { length } = text.trim();
  if (length === 0) {
    return 'empty';
  }
  return length > roomForText(enclosure) ? 'tooLong' : undefined;
}

/** The text and below it what goes along. `cutWords` tell the recipient how much of the code that is. */
export function outgoingText(
  text: string,
  enclosure: Enclosure,
  cutWords: (cut: Cut) => string,
): OutgoingText {
  const beginning = text.trim();
  switch (enclosure.kind) {
    case 'nothing':
      return { text: beginning };
    case 'link':
      return { text: beginning + GAP + placeBbCode(enclosure.place, enclosure.href) };
    case 'code': {
      const before = beginning + GAP;
      const room = OUTGOING_MAX_LENGTH - before.length;
      const block = codeBlock(enclosure.place, enclosure.code, room, cutWords);
      return { ...block, text: before + block.text };
    }
  }
}
