import '../vscodeStandIn';
import type * as vscode from 'vscode';
import { NO_MUTING } from '../../src/model/arrivals/muting';
import { ComposeDrafts } from '../../src/model/compose/composeDrafts';
import { GROUPINGS } from '../../src/model/notification/grouping';
import type { Notification } from '../../src/model/notification/notification';
import type { Session } from '../../src/model/portal/session';
import { EMPTY_QUERY } from '../../src/model/search/historyQuery';
import { MuteCommands } from '../../src/ui/arrivals/muteCommands';
import { buttonTitle, toastText } from '../../src/ui/arrivals/toastText';
import { pickNotification, pickPortal } from '../../src/ui/commands/commandTargets';
import { EMPTY_DRAFT, type MessageDraft } from '../../src/ui/compose/messageDraft';
import { peopleNamedIn, recipientStep } from '../../src/ui/compose/recipientStep';
import { textStep } from '../../src/ui/compose/messageSteps';
import { showFailure } from '../../src/ui/input/messages';
import { runWizard, type WizardStep } from '../../src/ui/input/wizard';
import { fullTextAsMarkdown, fullTextAsPlainText, fullTextUriParts } from '../../src/ui/reading/fullTextProvider';
import { QuickReply } from '../../src/ui/reply/quickReply';
import { ReplySender } from '../../src/ui/reply/replySender';
import { ReplyResultMessages } from '../../src/ui/reply/replyResultMessages';
import {
  NO_FILTERS,
  pickAuthorFilter,
  pickPortalFilter,
  pickTypeFilter,
  titleWithFilters,
} from '../../src/ui/search/searchFilters';
import { toSearchItem } from '../../src/ui/search/searchRows';
import { StatusBar } from '../../src/ui/statusBar';
import { contentPlainText } from '../../src/ui/text/details';
import { createHover } from '../../src/ui/text/hover';
import { Times } from '../../src/ui/text/times';
import { authorName } from '../../src/ui/text/words';
import type { NotificationTarget } from '../../src/ui/tree/notificationTarget';
import { allRows, buildRootRows, type Row } from '../../src/ui/tree/rows';
import { createTreeItem } from '../../src/ui/tree/treeItems';
import { DecisionCommands } from '../../src/ui/triage/decisionCommands';
import { authorOrCount } from '../../src/ui/triage/triageCommands';
import { UndoHistory } from '../../src/ui/undo/undoHistory';
import { show } from './shown';
import type { LoadedPortal } from './loadedPortal';

/** Something that shows what a portal sent. What it shows is written down by `show`. */
export interface Renderer<T extends readonly unknown[]> {
  readonly name: string;
  readonly draw: (world: LoadedPortal, ...about: T) => unknown;
}

const NOW = Date.UTC(2026, 2, 3, 12);
const times = new Times('en');
const look = { times, now: NOW };
const NO_SETTINGS = { muting: NO_MUTING, entries: () => [], setEntries: () => Promise.resolve() };
const NO_PAUSE = { start: () => undefined, resume: () => undefined };
const outcomes = new ReplyResultMessages(times, { markReadQuietly: () => undefined });

/** Of one notification. */
export const ofNotification: readonly Renderer<readonly [Notification]>[] = [
  {
    name: 'tree row',
    draw: ({ portal }, notification) => {
      const name = notification.author?.name ?? '';
      showRow({ kind: 'notification', portal, notification, name, time: 'age', isDeciding: false });
    },
  },
  {
    name: 'tree row without its author',
    draw: ({ portal }, notification) => {
      showRow({ kind: 'notification', portal, notification, name: '', time: 'age', isDeciding: false });
    },
  },
  {
    name: 'hover of a tree row',
    draw: (world, notification) => {
      const markdown = createHover(notification, { ...contextOf(world), portalId: world.portal.id, isSnoozed: false });
      if (markdown.supportHtml === true || markdown.supportThemeIcons === true) {
        throw new Error('the hover is more than Markdown');
      }
      show('trustedHover', markdown.value);
    },
  },
  {
    name: 'full text in the preview',
    draw: (world, notification) => {
      show('preview', fullTextAsMarkdown(notification, contextOf(world)));
    },
  },
  {
    name: 'full text in an editor',
    draw: (world, notification) => {
      show('text', fullTextAsPlainText(notification, contextOf(world)));
    },
  },
  {
    name: 'title of the full text',
    draw: ({ portal }, notification) => {
      show('plain', fullTextUriParts(notification.id, authorName(notification), portal.account).path);
    },
  },
  {
    name: 'copied text',
    draw: (_world, notification) => {
      show('text', contentPlainText(notification, times.exact));
    },
  },
  {
    name: 'row of the search',
    draw: ({ portal }, notification) => {
      const found = { kind: 'hit', portal, notification, isLoaded: true } as const;
      showItem(toSearchItem(found, { times, isJoint: true, filters: NO_FILTERS, now: NOW }));
    },
  },
  {
    name: 'message about one',
    draw: ({ portal }, notification) => {
      show('toast', authorOrCount([{ portal, notifications: [notification] }]));
    },
  },
  {
    name: 'message about an arrival, and its menu',
    draw: ({ session, portal }, notification) => showArrivals(session, [{ portal, notification }]),
  },
  {
    name: 'reply that did not arrive',
    draw: ({ portal }, notification) => {
      const { id: notificationId } = notification;
      const reply = { key: 'a', notificationId, to: authorName(notification), text: 'Yes' };
      showRow({ kind: 'reply', portal, reply: { ...reply, stage: 'failed' } });
      const failure = { kind: 'refused', code: 'ERROR' } as const;
      outcomes.show({ kind: 'failed', failure, mayHaveArrived: true }, { portal, reply }, () => undefined);
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
        const rows = buildRootRows(
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
    name: 'message about many arrivals, and its menu',
    draw: ({ session, portal, notifications }) =>
      showArrivals(
        session,
        notifications.map(notification => ({ portal, notification })),
      ),
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
      await pickAuthorFilter(NO_FILTERS, met, [portal, portal]);
      await pickTypeFilter(NO_FILTERS, notifications, portal.typeNames.all);
      await pickPortalFilter(NO_FILTERS, [portal]);
      const type = { id: 'a', name: portal.typeNames.nameOf(notifications[0]?.typeId ?? '') };
      const authors = peopleNamedIn(notifications).map(author => ({ ...author, portalId: portal.id }));
      const filters = { authors, type, portal };
      show('plain', titleWithFilters('Search', filters));
      for (const name of ['author', 'type', 'portal'] as const) {
        showItem(toSearchItem({ kind: 'filter', name }, { times, isJoint: true, filters, now: NOW }));
      }
      const failure = { kind: 'refused', code: 'ERROR' } as const;
      const failed = { kind: 'failure', failure, failedIn: portal } as const;
      showItem(toSearchItem(failed, { times, isJoint: true, filters, now: NOW }));
    },
  },
  {
    name: 'what the portal’s history gives',
    draw: async ({ portal }) => {
      const { notifications } = await portal.history.search(EMPTY_QUERY);
      for (const notification of notifications) {
        const found = { kind: 'hit', portal, notification, isLoaded: false } as const;
        showItem(toSearchItem(found, { times, isJoint: false, filters: NO_FILTERS, now: NOW }));
      }
    },
  },
  {
    name: 'people to send to',
    draw: async ({ notifications, directory }) => {
      const known = (): ReturnType<typeof peopleNamedIn> => peopleNamedIn(notifications);
      const run = (step: WizardStep<MessageDraft>, draft: MessageDraft): Promise<MessageDraft | undefined> =>
        runWizard([step], draft, { title: 'Send' });
      const step = recipientStep({ me: directory.seen[0], known, directory, times });
      const draft = (await run(step, EMPTY_DRAFT)) ?? EMPTY_DRAFT;
      await run(textStep(new ComposeDrafts()), draft);
      for (const person of directory.seen.slice(0, 3)) {
        await run(textStep(new ComposeDrafts()), { typedName: '', to: { ...person, isMe: false } });
      }
    },
  },
  {
    name: 'failure in a portal',
    draw: ({ portal }) => {
      showFailure({ kind: 'refused', code: 'ERROR' }, times, portal);
    },
  },
];

/** What asks a person something and tells what came of it: of one notification, in the end changing the portal. */
export const ofDialogs: readonly Renderer<readonly [Notification]>[] = [
  {
    name: 'reply, and what the portal says to it',
    draw: ({ session, portal }, notification) =>
      new QuickReply(times, new ReplySender(session, outcomes, new UndoHistory()), {
        open: () => Promise.resolve(),
      }).replyTo(notification, portal),
  },
  {
    name: 'decision, and what the portal says to it',
    draw: ({ portal }, notification) =>
      new DecisionCommands(new UndoHistory(), times, () => undefined).ask(notification, portal),
  },
];

/** The message itself, its buttons, and what its last button offers to mute. */
async function showArrivals(session: Session, targets: readonly NotificationTarget[]): Promise<void> {
  for (const reason of ['new', 'away', 'returned'] as const) {
    const arrivals = targets.map(target => ({ ...target, reason }));
    show('arrival', toastText(arrivals, false, times));
  }
  for (const { notification } of targets) {
    for (const button of notification.buttons) show('arrival', buttonTitle(button));
  }
  await new MuteCommands({ session, settings: NO_SETTINGS, pause: NO_PAUSE, times }).pickForToast(targets);
}

function contextOf({ portal }: LoadedPortal): {
  times: Times;
  typeName: (id: string) => string;
  origin: string;
} {
  return { times, typeName: portal.typeNames.nameOf, origin: portal.account.origin };
}

function showRow(row: Row): void {
  const { label, description, tooltip, accessibilityInformation } = createTreeItem(row, look);
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
