import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { SecretSearch } from './secretSearch';
import { startedServers } from './servers';
import { traces } from './traces';

/**
 * Looks through all that the tests have left: no secret of any portal may stand in a file of VS Code or of the browsers,
 * nor in a message, and none may have reached a portal that it does not belong to. All windows are closed by then.
 */
export async function lookThroughLeftovers(): Promise<void> {
  const servers = await startedServers();
  if (servers.length === 0) return;
  const search = new SecretSearch(traces.portals.flatMap(({ secrets }) => [...secrets]));
  const folders = [...servers.map(({ dataDir }) => dataDir), ...traces.profiles.map(profile => profile.path)];
  const files = (await Promise.all(folders.map(filesBelow))).flat();
  const logs = files.filter(file => file.endsWith('Bitrix24.log'));
  const calls = traces.portals.flatMap(({ journal }) => journal.all);

  // Where there is nothing to look through, nothing is found.
  assert.ok(logs.length >= servers.length, 'The extension has a log in each VS Code.');
  assert.ok(files.some(file => path.basename(file) === 'remoteagent.log'));
  assert.ok(
    files.some(file => file.includes('IndexedDB')),
    'The browsers have left their profiles.',
  );
  assert.ok(calls.length > 0);
  assert.ok(traces.messages.size > 0);

  const leaks: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (search.in(bytes).length > 0) leaks.push(file);
  }
  for (const message of traces.messages) {
    if (search.in(message).length > 0) leaks.push(`the message ${message}`);
  }
  assert.deepEqual(leaks, [], 'Secrets are left behind.');
  assert.deepEqual(strayCalls(search), [], 'Secrets went to where they do not belong.');
}

/** Calls with a secret that belongs to another portal. One that was started again at the same address is the same. */
function strayCalls(search: SecretSearch): readonly string[] {
  return traces.portals.flatMap(({ origin, journal }) => {
    const own = new Set(traces.portals.flatMap(portal => (portal.origin === origin ? [...portal.secrets] : [])));
    return journal.all
      .filter(({ url, params, headers }) =>
        search.in(JSON.stringify([url, params, headers])).some(secret => !own.has(secret)),
      )
      .map(({ method }) => `${method} of ${origin}`);
  });
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
}
