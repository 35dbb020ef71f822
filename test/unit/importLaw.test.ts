import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = path.join(__dirname, '../..');
const LAW = ['@typescript-eslint/no-restricted-imports', 'no-restricted-syntax'];

/** A file whose room it stands for, and the line planted in it. */
const BROKEN: readonly (readonly [string, string])[] = [
  ['model/account', "import * as vscode from 'vscode';"],
  ['model/account', "import type { Event } from 'vscode';"],
  ['model/account', "import { Bitrix24Client } from '../bitrix24/bitrix24Client';"],
  ['model/account', "import type { Bitrix24Client } from '../bitrix24/bitrix24Client';"],
  ['model/account', "import { parseWebhook } from '../bitrix24/address/webhook';"],
  ['model/account', "import { Times } from '../ui/times';"],
  ['model/account', "import { readFile } from 'node:fs';"],
  ['model/account', "import 'node:fs/promises';"],
  ['model/account', "import { readFile } from 'fs';"],
  ['model/account', "import ky from 'ky';"],
  ['model/account', "import * as v from 'valibot';"],
  ['model/account', "import { activate } from '../extension';"],
  ['model/account', "export { Bitrix24Client } from '../bitrix24/bitrix24Client';"],
  ['model/account', "export * from './emitter';"],
  ['model/account', 'export default 1;'],
  ['model/account', "export const x = await import('vscode');"],
  ['model/account', "export type X = typeof import('vscode');"],
  ['model/account', "import x = require('vscode');"],
  ['model/account', "export const x: unknown = require('vscode');"],
  ['bitrix24/bitrix24Client', "import * as vscode from 'vscode';"],
  ['bitrix24/bitrix24Client', "import type { Event } from 'vscode';"],
  ['bitrix24/bitrix24Client', "import { Times } from '../ui/times';"],
  ['bitrix24/bitrix24Client', "import { createHash } from 'node:crypto';"],
  ['bitrix24/bitrix24Client', "import ky from 'ky';"],
  ['bitrix24/bitrix24Client', "import type { KyInstance } from 'ky';"],
  ['bitrix24/methods/deleteNotifications', "import { isHTTPError } from 'ky';"],
  ['bitrix24/address/webhook', "import ky from 'ky';"],
  ['bitrix24/bitrix24Client', "import { activate } from '../extension';"],
  ['bitrix24/http/httpPost', "import ky from 'ky';"],
  ['bitrix24/http/httpPost', "export const x = await import('node:https');"],
  ['bitrix24/http/httpPost', "export const x = await import('./failures');"],
  ['bitrix24/http/httpPost', "export const x: unknown = require('ky');"],
  ['bitrix24/http/transport', "export const x = await import('ky');"],
  ['bitrix24/http/failures', "import { isTimeoutError } from 'ky';"],
  ['bitrix24/http/transport', "import * as vscode from 'vscode';"],
  ['bitrix24/http/transport', "import { Agent } from 'node:https';"],
  ['bitrix24/http/transport', "export const x = import('node:https');"],
  ['ui/statusBar', "import { Bitrix24Client } from '../bitrix24/bitrix24Client';"],
  ['ui/statusBar', "import type { Bitrix24Client } from '../bitrix24/bitrix24Client';"],
  ['ui/statusBar', "import type { CallRecord } from '../bitrix24/http/transport';"],
  ['ui/statusBar', "import { parseBbCode } from '../bitrix24/text/bbcode';"],
  ['ui/statusBar', "import ky from 'ky';"],
  ['ui/statusBar', "import { readFile } from 'node:fs/promises';"],
  ['ui/statusBar', "import path from 'path';"],
  ['ui/statusBar', "import { activate } from '../extension';"],
  ['ui/statusBar', "export const x = await import('../bitrix24/bitrix24Client');"],
  ['ui/statusBar', "import { createServer } from 'node:http';"],
  ['ui/account/connectCommands', "import { createServer } from 'node:http';"],
  ['ui/account/loopbackListener', "import { createServer } from 'http';"],
  ['ui/account/loopbackListener', "import { createServer } from 'node:https';"],
  ['ui/account/loopbackListener', "import { connect } from 'node:net';"],
  ['ui/account/loopbackListener', "import { readFile } from 'node:fs/promises';"],
  ['ui/account/loopbackListener', "export const x = await import('node:http');"],
  ['ui/account/loopbackListener', "import * as vscode from 'vscode';"],
  ['ui/tree/loopbackListener', "import { createServer } from 'node:http';"],
  ['bitrix24/http/transport', "import { request } from 'node:http';"],
  ['extension', "import { createServer } from 'node:http';"],
  ['ui/tree/rows', "import { Bitrix24Client } from '../../bitrix24/bitrix24Client';"],
  ['ui/tree/rows', "import { activate } from '../../extension';"],
  ['ui/tree/rows', "import ky from 'ky';"],
  ['ui/tree/rows', "import { x } from '../../../test/x';"],
  ['ui/tree/deep/rows', "import { x } from './x';"],
  ['bitrix24/decode/results', "import ky from 'ky';"],
  ['bitrix24/decode/results', "import * as vscode from 'vscode';"],
  ['bitrix24/decode/results', "import { Times } from '../../ui/text/times';"],
  ['extension', "import ky from 'ky';"],
  ['extension', "import { readFile } from 'node:fs';"],
  ['extension', "export const x: unknown = require('node:fs');"],
];

const LAWFUL: readonly (readonly [string, string])[] = [
  ['model/account', "import { Emitter } from './emitter';"],
  ['model/account', "export type { Event } from './emitter';"],
  ['bitrix24/bitrix24Client', "import { PortalFailure } from '../model/portalFailure';"],
  ['bitrix24/bitrix24Client', "import { Transport } from './http/transport';"],
  ['bitrix24/methods/deleteNotifications', "import * as v from 'valibot';"],
  ['bitrix24/methods/deleteNotifications', "import { decodeXML } from 'entities';"],
  ['bitrix24/http/httpPost', "import type { KyInstance } from 'ky';"],
  ['bitrix24/http/httpPost', "export const { default: ky } = await import('ky');"],
  ['bitrix24/http/httpPost', "import { failureFromException } from './failures';"],
  ['ui/statusBar', "import * as vscode from 'vscode';"],
  ['ui/statusBar', "import { Inbox } from '../model/inbox/inbox';"],
  ['ui/statusBar', "import { parseWebhook } from '../bitrix24/address/webhook';"],
  ['ui/statusBar', "import { Times } from './times';"],
  ['ui/statusBar', "import { Times } from './text/times';"],
  ['ui/tree/rows', "import { Times } from '../text/times';"],
  ['ui/tree/rows', "import { parseWebhook } from '../../bitrix24/address/webhook';"],
  ['ui/tree/rows', "import { Inbox } from '../../model/inbox/inbox';"],
  ['ui/account/loopbackListener', "import { createServer } from 'node:http';"],
  ['ui/account/loopbackListener', "import type { ListenForRedirect } from './oauthAttempt';"],
  ['bitrix24/decode/results', "import { parseBbCode } from '../text/bbcode';"],
  ['bitrix24/decode/results', "import type { NotificationPage } from '../../model/notification/notification';"],
  ['extension', "import { Times } from './ui/text/times';"],
  ['extension', "import * as vscode from 'vscode';"],
  ['extension', "import { Bitrix24Client } from './bitrix24/bitrix24Client';"],
  ['extension', "import { Inbox } from './model/inbox/inbox';"],
  ['extension', "import { Times } from './ui/times';"],
];

describe('the import law', function () {
  // The first file brings the whole linter along.
  this.timeout(30_000);

  const eslint = new ESLint({
    cwd: root,
    // The law asks for no types, and without them the compiler stays at home.
    overrideConfig: tseslint.configs.disableTypeChecked as ESLint.Options['overrideConfig'] & object,
  });

  async function broken(file: string, line: string): Promise<readonly string[]> {
    const [result] = await eslint.lintText(`${line}\n`, { filePath: path.join(root, 'src', `${file}.ts`) });
    assert.ok(result, 'the file is not linted');
    assert.deepEqual(
      result.messages.filter(({ fatal }) => fatal),
      [],
    );
    return result.messages.flatMap(({ ruleId }) => (ruleId !== null && LAW.includes(ruleId) ? [ruleId] : []));
  }

  for (const [file, line] of BROKEN) {
    it(`refuses in ${file}: ${line}`, async () => {
      assert.notDeepEqual(await broken(file, line), []);
    });
  }

  for (const [file, line] of LAWFUL) {
    it(`lets pass in ${file}: ${line}`, async () => {
      assert.deepEqual(await broken(file, line), []);
    });
  }
});
