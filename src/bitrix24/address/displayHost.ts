import { toUnicode } from 'punycode.js';

/** Scripts, or those that one language uses together. */
const SCRIPTS = [
  ['Latin'],
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

/** Labels of one script: letters of several can imitate another name. */
const LABELS = SCRIPTS.map(
  names => new RegExp(`^[\\d\\-${names.map(name => `\\p{Script_Extensions=${name}}`).join('')}]+$`, 'u'),
);

/**
 * Returns the host of an origin for display, with its port if it has one, in its own spelling: `портал.рф`. A label
 * that mixes scripts stays in Punycode. Not for an address that somebody else has named: some letters of different
 * scripts look the same.
 */
export function displayHost(origin: string): string {
  const { hostname, port } = new URL(origin);
  const host = hostname.split('.').map(displayLabel).join('.');
  return port === '' ? host : `${host}:${port}`;
}

/** Returns the origin for display: `https://портал.рф`. */
export function displayOrigin(origin: string): string {
  return `${new URL(origin).protocol}//${displayHost(origin)}`;
}

function displayLabel(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const text = decodeLabel(label);
  const isPlain = LABELS.some(pattern => pattern.test(text)) && URL.canParse(`https://${text}`);
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
