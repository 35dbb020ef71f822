/** Line and paragraph ends other than a line feed. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/**
 * Control characters except tab and line feed; bidirectional embeddings, overrides and isolates; interlinear
 * annotations; lone surrogates.
 */
const HARMFUL = /(?![\t\n])\p{Cc}|(?![\u061c\u200e\u200f])\p{Bidi_Control}|[\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * Invisible characters without a purpose. Text needs the joiners (Persian, Indic scripts, emoji), the directional
 * marks that override nothing, the variation selectors, and the tag characters of a flag emoji.
 */
const IDLE =
  /(\u{1f3f4}[\u{e0020}-\u{e007f}]{1,7})|(?![\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060])\p{Default_Ignorable_Code_Point}/gu;

/** No script needs three of these in a row, but text that hides something in them does. */
const RUN =
  /([\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060]{2})[\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060]+/gu;

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The portal truncates a text to 20,000 characters and appends a few dots. */
const MAX_TEXT_LENGTH = 20_100;

const MAX_NAME_LENGTH = 100;

/** Removes invisible characters that could deceive a reader. Returns an empty string if nothing visible is left. */
export function sanitizeText(text: string): string {
  const clean = sanitizePart(text);
  return SEEN.test(clean) ? clean : '';
}

/** Sanitizes a part of a text, which may be nothing but spaces. */
export function sanitizePart(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(LINE_ENDS, '\n')
    .replace(HARMFUL, '')
    .replace(IDLE, '$1')
    .replace(RUN, '$1');
}

/** Returns a sanitized text on a single line, truncated to the maximum length of a name. */
export function toSingleLineName(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_NAME_LENGTH)
    .replace(/[\ud800-\udbff]$/, '');
}

/** An invisible, zero-width, non-breaking character that keeps adjacent characters from being parsed together. */
export const WORD_JOINER = '\u2060';
