'use strict';
const Module = require('node:module');
const { connect } = require('node:net');
const { createInterface } = require('node:readline');

/** The packaged extension, once VS Code has loaded it. */
const main = /[/\\]notifications-for-bitrix24\.bitrix24-notifications-[^/\\]+[/\\]dist[/\\]extension\.js$/;

/**
 * Stands between the extension host and the extension, and does what a test asks for: end the extension, with all that
 * it remembers, and start it anew in the same window.
 */
function standBetween(port) {
  const load = Module._load;
  Module._load = function (file) {
    const extension = load.apply(this, arguments);
    return main.test(file) ? { activate: context => begin(port, file, extension, context) } : extension;
  };
}

function begin(port, file, extension, context) {
  const vscode = Module._cache[file].require('vscode');
  const acts = {
    stop: () => stop(vscode, context),
    async forget() {
      await forget(vscode, context);
      await clear(vscode);
    },
    async start({ settings }) {
      await setSettings(vscode, settings);
      // What was still on its way when it was stopped may have come meanwhile.
      await vscode.commands.executeCommand('notifications.clearAll');
      await loadAnew(file).activate(context);
    },
    async execute({ command, given }) {
      await vscode.commands.executeCommand(command, ...given);
    },
  };
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  createInterface({ input: socket }).on('line', async line => {
    const { id, act, ...given } = JSON.parse(line);
    const answer = await acts[act](given).then(
      () => ({ id }),
      error => ({ id, error: String(error?.stack ?? error) }),
    );
    socket.write(`${JSON.stringify(answer)}\n`);
  });
  return extension.activate(context);
}

/** Its modules are new ones, so that they remember nothing either. */
function loadAnew(file) {
  const before = Module._cache[file];
  const anew = new Module(file, before.parent);
  anew.filename = file;
  anew.paths = before.paths;
  anew.load(file);
  return anew.exports;
}

/** As VS Code ends an extension. */
async function stop({ commands, window }, { subscriptions }) {
  await commands.executeCommand('workbench.action.closeQuickOpen');
  for (const disposable of subscriptions.splice(0)) await disposable.dispose();
  // VS Code leaves the badge where it was, and a new view believes that there is none.
  const treeDataProvider = { getChildren: () => [], getTreeItem: item => item };
  const view = window.createTreeView('bitrix24.notifications', { treeDataProvider });
  view.badge = { value: 1, tooltip: '' };
  view.badge = undefined;
  view.message = undefined;
  view.dispose();
}

/** Takes away what outlives it. */
async function forget({ workspace }, { globalState, workspaceState, secrets, globalStorageUri, storageUri }) {
  for (const memento of [globalState, workspaceState]) {
    for (const key of memento.keys()) await memento.update(key, undefined);
  }
  for (const key of await secrets.keys()) await secrets.delete(key);
  for (const folder of [globalStorageUri, storageUri]) {
    if (folder) await workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  }
}

/** Takes away what it has put on the screen. */
async function clear({ commands }) {
  for (const command of [
    'workbench.action.closeAllEditors',
    'workbench.action.closePanel',
    'workbench.action.closeSidebar',
    'notifications.clearAll',
  ]) {
    await commands.executeCommand(command);
  }
}

/** Only what differs: each change writes the file anew. */
async function setSettings({ workspace, ConfigurationTarget }, settings) {
  const configuration = workspace.getConfiguration();
  for (const [name, value] of Object.entries(settings)) {
    const wanted = value ?? undefined;
    const { globalValue } = configuration.inspect(name) ?? {};
    if (JSON.stringify(globalValue) === JSON.stringify(wanted)) continue;
    await configuration.update(name, wanted, ConfigurationTarget.Global);
  }
}

module.exports = { standBetween };
