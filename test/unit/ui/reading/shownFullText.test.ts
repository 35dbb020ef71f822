import { useScreen, vscode } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../../src/model/inbox/inboxState';
import { Session } from '../../../../src/model/portal/session';
import { FullTextProvider } from '../../../../src/ui/reading/fullTextProvider';
import { ShownFullText } from '../../../../src/ui/reading/shownFullText';
import { Times } from '../../../../src/ui/text/times';
import { confirmation, notification, page, run } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';

describe('the notification whose full text is shown', () => {
  const tabs = new vscode.EventEmitter<unknown>();
  const contexts: unknown[] = [];
  let active: { readonly input: unknown; readonly label: string } | undefined;
  let held: HeldPortal;
  let provider: FullTextProvider;
  let shown: ShownFullText;
  beforeEach(async () => {
    contexts.length = 0;
    active = undefined;
    Object.assign(vscode.workspace, {
      registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
      textDocuments: [],
    });
    Object.assign(vscode.Uri, { from: (parts: object) => ({ ...parts, toString: () => JSON.stringify(parts) }) });
    useScreen({
      window: {
        tabGroups: {
          get activeTabGroup() {
            return { activeTab: active };
          },
          onDidChangeTabs: tabs.event,
          onDidChangeTabGroups: new vscode.EventEmitter().event,
        },
      },
      commands: {
        executeCommand: (command: string, _key: unknown, value: unknown) =>
          Promise.resolve(command === 'setContext' ? contexts.push(value) : undefined),
      },
    });
    held = heldPortal();
    const session = new Session();
    session.open([held.portal]);
    provider = new FullTextProvider(session, new Times('en'));
    shown = new ShownFullText(provider, session);
    const refreshed = held.portal.inbox.refresh();
    const anna = { id: 2, name: 'Anna Orlova' };
    const list = [
      confirmation(9),
      notification(8, { author: anna, canAnswer: true }),
      notification(7, { author: anna }),
    ];
    (await held.centre.next('getPage')).answer(page([...list, ...run(3, 1)]));
    await refreshed;
  });
  afterEach(() => {
    shown.dispose();
    provider.dispose();
    held.portal.dispose();
  });

  const show = async (id: number): Promise<void> => {
    const found = loadedNotifications(held.portal.inbox.state).find(each => each.id === id);
    await provider.show(found ?? assert.fail(), held.portal);
  };
  const open = (label: string, viewType = 'mainThreadWebview-markdown.preview'): number | undefined => {
    active = { label, input: new vscode.TabInputWebview(viewType) };
    tabs.fire(undefined);
    return shown.current?.notification.id;
  };

  it('is the one that was last shown with the title of the active preview', async () => {
    await show(8);
    assert.equal(open('Preview Anna Orlova'), 8);
    await show(9);
    assert.equal(open('[Preview] Bitrix24'), 9);
    assert.equal(open('Preview Anna Orlova'), 8);
    await show(7);
    assert.equal(open('Preview Anna Orlova'), 7);
    assert.equal(shown.current?.portal, held.portal);
  });

  it('is none of another preview, another webview or no tab', async () => {
    await show(8);
    assert.equal(open('Preview README.md'), undefined);
    assert.equal(open('Preview Anna Orlova', 'mainThreadWebview-other'), undefined);
    active = undefined;
    assert.equal(shown.current, undefined);
  });

  it('says in a context key what can be done with it, and nothing once it is not shown', async () => {
    await show(8);
    open('Preview Anna Orlova');
    await show(9);
    open('Preview Bitrix24');
    open('Welcome');
    assert.deepEqual(contexts, [';unread;answerable;deletable;', ';unread;pair;', '']);
  });
});
