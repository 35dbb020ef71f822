import { vscode } from '../../vscodeStandIn';
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, readFile, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Uri } from 'vscode';
import { FileCache } from '../../../src/ui/fileCache';

const ID = '1@https://portal.example';
const HOUR_S = 3_600;

/** VS Code's file system, on this machine's; an address is a path. */
const fs = {
  broken: new Set<string>(),
  createDirectory: (folder: string) => mkdir(folder, { recursive: true }),
  readDirectory: async (folder: string) => (await readdir(folder)).map(name => [name, 1] as const),
  readFile: (file: string) => readFile(file),
  writeFile: (file: string, bytes: Uint8Array) =>
    fs.broken.has('write') ? Promise.reject(new Error('The disk is full.')) : writeFile(file, bytes),
  rename: (from: string, to: string) =>
    fs.broken.has('rename') ? Promise.reject(new Error('It is in use.')) : rename(from, to),
  stat: async (file: string) => ({ mtime: (await stat(file)).mtimeMs }),
  delete: (file: string) => (fs.broken.has('delete') ? Promise.reject(new Error('It is in use.')) : unlink(file)),
};

describe('the files of the cache', () => {
  let folder: string;
  before(() => {
    vscode.workspace.fs = fs;
  });
  after(() => {
    delete vscode.workspace.fs;
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cache-'));
  });
  afterEach(async () => {
    fs.broken.clear();
    await rm(folder, { recursive: true });
  });

  const open = (windowId = 'w1'): FileCache => new FileCache(folder as unknown as Uri, windowId);
  const kept = (): string => path.join(folder, 'kept');
  const files = async (): Promise<readonly string[]> => (await readdir(kept())).map(decodeURIComponent).sort();

  /** As a window leaves it that ends before it has renamed it, so long ago. */
  async function leave(windowId: string, secondsAgo: number): Promise<void> {
    fs.broken.add('rename');
    await assert.rejects(open(windowId).write(ID, 'list', 'half'));
    fs.broken.delete('rename');
    const at = Date.now() / 1000 - secondsAgo;
    await utimes(path.join(kept(), `${encodeURIComponent(`${ID} list ${windowId}`)}.tmp`), at, at);
  }

  it('are read as they were written, by any window', async () => {
    await open().write(ID, 'list', { a: 1 });
    assert.deepEqual(await open('w2').read(ID, 'list'), { a: 1 });
    await open('w2').write(ID, 'list', { a: 2 });
    assert.deepEqual(await open().read(ID, 'list'), { a: 2 });
    assert.deepEqual(await files(), [`${ID} list.json`]);
    await assert.rejects(open().read(ID, 'names'));
  });

  it('are removed with their account, the half-written ones too, and no others', async () => {
    const other = `1${ID}`;
    await open().write(other, 'list', 1);
    await open().write(ID, 'names', 1);
    await leave('w3', 0);
    await open().remove(ID);
    assert.deepEqual(await files(), [`${other} list.json`]);
  });

  it('stay as they are where a write ends half-way', async () => {
    await open().write(ID, 'list', 'whole');
    await leave('w2', 0);
    assert.equal(await open().read(ID, 'list'), 'whole');
  });

  it('are rid of the half-written ones that are older than an hour, once in each window', async () => {
    await leave('new', HOUR_S - 60);
    await leave('old', HOUR_S + 60);
    const window = open();
    await window.write(ID, 'list', 1);
    const swept = [`${ID} list new.tmp`, `${ID} list.json`];
    assert.deepEqual(await files(), swept);
    await leave('later', HOUR_S + 60);
    await window.write(ID, 'list', 2);
    assert.deepEqual(await files(), [`${ID} list later.tmp`, ...swept]);
  });

  it('are written also where the half-written ones can’t be deleted', async () => {
    await leave('old', HOUR_S + 60);
    fs.broken.add('delete');
    await open().write(ID, 'list', 1);
    assert.equal(await open().read(ID, 'list'), 1);
  });

  it('are not swept after an error of the disk alone: the next write does what the first could not', async () => {
    fs.broken.add('write');
    await assert.rejects(open().write(ID, 'list', 1));
    fs.broken.clear();
    await open().write(ID, 'list', 1);
    assert.equal(await open().read(ID, 'list'), 1);
  });
});
