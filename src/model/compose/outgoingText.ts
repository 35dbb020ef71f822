import {
  type CodeLocation,
  codeLocationBbCode,
  formatCodeBlock,
  type IncludedLineCount,
  minCodeBlockLength,
} from './codeBlock';

/** Maximum length of a notification in characters: the portal truncates longer ones. */
export const MAX_OUTGOING_LENGTH = 20_000;

/** The code or link sent along with a text, if any. */
export type CodeContext =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'code'; readonly place: CodeLocation; readonly code: string }
  /** `href`: the page of the lines on the web, for those who have access to it. */
  | { readonly kind: 'link'; readonly place: CodeLocation; readonly href?: string };

interface OutgoingText {
  /** BBCode. */
  readonly text: string;
  /** Absent if all of the code is included. */
  readonly cut?: IncludedLineCount;
}

export type OutgoingTextProblem = 'empty' | 'tooLong';

const GAP = '\n\n';

/** Returns how many characters are left for the text. */
export function maxTextLength(enclosure: CodeContext): number {
  switch (enclosure.kind) {
    case 'nothing':
      return MAX_OUTGOING_LENGTH;
    case 'code':
      return MAX_OUTGOING_LENGTH - GAP.length - minCodeBlockLength(enclosure.place, enclosure.code);
    case 'link':
      return MAX_OUTGOING_LENGTH - GAP.length - codeLocationBbCode(enclosure.place, enclosure.href).length;
  }
}

/** Returns why the text can't be sent with this code or link; `undefined` if it can. */
export function findOutgoingTextProblem(text: string, enclosure: CodeContext): OutgoingTextProblem | undefined {
  const { length } = text.trim();
  if (length === 0) return 'empty';
  return length > maxTextLength(enclosure) ? 'tooLong' : undefined;
}

/** Returns the text followed by the code or link. `cutWords` tells the recipient how much of the code is included. */
export function composeOutgoingText(
  text: string,
  enclosure: CodeContext,
  cutWords: (cut: IncludedLineCount) => string,
): OutgoingText {
  const beginning = text.trim();
  switch (enclosure.kind) {
    case 'nothing':
      return { text: beginning };
    case 'link':
      return { text: beginning + GAP + codeLocationBbCode(enclosure.place, enclosure.href) };
    case 'code': {
      const before = beginning + GAP;
      const room = MAX_OUTGOING_LENGTH - before.length;
      const block = formatCodeBlock(enclosure.place, enclosure.code, room, cutWords);
      return { ...block, text: before + block.text };
    }
  }
}
