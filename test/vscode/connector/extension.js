'use strict';
const { commands } = require('vscode');

/** Connects the extension beside it to the sample portal. */
async function activate() {
  await commands.executeCommand('bitrix24.connect', process.env.BITRIX24_SAMPLE_WEBHOOK);
  await commands.executeCommand('bitrix24.notifications.focus');
}

module.exports = { activate };
