import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  commandIds,
  contributes,
  found,
  languages,
  manifest,
  manifestText,
  readText,
  root,
  sortedOnce,
  sources,
  viewIds,
} from './manifest';

const viewKinds = /type InboxViewKind =\s*([^;]*);/.exec(readText('src/ui/tree/inboxView.ts'))?.[1] ?? '';
const failure = /type Failure =([^]*?);\n\n/.exec(readText('src/model/portalFailure.ts'))?.[1] ?? '';
/** What there are words for in the place of a list, and `ready`. */
const inboxViewKinds = [...found(viewKinds, /'(\w+)'(?!\])/g), ...found(failure, /kind: '(\w+)'/g)];

describe('the manifest', () => {
  describe('and the code', () => {
    it('have the same commands', () => {
      const handlers =
        /const handlers\b.*?= \{\n(.*?)\n {2}\};/s.exec(readText('src/ui/commands/commands.ts'))?.[1] ?? '';
      const registered = found(handlers, /^ {4}(\w+):/gm).map(name => `bitrix24.${name}`);
      assert.ok(registered.length > 0);
      assert.deepEqual(sortedOnce(registered), sortedOnce(commandIds));
    });

    it('name no command of ours that is not there', () => {
      const known = [...commandIds, ...viewIds.map(id => `${id}.focus`)];
      const named = [...sources, ...languages.map(language => readText(language))].flatMap(text => [
        ...found(text, /command:(bitrix24\.[\w.]+)/g),
        ...found(text, /command: '(bitrix24\.[\w.]+)'/g),
        ...found(text, /executeCommand\(\s*'(bitrix24\.[\w.]+)'/g),
      ]);
      assert.ok(named.length > 0);
      assert.deepEqual(
        named.filter(name => !known.includes(name)),
        [],
      );
    });

    it('have the same view', () => {
      const id = found(readText('src/ui/tree/inboxView.ts'), /VIEW_ID = '([^']+)'/g);
      assert.deepEqual(id, viewIds);
      const named = found(manifestText, /(?<!\.)\bview == ([\w.]+)/g);
      assert.deepEqual(sortedOnce([...named, ...contributes.viewsWelcome.map(({ view }) => view)]), viewIds);
    });

    it('have words for the same states of the view', () => {
      const union = /viewStateOf\([^)]*\): ([^{]*) \{/.exec(readText('src/ui/tree/inboxView.ts'))?.[1] ?? '';
      assert.match(union, /\bInboxViewKind\b/);
      assert.match(viewKinds, /Failure\['kind'\]/);
      const states = [...found(union, /'(\w+)'/g), ...inboxViewKinds];
      const welcomed = contributes.viewsWelcome.flatMap(({ when }) => found(when, /bitrix24\.view == (\w+)/g));
      assert.deepEqual([...welcomed, 'ready'].sort(), sortedOnce(states));
      const named = found(manifestText, /bitrix24\.view [!=]= (\w+)/g);
      assert.deepEqual(
        named.filter(state => !states.includes(state)),
        [],
      );
    });

    it('have the same settings, which no workspace can set', () => {
      const text = readText('src/ui/settings.ts');
      const [section] = found(text, /SECTION = '(\w+)'/g);
      const names = found(text, /^\s+'?([\w.]+)'?: \{ default: /gm);
      const { properties } = contributes.configuration;
      assert.deepEqual(sortedOnce(names.map(name => `${section ?? ''}.${name}`)), Object.keys(properties).sort());
      for (const [name, { scope }] of Object.entries(properties)) {
        assert.equal(scope, 'application', name);
      }
      const [seconds] = found(text, /pollIntervalSeconds: \{ default: (\d+)/g);
      assert.equal(properties['bitrix24.pollIntervalSeconds']?.default, Number(seconds));
    });

    it('mean the same by the rows that a menu is for', () => {
      const text = readText('src/ui/tree/treeItems.ts') + readText('src/ui/text/contextWords.ts');
      const patterns = [
        ...found(manifestText, /viewItem =~ \/(.*?)\//g),
        ...found(manifestText, /viewItem == ([^\s"]+)/g),
      ];
      assert.equal(patterns.length, found(manifestText, /(viewItem)/g).length);
      const named = patterns.flatMap(pattern => {
        const [first, ...others] = found(pattern, /(\w+)/g);
        // The second word of a note is the inbox view.
        return first === 'note' ? others.filter(word => !inboxViewKinds.includes(word)) : [first, ...others];
      });
      assert.ok(named.length > 0);
      assert.deepEqual(
        named.filter(word => !new RegExp(`[';]${word}[';]`).test(text)),
        [],
      );
    });
  });

  it('has each command once, and menus for these alone', () => {
    assert.equal(new Set(commandIds).size, commandIds.length);
    const inMenus = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
    assert.deepEqual(
      inMenus.filter(command => !commandIds.includes(command)),
      [],
    );
  });

  it('has an icon for what a menu shows as one', () => {
    for (const item of Object.values(contributes.menus).flat()) {
      const isInline = 'group' in item && /^(inline|navigation)/.test(String(item.group));
      const icon = contributes.commands.find(({ command }) => command === item.command)?.icon;
      assert.ok(!isInline || icon !== undefined, item.command);
    }
  });

  it('names files that are there', () => {
    const icons = [contributes.viewsContainers, contributes.views].flatMap(groups =>
      Object.values(groups).flatMap(views => views.flatMap(({ icon }) => icon ?? [])),
    );
    const files = [manifest.icon, ...icons, ...(manifest.l10n === undefined ? [] : [manifest.l10n])];
    assert.ok(files.includes('media/icon.png'));
    for (const file of files) {
      assert.ok(existsSync(path.join(root, file)), file);
    }
  });

  it('says where it runs, and that it needs no trust', () => {
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
  });

  it('asks for no older VS Code than the types it is written against', () => {
    const numbers = (version: string): readonly number[] => found(version, /(\d+)/g).map(Number);
    const [engine, types] = [manifest.engines.vscode, manifest.devDependencies['@types/vscode'] ?? '99'];
    const [oldest = 0, oldestMinor = 0] = numbers(engine);
    const [major = 0, minor = 0] = numbers(types);
    assert.ok(major < oldest || (major === oldest && minor <= oldestMinor), `${types} is newer than ${engine}`);
    assert.match(types, /^\d/, 'a range could move on by itself');
  });

  it('is packaged with its dependencies in the bundle, and nothing installed beside it', () => {
    assert.equal(manifest.vsce.dependencies, false);
    assert.match(readFileSync(path.join(root, '.vscodeignore'), 'utf8'), /^node_modules\/\*\*$/m);
  });
});
