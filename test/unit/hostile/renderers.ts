import '../../vscodeStandIn';
import type * as vscode from 'vscode';
import { EVERYTHING } from '../../../src/model/historyQuery';
import type { Notification } from '../../../src/model/notification';
import { Unsent } from '../../../src/model/unsent';
import { GROUPINGS } from '../../../src/model/groups';
import { pickNotification } from '../../../src/ui/notificationPick';
import { pickPortal } from '../../../src/ui/portalPick';
import { fullTextAddress } from '../../../src/ui/reading/fullTextAddress';
import { fullTextMarkdown, fullTextPlain } from '../../../src/ui/reading/fullTextContent';
import { QuickReply } from '../../../src/ui/reply/quickReply';
import { ReplyOutcomes } from '../../../src/ui/reply/replyOutcomes';
import { pickAuthors } from '../../../src/ui/search/authorPick';
import { pickSearchPortal } from '../../../src/ui/search/portalFilter';
import { NO_FILTERS, searchTitle } from '../../../src/ui/search/searchFilters';
import { searchItem } from '../../../src/ui/search/searchItems';
import { pickType } from '../../../src/ui/search/typePick';
import { peopleIn } from '../../../src/ui/send/recipientRows';
import { recipientStep } from '../../../src/ui/send/recipientStep';
import { textStep } from '../../../src/ui/send/textStep';
import { StatusBar } from '../../../src/ui/statusBar';
import { tellFailure } from '../../../src/ui/tellFailure';
import { detailWords } from '../../../src/ui/text/detailWords';
import { hover } from '../../../src/ui/text/hover';
import { notificationText } from '../../../src/ui/text/notificationText';
import { Times } from '../../../src/ui/text/times';
import { authorName } from '../../../src/ui/text/words';
import { allRows, topRows } from '../../../src/ui/tree/rows';
import type { Row } from '../../../src/ui/tree/rows';
import { treeItem } from '../../../src/ui/tree/treeItems';
import { DecisionPrompt } from '../../../src/ui/triage/decision';
import { namesOf } from '../../../src/ui/triage/names';
import { show } from './shown';
import type { World } from './world';

/** Something that shows what a portal sent. What it shows is written down by `show`. */
export interface Renderer<T extends readonly unknown[]> {
  readonly name: string;
  readonly draw: (world: World, ...about: T) => unknown;
}

const NOW = Date.UTC(2026, 2, 3, 12);
const times = new Times('en');
const look = { times, now: NOW };
const words = detailWords();
const outcomes = new ReplyOutcomes(times, { setQuietly: () => undefined });

/** Of one notification. */
export const ofNotification: readonly Renderer<readonly [Notification]>[] = [
  {
    name: 'tree row',
    draw: ({ portal }, notification) => {
      showRow({ kind: 'notification', portal, notification, isDeciding: false });
    },
  },
  {
    name: 'hover of a tree row',
    draw: (world, notification) => {
      const markdown = hover(notification, { ...contextOf(world), portalId: world.portal.id });
      if (markdown.supportHtml === true || markdown.supportThemeIcons === true) {
        throw new Error('the hover is more than Markdown');
      }
      show('trustedHover', markdown.value);
    },
  },
  {
    name: 'full text in the preview',
    draw: (world, notification) => {
      show('preview', fullTextMarkdown(notification, contextOf(world), words));
    },
  },
  {
    name: 'full text in an editor',
    draw: (world, notification) => {
      show('text', fullTextPlain(notification, contextOf(world), words));
    },
  },
  {
    name: 'title of the full text',
    draw: ({ portal }, notification) => {
      show('plain', fullTextAddress(notification.id, authorName(notification), portal.account).path);
    },
  },
  {
    name: 'copied text',
    draw: (_world, notification) => {
      show('text', notificationText(notification, times.exact, words));
    },
  },
  {
    name: 'row of the search',
    draw: ({ portal }, notification) => {
      const found = { kind: 'found', portal, notification, isLoaded: true } as const;
      showItem(searchItem(found, { times, isJoint: true, filters: NO_FILTERS, now: NOW }));
    },
  },
  {
    name: 'message about one',
    draw: ({ portal }, notification) => {
      show('toast', namesOf([{ portal, notifications: [notification] }]));
    },
  },
  {
    name: 'reply that did not arrive',
    draw: ({ portal }, notification) => {
      const { id: notificationId } = notification;
      const reply = { key: 'a', notificationId, to: authorName(notification), text: 'Yes' };
      showRow({ kind: 'reply', portal, reply: { ...reply, stage: 'failed' } });
      const failure = { kind: 'refused', code: 'ERROR' } as const;
      outcomes.tell({ kind: 'failed', failure, mayHaveArrived: true }, { portal, reply }, () => undefined);
    },
  },
];

/** Of all that a portal has sent. */
export const ofPortal: readonly Renderer<readonly []>[] = [
  {
    name: 'tree in every grouping',
    draw: ({ session }) => {
      const { state } = session;
      const only = state.kind === 'signedIn' ? state.portals : [];
      for (const grouping of GROUPINGS) {
        const rows = topRows(
          [...only, ...only.map(each => ({ ...each, inbox: { kind: 'loading' } as const }))],
          { grouping, filter: 'all' },
          NOW,
        );
        for (const row of allRows(rows).filter(({ kind }) => kind !== 'notification')) {
          showRow(row);
        }
      }
    },
  },
  {
    name: 'status bar',
    draw: ({ session }) => {
      new StatusBar(session, times).dispose();
    },
  },
  {
    name: 'choice of a notification',
    draw: ({ portal, notifications }) => {
      const ones = notifications.map(notification => ({ portal, notification }));
      return pickNotification(ones, 'Choose', times);
    },
  },
  {
    name: 'choice of a portal',
    draw: ({ portal }) => pickPortal([portal, portal], 'Choose'),
  },
  {
    name: 'filters of the search',
    draw: async ({ portal, notifications }) => {
      const met = notifications.map(notification => ({ portal, notification }));
      await pickAuthors(NO_FILTERS, met, [portal, portal]);
      await pickType(NO_FILTERS, notifications, portal.typeNames.all);
      await pickSearchPortal(NO_FILTERS, [portal]);
      const type = { id: 'a', name: portal.typeNames.of(notifications[0]?.typeId ?? '') };
      const authors = peopleIn(notifications).map(author => ({ ...author, portalId: portal.id }));
      const filters = { authors, type, portal };
      show('plain', searchTitle('Search', filters));
      for (const name of ['author', 'type', 'portal'] as const) {
        showItem(searchItem({ kind: 'filter', name }, { times, isJoint: true, filters, now: NOW }));
      }
      const failure = { kind: 'refused', code: 'ERROR' } as const;
      const failed = { kind: 'failure', failure, failedIn: portal } as const;
      showItem(searchItem(failed, { times, isJoint: true, filters, now: NOW }));
    },
  },
  {
    name: 'what the portal’s history gives',
    draw: async ({ portal }) => {
      const { notifications } = await portal.history.search(EVERYTHING);
      for (const notification of notifications) {
        const found = { kind: 'found', portal, notification, isLoaded: false } as const;
        showItem(searchItem(found, { times, isJoint: false, filters: NO_FILTERS, now: NOW }));
      }
    },
  },
  {
    name: 'people to send to',
    draw: async ({ notifications, directory }) => {
      const known = (): ReturnType<typeof peopleIn> => peopleIn(notifications);
      const place = { step: 1, totalSteps: 2 };
      const step = recipientStep({ me: directory.met[0], known, directory, times });
      const { letter } = await step({ typedName: '' }, place);
      await textStep(new Unsent())(letter, place);
      for (const person of directory.met.slice(0, 3)) {
        await textStep(new Unsent())({ typedName: '', to: { ...person, isMe: false } }, place);
      }
    },
  },
  {
    name: 'failure in a portal',
    draw: ({ portal }) => {
      tellFailure({ kind: 'refused', code: 'ERROR' }, times, portal);
    },
  },
];

/** What asks a person something and tells what came of it: of one notification, in the end changing the portal. */
export const ofDialogs: readonly Renderer<readonly [Notification]>[] = [
  {
    name: 'reply, and what the portal says to it',
    draw: ({ session, portal }, notification) =>
      new QuickReply(session, times, outcomes).to(notification, portal),
  },
  {
    name: 'decision, and what the portal says to it',
    draw: ({ portal }, notification) => new DecisionPrompt(times, () => undefined).ask(notification, portal),
  },
];

function contextOf({ portal }: World): { times: Times; typeName: (id: string) => string; origin: string } {
  return { times, typeName: portal.typeNames.of, origin: portal.account.origin };
}

function showRow(row: Row): void {
  const { label, description, tooltip, accessibilityInformation } = treeItem(row, look);
  show('plain', label);
  show('plain', description);
  show('text', tooltip);
  show('plain', accessibilityInformation?.label);
}

function showItem({ label, description, detail }: vscode.QuickPickItem): void {
  show('pickLabel', label);
  show('pickDetail', description);
  show('pickDetail', detail);
}
