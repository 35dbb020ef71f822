import { toUnicode } from 'punycode.js';

/** The letters of European languages, without those that look like others: ı, ĸ, ŀ, ŉ, þ. */
const LATIN = /^[\da-zß-öø-ýÿ-įĵ-ķĺ-ľł-ňŋ-ž-]+$/;

/** Other scripts, or those that one language uses together. */
const SCRIPTS = [
  ['Cyrillic'],
  ['Greek'],
  ['Armenian'],
  ['Georgian'],
  ['Hebrew'],
  ['Arabic'],
  ['Devanagari'],
  ['Bengali'],
  ['Gujarati'],
  ['Gurmukhi'],
  ['Tamil'],
  ['Telugu'],
  ['Kannada'],
  ['Malayalam'],
  ['Sinhala'],
  ['Thai'],
  ['Lao'],
  ['Khmer'],
  ['Myanmar'],
  ['Ethiopic'],
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Bopomofo'],
  ['Han', 'Hangul'],
];

/** Letters that no Latin one looks like. */
const UNLIKE_LATIN = /[джийлфцщэюяδζθλξπφψ]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Labels of one script: letters of several can imitate another name. */
const LABELS = SCRIPTS.map(
  names => new RegExp(`^[\\d\\-${names.map(name => `\\p{Script_Extensions=${name}}`).join('')}]+$`, 'u'),
);

/**
 * Returns the host of an origin for display, with its port if it has one, in its own spelling: `портал.рф`. A label
 * that mixes scripts stays in Punycode, and one that could be taken for a Latin name: `аррӏе.com`. Not for an address
 * that somebody else has named: some letters of different scripts look the same.
 */
export function displayHost(origin: string): string {
  const { hostname, port } = new URL(origin);
  const labels = hostname.split('.');
  const isLatin = labels.at(-1)?.startsWith('xn--') !== true;
  const host = labels.map(label => displayLabel(label, isLatin)).join('.');
  return port === '' ? host : `${host}:${port}`;
}

/** Returns the origin for display: `https://портал.рф`. */
export function displayOrigin(origin: string): string {
  return `${new URL(origin).protocol}//${displayHost(origin)}`;
}

/** `isLatin`: the top-level domain is. */
function displayLabel(label: string, isLatin: boolean): string {
  if (!label.startsWith('xn--')) return label;
  const text = decodeLabel(label);
  const isOther = LABELS.some(pattern => pattern.test(text)) && (!isLatin || UNLIKE_LATIN.test(text));
  const isPlain = (LATIN.test(text) || isOther) && URL.canParse(`https://${text}`);
  // Some labels can be decoded that no name is encoded as.
  return isPlain && new URL(`https://${text}`).hostname === label ? text : label;
}

function decodeLabel(label: string): string {
  try {
    return toUnicode(label);
  } catch {
    return '';
  }
}
