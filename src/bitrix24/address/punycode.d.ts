/** What is used of `punycode.js`, which has no types of its own. */
declare module 'punycode.js' {
  /** Decodes the labels of a host that begin with `xn--`. Throws a `RangeError` if one can't be decoded. */
  export function toUnicode(host: string): string;
}
