import { useScreen } from '../../../vscodeStandIn';
import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Pause } from '../../../../src/model/arrivals/pause';
import { Emitter } from '../../../../src/model/emitter';
import { Session } from '../../../../src/model/portal/session';
import { MuteCommands } from '../../../../src/ui/arrivals/muteCommands';
import { NotificationSettings } from '../../../../src/ui/settings';
import { Times } from '../../../../src/ui/text/times';
import type { NotificationTarget } from '../../../../src/ui/tree/notificationTarget';
import { HOUR_MS, stoppedClock } from '../../support/clock';
import { MapState } from '../../support/memento';
import { notification } from '../../support/notifications';
import { type HeldPortal, heldPortal } from '../../support/portals';
import { UserSettings } from './userSettings';

interface Item {
  readonly label: string;
  readonly description?: string;
}

describe('muting by commands', () => {
  const NOW = new Date('2026-03-04T14:00').getTime();
  const TYPES = 'notifications.mutedTypes';
  const AUTHORS = 'notifications.mutedAuthors';

  let clock: Clock;
  let user: UserSettings;
  let settings: NotificationSettings;
  let pause: Pause;
  let held: HeldPortal;
  let session: Session;
  /** What is picked in each list, by its label; several if the list lets a person pick several. */
  let picks: (readonly string[])[];
  let offered: (readonly string[])[];
  let said: string[];
  let snoozed: number[];
  let commands: MuteCommands;
  beforeEach(() => {
    clock = stoppedClock(NOW);
    user = new UserSettings();
    settings = new NotificationSettings(() => undefined);
    pause = new Pause({ memento: new MapState(), onDidTick: new Emitter().event });
    held = heldPortal();
    session = new Session();
    session.open([held.portal]);
    [picks, offered, said, snoozed] = [[], [], [], []];
    const say = (words: string): Promise<undefined> => {
      said.push(words);
      return Promise.resolve(undefined);
    };
    useScreen({
      window: {
        setStatusBarMessage: say,
        showInformationMessage: say,
        showErrorMessage: say,
        showQuickPick: (items: readonly Item[], options: { readonly canPickMany?: boolean }) => {
          offered.push(items.map(({ label }) => label));
          const labels = picks.shift() ?? [];
          const picked = items.filter(({ label }) => labels.includes(label));
          return Promise.resolve(options.canPickMany === true ? picked : picked[0]);
        },
      },
    });
    commands = new MuteCommands({
      session,
      settings,
      pause,
      times: new Times('en'),
      snooze: ({ notification: { id } }) => snoozed.push(id),
    });
  });
  afterEach(() => {
    session.dispose();
    settings.dispose();
    pause.dispose();
    user.end();
    clock.uninstall();
  });

  const anna = { id: 2, name: 'Anna Orlova' };
  const comment = notification(1, { typeId: 'blog|comment', author: anna });
  const system = notification(2, { typeId: 'main|plan' });
  const target = (of = comment): NotificationTarget => ({ portal: held.portal, notification: of });
  const found = (...notifications: readonly (typeof comment)[]) => [{ portal: held.portal, notifications }];

  it('writes types and authors into the user’s settings, each once', async () => {
    await commands.muteTypes(found(comment, system, comment));
    await commands.muteAuthors(found(comment, system));
    await commands.muteTypes(found(comment));
    assert.deepEqual(user.values, {
      [TYPES]: ['main|plan', 'blog|comment'],
      [AUTHORS]: ['Anna Orlova <2@portal.example>', 'Bitrix24 <0@portal.example>'],
    });
    assert.deepEqual(said, ['Muted: Other', 'Muted: Anna Orlova, Bitrix24', 'Muted: Other']);
  });

  it('leaves all else in the settings as it is', async () => {
    user.set(AUTHORS, ['Old name <2@portal.example>', 'not an author', 5]);
    await commands.muteAuthors(found(comment));
    assert.deepEqual(user.values[AUTHORS], ['not an author', 5, 'Anna Orlova <2@portal.example>']);
    await commands.unmute(found(comment));
    assert.deepEqual(user.values[AUTHORS], ['not an author', 5]);
  });

  it('removes both the type and the author of a notification, and the setting with the last entry', async () => {
    await commands.muteTypes(found(comment));
    await commands.muteAuthors(found(comment, system));
    await commands.unmute(found(comment));
    assert.deepEqual(user.values, { [AUTHORS]: ['Bitrix24 <0@portal.example>'] });
    await commands.unmute(found(comment, system));
    assert.deepEqual(user.values, {});
    await commands.unmute(found(comment));
    assert.deepEqual(said.slice(2), ['Unmuted: Other, Anna Orlova', 'Unmuted: Bitrix24']);
  });

  it('lists what is muted, with its name, to unmute some of it', async () => {
    await commands.pickMuted();
    user.set(TYPES, ['blog|comment', 7, 'crm|deal']);
    user.set(AUTHORS, ['Anna <2@portal.example>', '<3@portal.example>']);
    const names = held.centre.next('getTypeNames');
    void held.portal.typeNames.load();
    (await names).answer(new Map([['blog|comment', 'Comments']]));
    await held.portal.typeNames.load();
    picks.push(['Type: Comments', 'Author: Anna']);
    await commands.pickMuted();
    assert.deepEqual(offered, [['Type: Comments', 'Type: Other', 'Author: Anna', 'Author: ']]);
    assert.deepEqual(user.values, { [TYPES]: [7, 'crm|deal'], [AUTHORS]: ['<3@portal.example>'] });
    assert.deepEqual(said, ['No types or authors are muted.', 'Unmuted: Comments, Anna']);
  });

  it('says if VS Code can’t write the settings', async () => {
    user.isBroken = true;
    await commands.muteTypes(found(comment));
    assert.deepEqual(said, ['VS Code could not save this in your settings. Check settings.json for errors.']);
  });

  it('offers in a message’s menu this type, this author, to snooze it, and to pause all', async () => {
    picks.push(['Author: Anna Orlova']);
    await commands.pickForToast([target()]);
    assert.deepEqual(offered, [
      [
        'Type: Other',
        'Author: Anna Orlova',
        'Snooze…',
        'Pause All for an Hour',
        'Pause All Until Tomorrow, 9:00 AM',
        'Pause All Until Resumed',
      ],
    ]);
    assert.deepEqual(user.values, { [AUTHORS]: ['Anna Orlova <2@portal.example>'] });
    picks.push(['Snooze…']);
    await commands.pickForToast([target()]);
    assert.deepEqual(snoozed, [1]);
  });

  it('offers a few types and authors of several, and not to snooze them', async () => {
    const many = Array.from({ length: 9 }, (_item, index) =>
      target(notification(index, { typeId: `a|${index}`, author: { id: index + 1, name: `Person ${index}` } })),
    );
    await commands.pickForToast(many);
    assert.deepEqual(offered[0]?.slice(0, 7), [
      ...['Type: Other', 'Type: Other', 'Type: Other', 'Author: Person 0', 'Author: Person 1', 'Author: Person 2'],
      'Pause All for an Hour',
    ]);
  });

  it('pauses for as long as is picked, and resumes', async () => {
    for (const [label, until] of [
      ['Pause All for an Hour', NOW + HOUR_MS],
      ['Pause All Until Tomorrow, 9:00 AM', new Date('2026-03-05T09:00').getTime()],
      ['Pause All Until Resumed', Infinity],
    ] as const) {
      picks.push([label]);
      await commands.pickPause();
      assert.equal(pause.until, until);
    }
    commands.resume();
    assert.equal(pause.until, undefined);
    await commands.pickPause();
    assert.equal(pause.until, undefined);
  });
});
