import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = path.join(__dirname, '../..');
const LAW = ['@typescript-eslint/no-restricted-imports', 'no-restricted-syntax'];

/** A file whose room it stands for, and the line planted in it. */
const BROKEN: readonly (readonly [string, string])[] = [
  ['model/inbox', "import * as vscode from 'vscode';"],
  ['model/inbox', "import type { Event } from 'vscode';"],
  ['model/inbox', "import { Client } from '../bitrix24/client';"],
  ['model/inbox', "import type { Client } from '../bitrix24/client';"],
  ['model/inbox', "import { readWebhook } from '../bitrix24/access/webhook';"],
  ['model/inbox', "import { Times } from '../ui/times';"],
  ['model/inbox', "import { readFile } from 'node:fs';"],
  ['model/inbox', "import 'node:fs/promises';"],
  ['model/inbox', "import { readFile } from 'fs';"],
  ['model/inbox', "import ky from 'ky';"],
  ['model/inbox', "import * as v from 'valibot';"],
  ['model/inbox', "import { activate } from '../extension';"],
  ['model/inbox', "export { Client } from '../bitrix24/client';"],
  ['model/inbox', "export * from './emitter';"],
  ['model/inbox', 'export default 1;'],
  ['model/inbox', "export const x = await import('vscode');"],
  ['model/inbox', "export type X = typeof import('vscode');"],
  ['model/inbox', "import x = require('vscode');"],
  ['model/inbox', "export const x: unknown = require('vscode');"],
  ['bitrix24/client', "import * as vscode from 'vscode';"],
  ['bitrix24/client', "import type { Event } from 'vscode';"],
  ['bitrix24/client', "import { Times } from '../ui/times';"],
  ['bitrix24/client', "import { createHash } from 'node:crypto';"],
  ['bitrix24/client', "import ky from 'ky';"],
  ['bitrix24/client', "import type { KyInstance } from 'ky';"],
  ['bitrix24/deletion', "import { isHTTPError } from 'ky';"],
  ['bitrix24/access/webhook', "import ky from 'ky';"],
  ['bitrix24/client', "import { activate } from '../extension';"],
  ['bitrix24/transport', "import * as vscode from 'vscode';"],
  ['bitrix24/transport', "import { Agent } from 'node:https';"],
  ['bitrix24/transport', "export const x = import('node:https');"],
  ['ui/commands', "import { Client } from '../bitrix24/client';"],
  ['ui/commands', "import type { Client } from '../bitrix24/client';"],
  ['ui/commands', "import type { CallRecord } from '../bitrix24/transport';"],
  ['ui/commands', "import { readBbCode } from '../bitrix24/bbcode';"],
  ['ui/commands', "import ky from 'ky';"],
  ['ui/commands', "import { readFile } from 'node:fs/promises';"],
  ['ui/commands', "import path from 'path';"],
  ['ui/commands', "import { activate } from '../extension';"],
  ['ui/commands', "export const x = await import('../bitrix24/client');"],
  ['ui/commands', "import { createServer } from 'node:http';"],
  ['ui/account/connection', "import { createServer } from 'node:http';"],
  ['ui/account/loopback', "import { createServer } from 'http';"],
  ['ui/account/loopback', "import { createServer } from 'node:https';"],
  ['ui/account/loopback', "import { connect } from 'node:net';"],
  ['ui/account/loopback', "import { readFile } from 'node:fs/promises';"],
  ['ui/account/loopback', "export const x = await import('node:http');"],
  ['ui/account/loopback', "import * as vscode from 'vscode';"],
  ['ui/tree/loopback', "import { createServer } from 'node:http';"],
  ['bitrix24/transport', "import { request } from 'node:http';"],
  ['extension', "import { createServer } from 'node:http';"],
  ['ui/tree/rows', "import { Client } from '../../bitrix24/client';"],
  ['ui/tree/rows', "import { activate } from '../../extension';"],
  ['ui/tree/rows', "import ky from 'ky';"],
  ['ui/tree/rows', "import { x } from '../../../test/x';"],
  ['ui/tree/deep/rows', "import { x } from './x';"],
  ['bitrix24/decode/page', "import ky from 'ky';"],
  ['bitrix24/decode/page', "import * as vscode from 'vscode';"],
  ['bitrix24/decode/page', "import { Times } from '../../ui/text/times';"],
  ['extension', "import ky from 'ky';"],
  ['extension', "import { readFile } from 'node:fs';"],
  ['extension', "export const x: unknown = require('node:fs');"],
];

const LAWFUL: readonly (readonly [string, string])[] = [
  ['model/inbox', "import { Emitter } from './emitter';"],
  ['model/inbox', "export type { Event } from './emitter';"],
  ['bitrix24/client', "import { PortalFailure } from '../model/portalFailure';"],
  ['bitrix24/client', "import { Transport } from './transport';"],
  ['bitrix24/deletion', "import * as v from 'valibot';"],
  ['bitrix24/deletion', "import { decodeXML } from 'entities';"],
  ['bitrix24/post', "import ky from 'ky';"],
  ['bitrix24/failures', "import { isTimeoutError } from 'ky';"],
  ['ui/commands', "import * as vscode from 'vscode';"],
  ['ui/commands', "import { Inbox } from '../model/inbox';"],
  ['ui/commands', "import { readWebhook } from '../bitrix24/access/webhook';"],
  ['ui/commands', "import { Times } from './times';"],
  ['ui/commands', "import { Times } from './text/times';"],
  ['ui/tree/rows', "import { Times } from '../text/times';"],
  ['ui/tree/rows', "import { readWebhook } from '../../bitrix24/access/webhook';"],
  ['ui/tree/rows', "import { Inbox } from '../../model/inbox';"],
  ['ui/account/loopback', "import { createServer } from 'node:http';"],
  ['ui/account/loopback', "import type { Listen } from './redirectListener';"],
  ['bitrix24/decode/page', "import { cleanText } from '../cleanText';"],
  ['bitrix24/decode/page', "import type { Page } from '../../model/notification';"],
  ['extension', "import { Times } from './ui/text/times';"],
  ['extension', "import * as vscode from 'vscode';"],
  ['extension', "import { Client } from './bitrix24/client';"],
  ['extension', "import { Inbox } from './model/inbox';"],
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
