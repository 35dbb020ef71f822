import assert from 'node:assert/strict';
import type { Notification } from '../../../src/model/notification/notification';
import { ofDialogs, ofNotification, ofPortal } from './renderers';
import type { Renderer } from './renderers';
import { assertInert } from './rules';
import { useHostileScreen } from './screen';
import { takeShown } from './shown';
import { worldOf } from './world';
import type { RawPortal, World } from './world';

/** Draws everything that a portal answers by every renderer, each as it must be; gives the ids of the list. */
export async function drawnIds(raw: RawPortal): Promise<readonly number[]> {
  useHostileScreen();
  const world = await worldOf(raw);
  const known = new Set<string>();
  try {
    assertLinks(world.notifications);
    for (const renderer of ofPortal) {
      await drawInert(renderer, known, world);
    }
    for (const notification of world.notifications) {
      for (const renderer of ofNotification) {
        await drawInert(renderer, known, world, notification);
      }
    }
    // A decision takes its notification along: these are for the last.
    const [first] = world.notifications;
    for (const renderer of ofDialogs) {
      await (first && drawInert(renderer, known, world, first));
    }
    return world.notifications.map(({ id }) => id);
  } finally {
    world.session.dispose();
  }
}

/** Whatever draws them: where a notification leads is on the web. */
function assertLinks(notifications: readonly Notification[]): void {
  JSON.stringify(notifications, (key, value: unknown) => {
    if (key === 'href' || key === 'preview') {
      assert.match(String(value), /^https?:\/\//);
    }
    return value;
  });
}

/** `known`: what was looked at before, by another renderer. */
async function drawInert<T extends readonly unknown[]>(
  { name, draw }: Renderer<T>,
  known: Set<string>,
  world: World,
  ...about: T
): Promise<void> {
  takeShown();
  await draw(world, ...about);
  for (const shown of takeShown()) {
    const key = `${shown.place} ${shown.words}`;
    if (known.has(key)) {
      continue;
    }
    known.add(key);
    try {
      assertInert(shown, world.portal.id);
    } catch (error) {
      throw new Error(`${name}: ${JSON.stringify(shown).slice(0, 2000)}`, { cause: error });
    }
  }
}
