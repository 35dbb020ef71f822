import { idleHour, type IdleHour } from '../unit/support/idleHour';

const POLLS_PER_HOUR = 120;

/** What an hour without news costs, by how the portal is asked. */
async function main(): Promise<void> {
  const print = (name: string, { requests, longPolls, bytes, writes, pageBytes }: IdleHour): void => {
    const plain = POLLS_PER_HOUR * pageBytes;
    const cells = [requests, longPolls, (bytes / 1024).toFixed(0), `1/${(plain / bytes).toFixed(1)}`, writes];
    console.log(name.padEnd(28), ...cells.map(cell => String(cell).padStart(10)));
  };
  console.log(''.padEnd(28), ...['requests', 'long polls', 'KiB', 'of plain', 'writes'].map(each => each.padStart(10)));
  for (const windows of [1, 10]) {
    print(`count, ${windows} windows`, await idleHour({ windows, probe: 'count' }));
    print(`fingerprint, ${windows} windows`, await idleHour({ windows }));
    print(`push, ${windows} windows`, await idleHour({ windows, hasPush: true }));
  }
}

void main();
