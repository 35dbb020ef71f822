import type { RichText } from './richText';

/** A block of `params.ATTACH`. Addresses are absolute `https:` or `http:` ones, nothing else. */
export type Attachment =
  | { readonly kind: 'message'; readonly text: RichText }
  /** `preview`: the address of a picture. */
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly name: string;
      readonly description: RichText;
      readonly preview?: string;
    }
  | { readonly kind: 'user'; readonly name: string; readonly href?: string }
  | { readonly kind: 'grid'; readonly cells: readonly GridCell[] }
  | { readonly kind: 'image'; readonly href: string; readonly name: string }
  /** `size`: bytes. */
  | { readonly kind: 'file'; readonly href: string; readonly name: string; readonly size?: number }
  | { readonly kind: 'delimiter' };

/** A name and what stands beside it; either may be empty. */
export interface GridCell {
  readonly name: string;
  readonly value: RichText;
  readonly href?: string;
}
