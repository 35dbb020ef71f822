/** The scheme of the documents that hold a notification's full text. */
export const FULL_TEXT_SCHEME = 'bitrix24-notification';

const TITLE_LENGTH = 60;

/** What a document's address is made of: `bitrix24-notification://portal.example/270/Anna Orlova`. No tag, no secret. */
export interface FullTextAddress {
  /** The portal's host, with its port where it has one. */
  readonly authority: string;
  /** The notification's id and a title for the tab. */
  readonly path: string;
}

export function fullTextAddress(id: number, title: string, origin: string): FullTextAddress {
  return { authority: new URL(origin).host, path: `/${id}/${asFileName(title) || id}` };
}

/** The notification's id in an address; `undefined`: it is no address of a full text. */
export function idInAddress({ path }: Pick<FullTextAddress, 'path'>): number | undefined {
  const digits = /^\/(\d{1,15})\//.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Letters, digits and what commonly stands between them: nothing that means something in a path or in a label. */
function asFileName(title: string): string {
  return Array.from(title.replace(/[^\p{L}\p{M}\p{N} ,'’-]+/gu, ' ').replace(/ +/g, ' '))
    .slice(0, TITLE_LENGTH)
    .join('')
    .trim();
}
