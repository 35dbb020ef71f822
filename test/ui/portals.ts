import type { Locator } from 'playwright-core';
import type { SeedNotification } from '../portal/notification';
import type { PortalOptions, StandInPortal } from '../portal/portal';
import { standIn } from './traces';
import { chooseWebhook, connect, type Connected, type World } from './world';

/** A person's window with several portals, in the order they were connected; `portal` is the first of them. */
export type ConnectedTo<Few extends readonly PortalOptions[]> = World & {
  readonly portals: { readonly [Each in keyof Few]: StandInPortal };
};

/** As high as it takes to have all rows of some small portals in sight. */
const HIGH = { width: 1280, height: 1600 };

/** Worlds with several portals, all of them connected by their webhooks; they end with the test. */
export function several(connected: Connected) {
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0)) {
      await end();
    }
  });

  return async <Few extends readonly PortalOptions[]>(...few: Few): Promise<ConnectedTo<Few>> => {
    const [first, ...others] = few;
    const world = await connected(first);
    await world.workbench.page.setViewportSize(HIGH);
    const portals = [world.portal];
    for (const options of others) {
      const portal = await standIn(options);
      ends.push(() => portal.close());
      await connect({ workbench: world.workbench, portal });
      portals.push(portal);
    }
    return { ...world, portals: portals as ConnectedTo<Few>['portals'] };
  };
}

/** The portal again after it was closed: at the same address, with the same webhook. */
export function startedAgain({ origin, code }: StandInPortal, options: PortalOptions): Promise<StandInPortal> {
  return standIn({ ...options, port: Number(new URL(origin).port), code });
}

/** Types the address of a webhook and has it taken. */
export async function typeWebhook({ workbench }: World, webhook: string): Promise<void> {
  await workbench.runCommand('Bitrix24: Connect to a Portal…');
  await chooseWebhook(workbench);
  await workbench.quickInput.type(webhook);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitUntilHidden();
}

/** The same ids in every portal, and words that tell which it is. Three are unread, one of them waits for a decision. */
export function sameIds(where: string): PortalOptions {
  const now = Date.now();
  const seed: readonly SeedNotification[] = [
    { id: 501, authorId: 3, text: `Memo in ${where}`, isRead: true, dateMs: now - 40_000 },
    { id: 502, authorId: 5, text: `Invitation in ${where}`, type: 1, dateMs: now - 30_000 },
    { id: 503, authorId: 2, text: `News in ${where}`, dateMs: now - 20_000 },
    { id: 504, authorId: 2, text: `Remark in ${where}`, params: { CAN_ANSWER: 'Y' }, dateMs: now - 10_000 },
  ];
  return { seed };
}

/** What a portal is called that nobody has named. */
export function hostOf({ origin }: Pick<StandInPortal, 'origin'>): string {
  return new URL(origin).host;
}

/** The portal's root. */
export function rootOf({ view }: World, portal: Pick<StandInPortal, 'origin'>): Locator {
  return view.row(new RegExp(`^${hostOf(portal).replaceAll('.', '\\.')}([,.]|$)`));
}

/** What stands in the tree, each row under as many dots as it is levels deep; times and states left out. */
export async function outline({ view }: World): Promise<readonly string[]> {
  const rows = await view.pane.locator('[role="treeitem"]').evaluateAll(all =>
    all.map(row => ({
      index: Number(row.getAttribute('data-index')),
      level: Number(row.getAttribute('aria-level')),
      name: row.getAttribute('aria-label') ?? '',
    })),
  );
  return rows
    .sort((one, other) => one.index - other.index)
    .map(({ level, name }) => '· '.repeat(level - 1) + (/\w+ in \w+/.exec(name)?.[0] ?? name));
}
