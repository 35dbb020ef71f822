import assert from 'node:assert/strict';
import type { Attachment } from '../../../../src/model/notification/notification';
import { findPortalLink, portalPageUrl } from '../../../../src/model/notification/portalLinks';
import type { RichTextNode } from '../../../../src/model/notification/richText';
import { bold, link, notification, quote, text } from '../../support/notifications';

const ORIGIN = 'https://portal.example';
const TASK = `${ORIGIN}/company/personal/user/1/tasks/task/view/642/?MID=5#com5`;
const PROFILE = `${ORIGIN}/company/personal/user/3/`;
const to = (href: string): RichTextNode => link(href, text('a'));
const found = (nodes: readonly RichTextNode[], attachments: readonly Attachment[] = []): string | undefined =>
  findPortalLink(notification(1, { text: nodes, attachments }), ORIGIN);

describe('the portal link of a notification', () => {
  it('is the first that leads to the portal', () => {
    assert.equal(found([text('a'), to('https://x.example/'), quote(bold(to(TASK))), to(`${ORIGIN}/b`)]), TASK);
  });

  it('leads to no other host, port or protocol', () => {
    for (const href of [
      'https://portal.example.evil.example/',
      'https://evil.example/?https://portal.example/',
      'https://portal.example@evil.example/',
      'https://:secret@portal.example/',
      'https://portal.example:8443/a',
      'http://portal.example/a',
      'https://sub.portal.example/',
      'not an address',
    ]) {
      assert.equal(found([to(href)]), undefined, href);
    }
    assert.equal(found([text(TASK)]), undefined);
  });

  it('is more than somebody’s profile where it can be', () => {
    assert.equal(found([to(PROFILE), to(TASK)]), TASK);
    assert.equal(found([to(PROFILE), to(`${PROFILE}blog/5/`)]), `${PROFILE}blog/5/`);
    assert.equal(found([to(PROFILE), to(`${PROFILE}?a=b`)]), `${PROFILE}?a=b`);
    assert.equal(found([to(PROFILE), to(`${ORIGIN}/company/personal/user/4`)]), PROFILE);
  });

  it('is in the attachments where the text has none', () => {
    const named = { href: TASK, name: 'a' };
    for (const attachment of [
      { kind: 'message', text: [to(TASK)] },
      { kind: 'link', ...named, description: [] },
      { kind: 'link', href: 'https://x.example/', name: 'a', description: [to(TASK)] },
      { kind: 'user', ...named },
      {
        kind: 'grid',
        cells: [
          { name: 'a', value: [] },
          { name: 'a', value: [to(TASK)] },
        ],
      },
      { kind: 'grid', cells: [{ name: 'a', value: [], href: TASK }] },
      { kind: 'image', ...named },
      { kind: 'file', ...named },
    ] satisfies readonly Attachment[]) {
      assert.equal(found([to(PROFILE)], [{ kind: 'delimiter' }, attachment]), TASK, attachment.kind);
      assert.equal(found([to(`${ORIGIN}/first/`)], [attachment]), `${ORIGIN}/first/`);
    }
    assert.equal(found([], [{ kind: 'user', name: 'a' }, { kind: 'delimiter' }]), undefined);
  });

  it('keeps its encoding', () => {
    const href = `${ORIGIN}/a/?b=c%26d&e=%D1%8F`;
    assert.equal(found([to(href)]), href);
  });

  it('is the way to the browser, else the notification centre', () => {
    assert.equal(portalPageUrl(notification(1, { text: [to(TASK)], attachments: [] }), ORIGIN), TASK);
    const page = portalPageUrl(notification(1, { text: [], attachments: [] }), ORIGIN);
    assert.equal(new URL(page).origin, ORIGIN);
  });
});
