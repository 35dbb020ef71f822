import { hostOf } from '../account';
import type { Author, Notification } from '../notification/notification';

/** What is not announced. */
export interface Muting {
  /** `module|event`, in any portal. */
  readonly types: ReadonlySet<string>;
  /** {@link authorKey}. */
  readonly authors: ReadonlySet<string>;
}

/** Why a notification is not announced. */
export type MuteReason = 'type' | 'author';

export const NO_MUTING: Muting = { types: new Set(), authors: new Set() };

/** `Anna Orlova <2@portal.example>`; what stands before the bracket is only for people. */
const AUTHOR_ENTRY = /^(?<name>[^<>]*)<(?<key>\d+@[^\s<>@]+)>$/;

/** Identifies an author among those of all portals; the system is the author 0. */
export function authorKey(origin: string, author: Pick<Author, 'id'> | undefined): string {
  return keyAtHost(hostOf(origin), author);
}

/** Returns the entry of the setting for an author: readable, and the same name in two portals is two authors. */
export function authorEntry(name: string, key: string): string {
  return `${name.replace(/[<>]/g, '').trim()} <${key}>`;
}

/** Parses an entry of the setting, which may be anything. */
export function parseAuthorEntry(entry: unknown): { readonly name: string; readonly key: string } | undefined {
  const { name, key } = AUTHOR_ENTRY.exec(typeof entry === 'string' ? entry : '')?.groups ?? {};
  return name === undefined || key === undefined ? undefined : { name: name.trim(), key };
}

/** Parses an entry of the setting, which may be anything; types are in the form of the portal: `module|event`. */
export function parseTypeEntry(entry: unknown): string | undefined {
  return typeof entry === 'string' && entry.trim() !== '' ? entry.trim() : undefined;
}

/** Parses the values of both settings, which may be anything; wrong entries mute nothing. */
export function parseMuting(types: unknown, authors: unknown): Muting {
  return {
    types: new Set(entriesIn(types).flatMap(entry => parseTypeEntry(entry) ?? [])),
    authors: new Set(entriesIn(authors).flatMap(entry => parseAuthorEntry(entry)?.key ?? [])),
  };
}

export function entriesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns all reasons why a notification is not announced; usually none. */
export function muteReasons(
  muting: Muting,
  origin: string,
  notification: Pick<Notification, 'typeId' | 'author'>,
): readonly MuteReason[] {
  return muteReasonsIn(muting, origin)(notification);
}

/** The same for many notifications of one portal. */
export function muteReasonsIn(
  { types, authors }: Muting,
  origin: string,
): (notification: Pick<Notification, 'typeId' | 'author'>) => readonly MuteReason[] {
  const host = hostOf(origin);
  return ({ typeId, author }) => [
    ...(types.has(typeId) ? (['type'] as const) : []),
    ...(authors.size > 0 && authors.has(keyAtHost(host, author)) ? (['author'] as const) : []),
  ];
}

function keyAtHost(host: string, author: Pick<Author, 'id'> | undefined): string {
  return `${author?.id ?? 0}@${host}`;
}
