/** A portal that may be one of several. */
export interface Among {
  /** Empty where it is the only one. */
  readonly nameAmong: string;
}

/** The words with the portal's name before them, where there are several. */
export function inPortal({ nameAmong }: Among, words: string): string {
  return nameAmong === '' ? words : `${nameAmong}: ${words}`;
}
