const DASHES = '-'.repeat(54);
const TAGS = ['b', 'i', 'u', 's', 'size=1', 'color=red', 'url=https://x.example/', 'url', 'user=5', 'quote', 'img'];
const named = (tag: string): string => tag.replace(/=.*/, '');

/** Pieces that make somebody work who looks back, or ahead, or at each of them again. */
const REPEATED = [
  ...['x', ' ', '\n', 'x ', 'x\n', ' \n', '\t', '\u00a0x', '.', '\\', '"', '='],
  ...[
    '[',
    ']',
    '](',
    '[a](',
    '$(',
    '`',
    '` ',
    '*',
    '_',
    '~',
    '|',
    '!',
    '&',
    '&a',
    '&#',
    '&lt;',
    '<',
    '<a ',
    '<!--',
    '>',
  ],
  ...['>>', '>>\n', '>>a\n', `${DASHES}\n`, `${DASHES}\n\n`, '- ', '1. ', '# '],
  ...['[b]', '[/b]', '[b]x', '[b]\n', '[b][i]\n[/b]', '[url=', '[url=a', '[url]\n', '[b=', '[b ', '[code]', '[code]\n'],
  ...['[b]x[/b]', '[b]x[/b][i]y[/i]', '[quote]a[/quote]', '[quote][/quote]', '[code]`[/code]', '[code]\n[/code]'],
  ...['[url=https://x.example/]a[/url]', '[url]https://x.example/[/url]', '[img]/a.png[/img]', '[user=5]a[/user]'],
  ...[
    '[timestamp=1]',
    '[icon title=a]',
    '[icon=/a title=',
    '[url=/a[',
    '[url=/a[b]',
    '[url=[',
    '[url =',
    '<a href="',
    '<a href=/a>',
    '<a a="<a b=\'" c=\'',
    '<a a=b ',
    '<td><p><!--',
    '<p a="b" c',
    '[url=a[b[c',
    '[url=/a[b[]',
    'https://x.example',
    '#USER_LIST#',
    'Deploy ',
    '</a>',
    '[br]',
    'https://x.example/ ',
    'a@x.example ',
    '\u{1f600}',
    'مرحبا ',
    'e\u0301',
  ],
  ...['\u200d', '\u202e', '\u0000', '\ud800', '\u{e0041}', '\u{1f3f4}\u{e0067}'],
];

/** Texts of a length, by what they are made of: work on them has to grow as they do. */
export const GROWING: Readonly<Record<string, (length: number) => string>> = {
  ...Object.fromEntries(
    REPEATED.map(piece => [
      JSON.stringify(piece),
      (length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length),
    ]),
  ),
  ...Object.fromEntries(
    TAGS.flatMap(tag => [
      [
        `[${tag}], as deep as it gets`,
        (length: number): string => nested(tag, Math.floor(length / (tag.length + named(tag).length + 5)), 'deep'),
      ],
      [`lines in fifteen [${tag}]`, (length: number): string => filled(tag, 'x\n', length)],
      [`empty lines in fifteen [${tag}]`, (length: number): string => filled(tag, ' \n', length)],
    ]),
  ),
};

function filled(tag: string, line: string, length: number): string {
  const room = length - nested(tag, 15, '').length;
  return nested(tag, 15, line.repeat(room / line.length));
}

function nested(tag: string, times: number, inner: string): string {
  return `[${tag}]`.repeat(times) + inner + `[/${named(tag)}]`.repeat(times);
}
