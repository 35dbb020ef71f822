import assert from 'node:assert/strict';
import { ofDialogs, ofNotification, ofPortal, type Renderer } from './renderers';
import { assertInert } from './rules';
import { useHostileScreen } from './screen';
import { takeShown } from './shown';
import { type LoadedPortal, loadPortal, type RawPortal } from './loadedPortal';

/** What was found to be as it must be, of all answers: many show the same words. */
const inert = new Set<string>();

/** Draws everything that a portal answers by every renderer, each as it must be; gives the ids of the list. */
export async function drawnIds(raw: RawPortal): Promise<readonly number[]> {
  useHostileScreen();
  const world = await loadPortal(raw);
  try {
    assertLinks(world.notifications);
    for (const renderer of ofPortal) {
      await drawInert(renderer, world);
    }
    for (const notification of world.notifications) {
      for (const renderer of ofNotification) {
        await drawInert(renderer, world, notification);
      }
    }
    // A decision takes its notification along: these are for the last.
    const [first] = world.notifications;
    for (const renderer of ofDialogs) {
      await (first && drawInert(renderer, world, first));
    }
    return world.notifications.map(({ id }) => id);
  } finally {
    world.session.dispose();
  }
}

/** Whatever draws it: where a notification leads is on the web. */
function assertLinks(value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    if (key === 'href' || key === 'preview') {
      assert.match(String(each), /^https?:\/\//);
    }
    assertLinks(each);
  }
}

async function drawInert<T extends readonly unknown[]>(
  { name, draw }: Renderer<T>,
  world: LoadedPortal,
  ...about: T
): Promise<void> {
  takeShown();
  await draw(world, ...about);
  for (const shown of takeShown()) {
    const key = `${world.portal.id} ${shown.place} ${shown.words}`;
    if (inert.has(key)) {
      continue;
    }
    try {
      assertInert(shown, world.portal.id);
      inert.add(key);
    } catch (error) {
      throw new Error(`${name}: ${JSON.stringify(shown).slice(0, 2000)}`, { cause: error });
    }
  }
}
