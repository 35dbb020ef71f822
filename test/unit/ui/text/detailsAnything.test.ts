import assert from 'node:assert/strict';
import { readBbCode } from '../../../../src/bitrix24/bbcode';
import type { Notification } from '../../../../src/model/notification';
import type { TextNode } from '../../../../src/model/richText';
import { fullTextMarkdown } from '../../../../src/ui/reading/fullTextContent';
import { HOVER_COMMANDS, hoverMarkdown } from '../../../../src/ui/text/hoverMarkdown';
import { link, text } from '../../model/richTexts';
import { context, everyAttachment, notice, ORIGIN, words } from './notices';
import { randomNumbers, read, spaced } from './reader';

const PARTS = [
  ...Array.from('\\`*_{}[]()#+-.!|~$@:/="\'^<>&;%?, \t\n\r0aZé漢😀'),
  '](command:bitrix24.press?%5B270%2C0%5D)',
  '[a](command:bitrix24.press?[270,0])',
  '[a](command:bitrix24.press?%5B%7B%22id%22%3A270%7D%2C0%5D)',
  '<command:bitrix24.showFullText>',
  '<a href="command:bitrix24.press">',
  '[a]: command:x',
  '[a][a]',
  '![a](https://evil.example/a.png)',
  'command:bitrix24.press',
  'https://evil.example/',
  '](<',
  '>)',
  '\n\n',
  '\n---\n',
  '\n| a | b |\n|---|---|\n',
  '```',
  '$(bell)',
  '&#x5b;',
  '\\\\',
  '{0}',
];
const BB_CODE = [
  '[b]',
  '[/b]',
  '[url=https://x.example/?a|b]',
  '[url=command:bitrix24.press]',
  '[/url]',
  '[code]',
  '[/code]',
  '[quote]',
  '[/quote]',
  '[i]',
  '[/i]',
];
const KINDS = [
  ...['paragraph', 'inline', 'text', 'softbreak', 'hardbreak', 'hr', 'strong', 'em', 's', 'link'],
  ...['code_inline', 'code_block', 'fence', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const REF = JSON.stringify({ id: 270, portalId: context.portalId });
const EXPECTED = [`bitrix24.press?[${REF},0]`, `bitrix24.press?[${REF},1]`];

/** Everything that a portal names, named so. */
function called(name: string, value: readonly TextNode[]): Notification {
  return notice({
    kind: 'confirmation',
    author: { id: 2, name },
    others: [{ id: 3, name }, { id: 4 }],
    typeId: name,
    text: value,
    attachments: everyAttachment(name, [...value]),
    buttons: [
      { label: name, value: name, isAccept: true },
      { label: name, value: name, isAccept: false },
    ],
  });
}

function anything(parts: readonly string[], random: (below: number) => number): string {
  return Array.from({ length: 1 + random(16) }, () => parts[random(parts.length)] ?? '').join('');
}

function commandsIn(links: readonly string[]): readonly string[] {
  return links
    .filter(href => !/^https?:\/\//.test(href))
    .map(href => decodeURIComponent(href.replace(/^command:/, '')));
}

describe('whatever a portal calls things', () => {
  const here = { ...context, typeName: (typeId: string) => `${typeId} ` };

  it('runs no command but those of the hover’s own links', () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const value = readBbCode(anything([...PARTS, ...BB_CODE, ...BB_CODE], random), ORIGIN);
      const markdown = hoverMarkdown(called(name, value), here, words);
      const seen = JSON.stringify({ name, value, markdown });
      const { links, kinds } = read(markdown);
      assert.deepEqual(
        commandsIn(links).filter(command => command !== `bitrix24.showFullText?[${REF}]`),
        EXPECTED,
        seen,
      );
      for (const href of links.filter(each => /^https?:/.test(each))) {
        assert.ok(['x.example', 'portal.example'].includes(new URL(href).hostname), seen);
      }
      assert.deepEqual(
        [...kinds].filter(kind => !KINDS.includes(kind.replace(/_(open|close)$/, ''))),
        [],
        seen,
      );
    }
  });

  it('has no command at all in the full text', () => {
    const random = randomNumbers(12);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const value = readBbCode(anything([...PARTS, ...BB_CODE, ...BB_CODE], random), ORIGIN);
      const markdown = fullTextMarkdown(called(name, value), here, words);
      assert.deepEqual(commandsIn(read(markdown).links), [], JSON.stringify({ name, value, markdown }));
    }
  });

  it('is what a person reads', () => {
    const random = randomNumbers(13);
    for (let round = 0; round < 200; round++) {
      const name = anything(PARTS, random);
      const { words: found } = read(fullTextMarkdown(called(name, [text('Hello')]), here, words));
      const seen = JSON.stringify({ name, found });
      const times = found.split(spaced(name)).length - 1;
      assert.ok(spaced(name) === '' || times >= 13, seen);
    }
  });

  it('is no link unless it leads to a web page', () => {
    for (const href of [
      'command:bitrix24.press?[1,0]',
      'file:///etc/passwd',
      'vscode://x',
      'data:a',
      'javascript:a',
      '/a',
    ]) {
      const value = [link(href, text('a'))];
      const attachments = everyAttachment('a', value).map(attachment =>
        'href' in attachment ? { ...attachment, href } : attachment,
      );
      const notification = notice({ text: value, attachments });
      for (const markdown of [
        hoverMarkdown(notification, context, words),
        fullTextMarkdown(notification, context, words),
      ]) {
        assert.deepEqual(commandsIn(read(markdown).links), [], href);
      }
    }
  });

  it('leaves the hover two commands', () => {
    assert.deepEqual(HOVER_COMMANDS, ['bitrix24.press', 'bitrix24.showFullText']);
  });
});
