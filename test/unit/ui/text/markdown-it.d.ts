/** The part of markdown-it that the tests use; the package has no types of its own. */
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
    attrGet(name: string): string | null;
  }

  class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    validateLink: (href: string) => boolean;
    parse(markdown: string, env: object): readonly Token[];
  }
  export default MarkdownIt;
}
