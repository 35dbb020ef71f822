import { Marked, type Token, type Tokens } from 'marked';
import assert from 'node:assert/strict';
import { WORD_JOINER } from '../../src/model/sanitizeText';
import { HOVER_COMMANDS } from '../../src/ui/text/hover';
import { read } from '../unit/ui/text/reader';
import type { Place, Shown } from './shown';

/** What VS Code itself looks for in messages, and under an input box (`linkedText.ts`). */
const LINKED_TEXT = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** VS Code shows no more of a message. */
const MESSAGE_LENGTH = 1000;
/** A message about an arrival comes by itself: it has to be short, whatever is in it. Without our own joiners. */
const ARRIVAL_LENGTH = 400;
const ICON = /\$\(/;

/**
 * What hides, moves or fakes words: controls, the ends of lines and paragraphs that are no line feed, everything that
 * turns a direction, and what is not seen. Of the unseen, writing needs the joiners (Persian, Indic, emoji), the marks of
 * direction that turn nothing, the selectors of variants, and the tags of a flag; our own word joiner stands among them.
 */
const HIDING = [
  /[^\P{Cc}\t\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|\p{Surrogate}/u,
  /(?!\p{Variation_Selector}|[\u061c\u200c-\u200f\u2060\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/u,
  /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,6})[\u{e0020}-\u{e007f}]/u,
  /(?:\p{Variation_Selector}|[\u061c\u200c-\u200f]){3}/u,
];

const ONE_LINE: readonly Place[] = ['plain', 'arrival', 'icons', 'pickLabel', 'pickDetail', 'prompt'];
const STYLED = [
  ...['text', 'softbreak', 'hardbreak', 'hr', 'strong', 'em', 's', 'link', 'inline', 'paragraph'],
  ...['code_inline', 'code_block', 'fence', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const STYLED_HOVER = [
  ...['text', 'br', 'hr', 'strong', 'em', 'del', 'link', 'paragraph', 'space', 'escape'],
  ...['codespan', 'code', 'blockquote', 'table'],
];
const LISTED = ['text', 'paragraph', 'space', 'strong', 'escape', 'list', 'list_item'];

/** Whether the words may be shown there; throws where they may not. */
export function assertInert({ place, words }: Shown, portalId: string): void {
  for (const hiding of HIDING) {
    const found = hiding.exec(words);
    assert.ok(found === null, `${JSON.stringify(found?.[0])} at ${found?.index ?? ''}`);
  }
  if (ONE_LINE.includes(place)) {
    assert.doesNotMatch(words, /[\n\t]/);
  }
  switch (place) {
    case 'plain':
    case 'text':
      break;
    case 'icons':
    case 'pickLabel':
      assert.doesNotMatch(words, ICON);
      break;
    case 'statusBar':
      assert.match(words, /^\$\(bell(-slash)?(-dot)?\) (\d+\+?|…)( \$\(warning\))?$/);
      break;
    case 'toast':
      assert.doesNotMatch(words.slice(0, MESSAGE_LENGTH), LINKED_TEXT);
      break;
    case 'arrival':
      assert.doesNotMatch(words, LINKED_TEXT);
      assert.doesNotMatch(words, ICON);
      assert.ok(Array.from(words.replaceAll(WORD_JOINER, '')).length <= ARRIVAL_LENGTH, String(words.length));
      break;
    case 'prompt':
      assert.doesNotMatch(words, ICON);
      assert.doesNotMatch(words, LINKED_TEXT);
      break;
    case 'pickDetail':
      assert.doesNotMatch(words, ICON);
      assertBareLinks(words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
      break;
    case 'hover':
      assertTooltip(words);
      break;
    case 'trustedHover':
      assertHover(words, commandsOf(portalId));
      break;
    case 'preview':
      assertPreview(words);
  }
}

/** All commands of a hover, each with what it may be given: ids and a button’s fingerprint. */
function commandsOf(portalId: string): readonly RegExp[] {
  const ref = `\\{"id":\\d+,"portalId":${escaped(JSON.stringify(portalId))}\\}`;
  return HOVER_COMMANDS.map(
    command => new RegExp(`^command:${escaped(command)}\\?\\[${ref}(,"[\\da-f]{1,8}-[\\da-f]{1,8}")?\\]$`),
  );
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/@]/g, '\\$&');
}

/** VS Code reads hovers with marked. */
const marked = new Marked({ gfm: true, breaks: true });

interface HoverReading {
  readonly kinds: ReadonlySet<string>;
  readonly links: readonly { readonly href: string; readonly raw: string }[];
}

function readHover(markdown: string): HoverReading {
  const kinds = new Set<string>();
  const links: { readonly href: string; readonly raw: string }[] = [];
  visitTokens(marked.lexer(markdown), token => {
    kinds.add(token.type);
    if (token.type === 'link') {
      links.push({ href: String(token.href), raw: token.raw });
    }
  });
  return { kinds, links };
}

/** As `walkTokens` of marked, whose time grows with the square of the tokens. */
function visitTokens(tokens: readonly Token[], visit: (token: Token) => void): void {
  for (const token of tokens) {
    visit(token);
    if (token.type === 'table') {
      const { header, rows } = token as Tokens.Table;
      for (const cell of [header, ...rows].flat()) {
        visitTokens(cell.tokens, visit);
      }
    } else if (token.type === 'list') {
      visitTokens((token as Tokens.List).items, visit);
    } else if ('tokens' in token && token.tokens !== undefined) {
      visitTokens(token.tokens, visit);
    }
  }
}

const REVEAL = /^command:bitrix24\.reveal\?\[\{"id":\d+,"portalId":"[^"\\]+"\}\]$/;

/** Lines, some of them in a list: nothing to press but what shows a notification in the tree. */
function assertTooltip(markdown: string): void {
  const { kinds, links } = readHover(markdown);
  assert.deepEqual(
    [...kinds].filter(kind => !LISTED.includes(kind) && kind !== 'link'),
    [],
  );
  for (const { href } of links) {
    assert.match(decodeURIComponent(href), REVEAL);
  }
}

function assertHover(markdown: string, commands: readonly RegExp[]): void {
  const { kinds, links } = readHover(markdown);
  assert.deepEqual(
    [...kinds].filter(kind => !STYLED_HOVER.includes(kind)),
    [],
  );
  for (const { href } of links) {
    assertLink(href, commands);
  }
}

/** VS Code reads previews with markdown-it, and HTML in them. */
function assertPreview(markdown: string): void {
  const { kinds, links } = read(markdown);
  const others = [...kinds].filter(kind => !STYLED.includes(kind.replace(/_(open|close)$/, '')));
  assert.deepEqual(others, []);
  for (const href of links) {
    assertLink(href, []);
  }
}

/** An address that stands there for all to see may lead there, and be written to. */
function assertBareLinks(markdown: string): void {
  const { kinds, links } = readHover(markdown);
  assert.ok(!kinds.has('image') && !kinds.has('html'));
  for (const { href, raw } of links) {
    assert.match(href, /^(https?|mailto|ftp):/i);
    assert.doesNotMatch(raw, /^\[/);
  }
}

function assertLink(href: string, commands: readonly RegExp[]): void {
  if (/^https?:\/\//i.test(href)) {
    const { username, password } = new URL(href);
    assert.equal(username + password, '');
  } else {
    const command = decodeURIComponent(href);
    assert.ok(
      commands.some(each => each.test(command)),
      command,
    );
  }
}
