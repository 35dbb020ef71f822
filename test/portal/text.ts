const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
};

/** What the core does to a stored text each time it is read: HTML becomes BBCode, bare addresses become links. */
export function readableText(stored: string): string {
  return linked(entitiesDecoded(linesBroken(bbCode(stored))));
}

function bbCode(html: string): string {
  const started = html.replaceAll('&nbsp;', ' ').replaceAll('<hr>', '------[BR]').replaceAll('#BR#', '[BR]');
  const styled = untilSettled(started, text => text.replace(/<([busi])[^>a-z]*>(.+?)<\/\1[^>a-z]*>/gis, '[$1]$2[/$1]'))
    .replace(/<br\s*\/*>/gi, '[br]')
    .replace(
      /<a[^>]+href\s*=\s*(['"])(.+?)\1[^>]*>(.*?)<\/a[^>]*>/gis,
      (_link, _quote, href: string, words: string) => {
        return `[URL=${href.replace(/[[\]]/g, encodeURIComponent)}]${words}[/URL]`;
      },
    )
    .replace(
      /<(font|span)[^>]+color\s*=?:?[\s'"]*#([0-9a-f]{6}|[0-9a-f]{3})[\s'";]*>(.+?)<\/\1>/gi,
      '[color=#$2]$3[/color]',
    );
  return ['div', 'span', 'font'].reduce(
    (text, tag) => untilSettled(text, once => once.replace(new RegExp(`<${tag}.*?>(.*?)</${tag}>`, 'gi'), '$1')),
    styled,
  );
}

function untilSettled(text: string, change: (text: string) => string): string {
  const changed = change(text);
  return changed === text ? text : untilSettled(changed, change);
}

function linesBroken(text: string): string {
  return text.replace(/\[br\]/gi, '\n');
}

/** Literal `<` and `&` may come out of this, as they do of a real portal. */
function entitiesDecoded(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|([a-z]+));/gi, (entity, number: string | undefined, name: string | undefined) =>
    number === undefined ? (ENTITIES[name ?? ''] ?? entity) : String.fromCodePoint(Number(number)),
  );
}

function linked(text: string): string {
  return text.replace(/(?<![\w\]=/"'])https?:\/\/[^\s<>"'[\]]+/gi, '[URL]$&[/URL]');
}

const LIMIT = 20_000;

/** What the core does to a text before it stores it. */
export function storableText(text: string): string {
  return text.length > LIMIT ? `${text.slice(0, LIMIT)} (...)` : text;
}
