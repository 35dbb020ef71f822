import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../manifest';

const MESSAGE = /\bshow(?:Error|Warning|Information)Message\b|\btell(?:Failure|Briefly)\b/;
/** Told by itself of what a poll has brought, or has not. */
const SUBSCRIBES = /\b(?:session|inbox|poller|polled|portals)\b\??\.onDid(?:Change|Refresh)\(/;

const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => [name, readFileSync(path.join(root, 'src', name), 'utf8')] as const);
const subscribers = files.filter(([, text]) => SUBSCRIBES.test(text)).map(([name]) => name);

describe('what happens by itself', () => {
  it('is looked at by few', () => {
    assert.ok(subscribers.includes(path.join('ui', 'statusBar.ts')));
    assert.ok(subscribers.includes(path.join('ui', 'tree', 'notificationsView.ts')));
  });

  it('raises no message: none of those who are told of it can', () => {
    const loud = files.filter(([name, text]) => subscribers.includes(name) && MESSAGE.test(text));
    assert.deepEqual(
      loud.map(([name]) => name),
      [],
    );
  });

  it('is in a room that knows no messages', () => {
    const loud = files.filter(([name, text]) => !name.startsWith('ui') && MESSAGE.test(text));
    assert.deepEqual(loud, []);
  });
});
