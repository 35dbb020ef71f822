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
    end: () => end(vscode, context),
    async start({ settings }) {
      await setSettings(vscode, settings);
      await vscode.commands.executeCommand('notifications.clearAll');
      // Loaded again, it remembers nothing in its modules either.
      const before = Module._cache[file];
      const anew = new Module(file, before.parent);
      anew.filename = file;
      anew.paths = before.paths;
      anew.load(file);
      await anew.exports.activate(context);
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

/** As VS Code ends an extension; then everything goes that would outlive it, and what it has put on the screen. */
async function end({ commands, workspace }, context) {
  await commands.executeCommand('workbench.action.closeQuickOpen');
  for (const disposable of context.subscriptions.splice(0)) await disposable.dispose();
  for (const memento of [context.globalState, context.workspaceState]) {
    for (const key of memento.keys()) await memento.update(key, undefined);
  }
  for (const key of await context.secrets.keys()) await context.secrets.delete(key);
  for (const folder of [context.globalStorageUri, context.storageUri]) {
    if (folder) await workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined);
  }
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
