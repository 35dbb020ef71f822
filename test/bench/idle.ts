import { startPortal } from '../portal/portal';
import { connect } from '../unit/support/connection';
import { idleHour, type IdleHour, ordinaryNotifications } from '../unit/support/idleHour';

const POLLS_PER_HOUR = 120;
const CHATS = 200;

type Cell = string | number;

function printRow(name: string, ...cells: readonly Cell[]): void {
  console.log(name.padEnd(34), ...cells.map(cell => String(cell).padStart(12)));
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(0);
}

/** What an hour without news costs, by how the portal is asked. */
async function printHours(): Promise<void> {
  const print = (name: string, { requests, longPolls, bytes, sent, received, writes, pageBytes }: IdleHour): void => {
    const plain = POLLS_PER_HOUR * pageBytes;
    const ofPlain = `1/${(plain / bytes).toFixed(1)}`;
    printRow(name, requests, longPolls, kib(bytes), ofPlain, kib(sent), kib(received), writes);
  };
  printRow('an idle hour', 'requests', 'long polls', 'KiB', 'of plain', 'KiB sent', 'KiB received', 'writes');
  for (const windows of [1, 10]) {
    const hour = await idleHour({ windows });
    if (windows === 1) printRow('a page of 50 each time', POLLS_PER_HOUR, 0, kib(POLLS_PER_HOUR * hour.pageBytes));
    print(`fingerprint, ${windows} windows`, hour);
    print(`count, ${windows} windows`, await idleHour({ windows, probe: 'count' }));
    print(`count, ${windows} windows, ${CHATS} chats`, await idleHour({ windows, probe: 'count', chats: CHATS }));
    print(`push, ${windows} windows`, await idleHour({ windows, hasPush: true }));
  }
}

/** What one request costs: its parameters and the body of the response. */
async function printRequests(): Promise<void> {
  const portal = await startPortal({ seed: ordinaryNotifications() });
  const { client } = connect(portal);
  const plainFetch = globalThis.fetch;
  let bytes = 0;
  globalThis.fetch = async (input, init) => {
    const response = await plainFetch(input, init);
    bytes = (await response.clone().arrayBuffer()).byteLength;
    return response;
  };
  const cost = async (send: () => Promise<unknown>): Promise<number> => {
    portal.journal.clear();
    await send();
    return bytes + portal.journal.calls().reduce((sum, { params }) => sum + JSON.stringify(params).length, 0);
  };
  printRow('a request', 'bytes');
  printRow('a page of 50', await cost(() => client.getPage()));
  printRow('fingerprint', await cost(() => client.getFingerprint()));
  printRow('count', await cost(() => client.getUnreadCount()));
  for (let id = 1; id <= CHATS; id++) portal.box.unreadInChats.set(10_000 + id, 1 + (id % 9));
  printRow(`count, ${CHATS} chats`, await cost(() => client.getUnreadCount()));
  globalThis.fetch = plainFetch;
  await portal.close();
}

async function main(): Promise<void> {
  await printHours();
  await printRequests();
}

void main();
