import assert from 'node:assert/strict';
import type { Button, Notification } from '../../../../src/model/notification';
import { hoverMarkdown } from '../../../../src/ui/text/hoverMarkdown';
import { text } from '../../model/richTexts';
import { context, notice, words } from './notices';
import { read } from './reader';
import type { Reading } from './reader';

const button = (label: string): Button => ({ label, value: 'secret value', isAccept: true });
const hover = (changes: Partial<Notification>): string => hoverMarkdown(notice(changes), context, words);
const shown = (changes: Partial<Notification>): Reading => read(hover(changes));
const REF = '{"id":270,"portalId":"1@https://portal.example"}';
const commands = ({ links }: Reading): readonly string[] =>
  links.filter(href => href.startsWith('command:')).map(decodeURIComponent);

describe('the hover', () => {
  it('is the details of a short notification', () => {
    const reading = shown({});
    assert.equal(reading.words, 'Anna Comments · *at* 5 Hello');
    assert.deepEqual(commands(reading), []);
  });

  it('is cut where the text is long, and leads to all of it', () => {
    const reading = shown({ text: [text('word '.repeat(1000))] });
    assert.ok(reading.words.length > 1900 && reading.words.length < 2200, String(reading.words.length));
    assert.match(reading.words, /word… Show Full Text$/);
    assert.deepEqual(commands(reading), [`command:bitrix24.showFullText?[${REF}]`]);
  });

  it('leads to all of the others', () => {
    const others = (count: number): Notification['others'] =>
      Array.from({ length: count }, (_item, index) => ({ id: index + 10 }));
    assert.deepEqual(commands(shown({ others: others(5) })), []);
    assert.deepEqual(commands(shown({ others: others(6) })), [`command:bitrix24.showFullText?[${REF}]`]);
  });

  it('has the buttons of a confirmation, by their places and never by their values', () => {
    const buttons = [button('Accept'), button('Decline'), button('Send *back*')];
    const reading = shown({ kind: 'confirmation', buttons });
    assert.match(reading.words, /Hello Accept · Decline · Send \*back\*$/);
    assert.deepEqual(commands(reading), [
      `command:bitrix24.press?[${REF},0]`,
      `command:bitrix24.press?[${REF},1]`,
      `command:bitrix24.press?[${REF},2]`,
    ]);
    assert.doesNotMatch(hover({ kind: 'confirmation', buttons }), /secret/);
    assert.deepEqual(reading.titles.slice(-3), ['Sends "this"', 'Sends "this"', 'Sends "this"']);
  });

  it('has no buttons of what is no confirmation', () => {
    assert.deepEqual(commands(shown({ buttons: [button('a')] })), []);
  });

  it('has the first of many buttons, and a way to the others', () => {
    const buttons = Array.from({ length: 30 }, (_item, index) => button(`b${index}`));
    const found = commands(shown({ kind: 'confirmation', buttons }));
    assert.equal(found.length, 11);
    assert.equal(found.at(-1), `command:bitrix24.press?[${REF}]`);
  });

  it('names the portal that the notification is from, whatever its user is called', () => {
    const portalId = 'anna.o+x%20y@example.com@https://portal.example';
    const confirmation = notice({ kind: 'confirmation', buttons: [button('Accept')] });
    const [command = ''] = commands(read(hoverMarkdown(confirmation, { ...context, portalId }, words)));
    const [, given = ''] = command.split('?');
    assert.deepEqual(JSON.parse(given), [{ id: 270, portalId }, 0]);
  });

  it('has something to click on whatever a button is called', () => {
    const { words: found } = shown({
      kind: 'confirmation',
      buttons: [button(' \n '), button('a'.repeat(500))],
    });
    assert.match(found, /Hello … · a{60}…$/);
  });

  it('sends to the browser where the buttons can’t be read', () => {
    const { words: found, links } = shown({ kind: 'confirmation' });
    assert.match(found, /Decide in the browser\. Open in Browser$/);
    assert.equal(links.at(-1), context.page);
  });
});
