import assert from 'node:assert/strict';
import type { Attachment } from '../../../../src/model/attachment';
import { notificationText } from '../../../../src/ui/text/notificationText';
import { lineBreak, link, text } from '../../model/richTexts';
import { words } from './notices';

const HREF = 'https://x.example/a';
const copied = (attachments: readonly Attachment[], value = [text('Hello')]): string =>
  notificationText({ text: value, attachments }, at => `at ${at}`, words);

describe('the plain text of a notification', () => {
  it('is the text, line by line, and nothing around it', () => {
    assert.equal(copied([], [text('a '), link(HREF, text('b')), lineBreak, text('*c*')]), 'a b\n*c*');
    assert.equal(copied([], []), '');
  });

  it('has the attachments in words, with the addresses that they are about', () => {
    const attachments: readonly Attachment[] = [
      { kind: 'message', text: [text('m')] },
      { kind: 'link', href: HREF, name: 'Deal', description: [text('12 chairs')], preview: `${HREF}.png` },
      { kind: 'user', name: 'Tom', href: HREF },
      {
        kind: 'grid',
        cells: [
          { name: 'Amount', value: [text('$5')] },
          { name: '', value: [text('b'), lineBreak, text('c')] },
          { name: 'd', value: [] },
        ],
      },
      { kind: 'delimiter' },
      { kind: 'image', href: HREF, name: 'Plan' },
      { kind: 'file', href: HREF, name: 'report.txt', size: 5 },
      { kind: 'file', href: HREF, name: HREF },
    ];
    assert.equal(
      copied(attachments),
      [
        'Hello',
        'm',
        `Deal ${HREF}\n12 chairs`,
        'Tom',
        'Amount: $5\nb\nc\nd',
        `Plan ${HREF}`,
        `report.txt (5 bytes) ${HREF}`,
        HREF,
      ].join('\n\n'),
    );
  });
});
