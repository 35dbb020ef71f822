import { decodeNotificationPage } from '../../src/bitrix24/decode/notificationList';
import { rawNotification, rawPortal } from './answers';
import { ofNotification, ofPortal } from './renderers';
import { useHostileScreen } from './screen';
import { takeShown } from './shown';
import { ORIGIN, loadPortal } from './loadedPortal';

/** What is done with one text, each part by itself. */
export interface Work {
  readonly name: string;
  readonly run: () => unknown;
}

/** All that is done with a notification that says these words, in its text, its component and its attachments. */
export async function workOn(words: string): Promise<{ readonly works: readonly Work[]; readonly end: () => void }> {
  const grid = { GRID: [{ NAME: 'a', VALUE: words }] };
  const COMPONENT_PARAMS = { SUBJECT: 'a', PLAIN_TEXT: words, ENTITY: { TITLE: 'a', HREF: '/a' } };
  const params = { ATTACH: [grid, { HTML: words }], COMPONENT_PARAMS };
  const notification = rawNotification('a', { text: words, params });
  const raw = rawPortal('a', [notification]);
  useHostileScreen();
  const world = await loadPortal(raw);
  const [only] = world.notifications;
  if (only === undefined) {
    throw new Error('the notification is not there');
  }
  return {
    works: [
      { name: 'decoding', run: () => decodeNotificationPage(raw.list, 50, ORIGIN) },
      ...ofNotification.map(({ name, draw }) => ({ name, run: () => draw(world, only) })),
      ...ofPortal.map(({ name, draw }) => ({ name, run: () => draw(world) })),
    ],
    end: () => {
      takeShown();
      world.session.dispose();
    },
  };
}

/** Milliseconds of this process that it takes, each of so many times: what else the machine does is not counted. */
export async function timesOf({ run }: Work, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    takeShown();
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return times;
}
