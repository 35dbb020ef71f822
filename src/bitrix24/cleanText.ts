/** Control characters but tab and line feed; characters that turn the direction of what follows; byte-order marks. */
// eslint-disable-next-line no-control-regex -- they are what it is about
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The portal keeps 20,000 characters of a text and puts a few dots behind them. */
const MAX_LENGTH = 20_100;

/** A portal's text without what a person can't see and could be deceived by. */
export function cleanText(text: string): string {
  return text.slice(0, MAX_LENGTH).replace(/\r\n?/g, '\n').replace(UNSEEN, '');
}
