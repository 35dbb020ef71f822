/** Ends of lines and of paragraphs that are no line feed. */
const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;

/**
 * Control characters but tab and line feed; what turns the direction of what follows; notes between the lines; half
 * characters.
 */
const HARMFUL = /(?![\t\n])\p{Cc}|(?![\u061c\u200e\u200f])\p{Bidi_Control}|[\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * What is not seen and has no work to do. Writing needs the joiners (Persian, Indic, emoji), the marks of a direction
 * that turn nothing, the selectors of a variant, and the tags that make a flag.
 */
const IDLE =
  /(\u{1f3f4}[\u{e0020}-\u{e007f}]{1,7})|(?![\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060])\p{Default_Ignorable_Code_Point}/gu;

/** No writing needs three of them in a row, but who hides something in them does. */
const RUN =
  /([\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060]{2})[\p{Variation_Selector}\p{Join_Control}\u061c\u200e\u200f\u2060]+/gu;

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The portal keeps 20,000 characters of a text and puts a few dots behind them. */
const MAX_LENGTH = 20_100;

const NAME_LENGTH = 100;

/** Somebody's text without what a person can't see and could be deceived by; empty where nothing is left to see. */
export function cleanText(text: string): string {
  const clean = text
    .slice(0, MAX_LENGTH)
    .replace(LINE_ENDS, '\n')
    .replace(HARMFUL, '')
    .replace(IDLE, '$1')
    .replace(RUN, '$1');
  return SEEN.test(clean) ? clean : '';
}

/** A clean text on one line, and no longer than a name can be. */
export function onOneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, NAME_LENGTH)
    .replace(/[\ud800-\udbff]$/, '');
}
