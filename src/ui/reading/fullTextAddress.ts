import { hostOf } from '../../model/account';
import type { Account } from '../../model/account';

/** The scheme of the documents that hold a notification's full text. */
export const FULL_TEXT_SCHEME = 'bitrix24-notification';

const TITLE_LENGTH = 60;

/** What a document's address is made of: `bitrix24-notification://portal.example/1/270/Anna Orlova`. No tag, no secret. */
export interface FullTextAddress {
  /** The portal's host, with its port where it has one. */
  readonly authority: string;
  /** The account's user, the notification's id and a title for the tab. */
  readonly path: string;
}

export function fullTextAddress(id: number, title: string, account: Account): FullTextAddress {
  return { authority: hostOf(account), path: `/${account.userId}/${id}/${asFileName(title) || id}` };
}

/** Whose notification an address means; `undefined`: it is no address of a full text. */
export function placeInAddress({
  path,
}: Pick<FullTextAddress, 'path'>): { readonly userId: string; readonly id: number } | undefined {
  const [, userId, digits] = /^\/([^/]+)\/(\d{1,15})\//.exec(path) ?? [];
  return userId === undefined || digits === undefined ? undefined : { userId, id: Number(digits) };
}

/** Letters, digits and what commonly stands between them: nothing that means something in a path or in a label. */
function asFileName(title: string): string {
  return Array.from(title.replace(/[^\p{L}\p{M}\p{N} ,'’-]+/gu, ' ').replace(/ +/g, ' '))
    .slice(0, TITLE_LENGTH)
    .join('')
    .trim();
}
