import type { Snapshot } from './report';

/** What is kept of an account for the other windows and for the next start. */
export interface Kept {
  readonly list: Keep<Snapshot>;
  readonly typeNames: Keep<KeptNames>;
  remove(): Promise<void>;
}

export interface Keep<T> {
  /** `undefined`: there is none that can be read. Never rejects. */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
}

/** What the portal calls the types of notifications. */
export interface KeptNames {
  /** When it was asked, milliseconds since the epoch. */
  readonly askedAt: number;
  readonly names: ReadonlyMap<string, string>;
}
