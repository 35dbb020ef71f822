import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Bitrix24Client } from '../../../../src/bitrix24/bitrix24Client';
import { nextPollDelayMs } from '../../../../src/model/inbox/poller';
import { type Failure, failureCode, mayHaveRun } from '../../../../src/model/portalFailure';
import { failureText } from '../../../../src/ui/text/failureText';
import { Times } from '../../../../src/ui/text/times';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { statusOf } from '../../../portal/statuses';
import { connect, failureOf } from '../../support/connection';
import { openWindow, signIn } from '../auth/signIn';
import { type Command, COMMANDS } from './faultCommands';
import {
  CODE_ROWS,
  codedFailure,
  type CodeRow,
  CONTRACT,
  errorFault,
  KINDS,
  type Promised,
  RESET_S,
  kindOf,
  shownOf,
  TOKEN_CODES,
  TOKEN_TROUBLES,
  TRANSPORT_ROWS,
  type TransportRow,
} from './faultTable';
import { answer, startRaw } from './rawServer';
import { startFailingPortal } from './failingPortal';
import { MINUTE_MS } from '../../support/clock';

const times = new Times('en');

/** One call that goes wrong in one way. */
interface Cell {
  readonly command: Command;
  readonly portal: StandInPortal;
}

/** Whatever is wrong, it is the same for every command: what it becomes, how often it is sent, and what is said of it. */
function assertPromised(failure: Failure, expected: Failure, promised: Promised): void {
  assert.deepEqual(failure, expected);
  assert.equal(mayHaveRun(failure), promised.mayHaveRun);
  assert.equal(failureText(failure, times), shownOf(promised.shown, failure, times));
  const now = RESET_S * 1000 - 10 * MINUTE_MS;
  assert.equal(nextPollDelayMs(MINUTE_MS, 0, failure, now), promised.nextPollMs);
}

/**
 * Each code thrice, each other fault once, with every command; each code in a batch; each of the token server's
 * refusals twice, and its troubles once.
 */
const CELLS =
  (3 * CODE_ROWS.length + TRANSPORT_ROWS.length + 2 * TOKEN_CODES.length + TOKEN_TROUBLES.length) * COMMANDS.length +
  CODE_ROWS.length;

describe(`the table of faults, of ${CELLS} cells`, function () {
  this.timeout(30_000);
  let cells: readonly Cell[];
  before(async () => {
    cells = await Promise.all(
      COMMANDS.map(async command => ({
        command,
        portal: await startPortal({ seed: [{ id: 7, type: 1 }, { id: 8 }], scope: ['im', 'user'] }),
      })),
    );
  });
  after(async () => {
    await Promise.all(cells.map(({ portal }) => portal.close()));
  });

  /** Every command, each with a portal of its own; one after the other where they would fill the memory together. */
  async function everyCommand(check: (cell: Cell) => Promise<void>, few = COMMANDS.length): Promise<void> {
    for (let at = 0; at < cells.length; at += few) {
      const ends = await Promise.allSettled(cells.slice(at, at + few).map(check));
      const failed = ends.find(end => end.status === 'rejected');
      if (failed !== undefined) {
        throw failed.reason;
      }
    }
  }

  describe('has a row for', () => {
    const known = new Set(CODE_ROWS.map(({ code }) => code.toUpperCase()));

    it('every method of the client', () => {
      const methods = Object.getOwnPropertyNames(Bitrix24Client.prototype).filter(name => name !== 'constructor');
      const commands = COMMANDS.map(({ name }) => name.split(',')[0]);
      assert.deepEqual([...new Set(commands)].sort(), methods.sort());
    });

    it('every code that the portal is known to answer', () => {
      const listed = [CONTRACT.system, CONTRACT.server, CONTRACT.handlers].flatMap(codes => codes.split(' '));
      assert.deepEqual(
        listed.filter(code => !known.has(code.toUpperCase())),
        [],
      );
      assert.equal(listed.length, 41);
    });

    it('every code that the token server is known to answer', () => {
      assert.deepEqual(TOKEN_CODES.map(([code]) => code).sort(), CONTRACT.tokens.split(' ').sort());
    });

    it('every error in the documentation’s examples', () => {
      const folder = path.join(__dirname, '../../../payloads');
      const files = readdirSync(folder).filter(name => name.includes('.error.'));
      assert.ok(files.length >= 10);
      for (const file of files) {
        const { error } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { error: string };
        assert.ok(known.has(error.toUpperCase()), file);
      }
    });

    it('the statuses that the stand-in portal serves', () => {
      // The words of ACCESS_DENIED are several, and so are its statuses.
      for (const { code, documented, served } of CODE_ROWS.filter(each => each.code !== 'ACCESS_DENIED')) {
        if (code !== 'ERROR_CORE' && code !== 'INTERNAL_WRONG_TRANSPORT') {
          assert.equal(statusOf(code, 'server'), served, code);
        }
        if (documented > 0) {
          assert.equal(statusOf(code, 'documentation'), documented, code);
        }
      }
    });
  });

  async function checkCode(row: CodeRow, { command, portal }: Cell): Promise<void> {
    const lower = row.code.toLowerCase();
    for (const [code, status] of [
      [row.code, row.served],
      [row.code, row.documented || 200],
      [lower === row.code ? row.code.toUpperCase() : lower, row.served],
    ] as const) {
      const fault = errorFault(row, code, status);
      const place = await startFailingPortal({ fault }, command, portal);
      const { client, records } = connect(place);
      try {
        const isUnknown = row.code === 'ERROR_METHOD_NOT_FOUND' && command.fallback !== undefined;
        const method = isUnknown ? (command.fallback ?? '') : command.method;
        const kind = kindOf(row, method);
        const promised = KINDS[kind];
        const failure = await failureOf(command.run(client));
        assertPromised(failure, codedFailure(kind, code, method), promised);
        const count = promised.requests[command.effect === 'read' ? 0 : 1];
        assert.equal(place.requests(), count);
        const others = isUnknown ? [command.fallback] : (command.before ?? []);
        assert.deepEqual(place.others(), others);
        // The log has a line for each call, with the portal's code.
        assert.deepEqual(records.map(({ method, outcome }) => `${method} ${outcome}`).at(-1), `${method} ${code}`);
        assert.equal(place.hasRun(), false);
      } finally {
        await place.end();
      }
    }
  }

  describe('every command, answered with', () => {
    for (const row of CODE_ROWS) {
      const words = row.words === undefined ? '' : ` “${row.words}”`;
      it(`${row.code}${words}: ${row.kind}, whatever its case and its status`, async () => {
        await everyCommand(cell => checkCode(row, cell));
      });
    }
  });

  async function checkTransport(row: TransportRow, { command, portal }: Cell): Promise<void> {
    const { timeoutMs } = row;
    // What was given up may arrive late, and is not to be counted with the next row.
    const own = timeoutMs === undefined ? undefined : await startPortal({ seed: [{ id: 7 }, { id: 8 }] });
    const place = await startFailingPortal(row.strike, command, own ?? portal);
    const { client, records } = connect(place, timeoutMs === undefined ? {} : { timeoutMs });
    try {
      const failure = await failureOf(command.run(client));
      assertPromised(failure, row.failure, row);
      const count = row.requests[command.effect === 'read' ? 0 : 1];
      assert.equal(records.at(-1)?.attempts, count);
      const arrived = place.requests();
      // A call that was given up may not even have arrived where the machine is busy.
      if (arrived !== undefined && (timeoutMs === undefined || arrived > count)) {
        assert.equal(arrived, count);
      }
      assert.ok(!place.hasRun() || mayHaveRun(failure), 'it has run, and is said not to have');
      if (place.server !== undefined && row.mostBytes !== undefined) {
        await place.server.quiet();
        assert.ok(place.server.sentBytes() <= row.mostBytes, `${place.server.sentBytes()} bytes`);
      }
    } finally {
      await place.end();
      await own?.close();
    }
  }

  describe('every command, where there is', () => {
    for (const row of TRANSPORT_ROWS) {
      it(`${row.name}: ${new Map(Object.entries(row.failure)).get('reason') ?? row.failure.kind}`, async () => {
        await everyCommand(cell => checkTransport(row, cell), / 100 MB|^100 MB/.test(row.name) ? 2 : undefined);
      });
    }
  });

  describe('a command of a batch, answered with', () => {
    for (const row of CODE_ROWS) {
      // A command has no status: nobody knows what it is that is denied.
      const kind = row.code === 'ACCESS_DENIED' ? 'forbidden' : row.kind;
      const words = row.words === undefined ? '' : ` “${row.words}”`;
      it(`${row.code}${words}: ${kind}, for it alone, and nothing is sent again`, async () => {
        const [{ portal } = assert.fail()] = cells.filter(({ command }) => command.method === 'batch');
        const description = row.words === undefined ? {} : { description: row.words };
        const fault = { kind: 'error', code: row.code, ...description } as const;
        portal.faults.add({ method: 'im.notify.delete', fault });
        portal.box.add({ id: 9 });
        const before = Date.now();
        const left = await connect(portal).client.delete([7, 9]);
        assert.deepEqual([...left.keys()], [7]);
        const failure = left.get(7) ?? assert.fail();
        const expected = codedFailure(kind, row.code, 'im.notify.delete');
        if (failure.kind === 'rateLimited' && failure.retryAt !== undefined) {
          // The part of a batch has no moment of its own.
          assert.ok(failure.retryAt >= before + 10 * MINUTE_MS && failure.retryAt <= Date.now() + 10 * MINUTE_MS);
          assert.equal(kind, 'waits');
        } else {
          assert.deepEqual(failure, expected);
        }
        assert.equal(mayHaveRun(failure), KINDS[kind].mayHaveRun);
        assert.equal(portal.journal.calls('batch').length, 1);
        portal.journal.clear();
        portal.faults.clear();
      });
    }
  });

  describe('every command of a sign-in whose tokens are refused, where the token server answers', () => {
    const check = async (
      code: string,
      status: number,
      expected: Failure,
      { command, portal }: Cell,
      logged = code,
    ): Promise<void> => {
      const { keeper } = signIn(portal);
      portal.oauth.expireAccessTokens();
      portal.faults.add({ method: 'oauth/token', times: Infinity, fault: { kind: 'error', code, status } });
      const { client, tokenRecords } = openWindow(portal, keeper);
      const failure = await failureOf(command.run(client));
      assert.deepEqual(failure, expected);
      assert.equal(mayHaveRun(failure), false);
      assert.equal(portal.journal.calls('oauth/token').length, 1);
      assert.equal(portal.journal.calls().filter(({ isExecuted }) => isExecuted).length, 0);
      assert.deepEqual(
        tokenRecords.map(({ outcome }) => outcome),
        [logged],
      );
      portal.faults.clear();
      portal.journal.clear();
    };

    for (const [code, status, failure] of TOKEN_CODES) {
      it(`${code}: ${failure.kind}, whatever its case`, async () => {
        await everyCommand(cell => check(code, status, failure, cell));
        const lower = code.toLowerCase();
        const other = lower === code ? code.toUpperCase() : lower;
        const expected = { ...failure, code: other } as Failure;
        await everyCommand(cell => check(other, status === 200 ? 400 : 200, expected, cell));
      });
    }

    for (const [code, status, failure, outcome] of TOKEN_TROUBLES) {
      it(`${code} under ${status}: ${failureCode(failure)}`, async () => {
        await everyCommand(cell => check(code, status, failure, cell, outcome));
      });
    }
  });

  it('what says it is compressed, and is not, is not waited for longer than anything else', async () => {
    const server = await startRaw(answer('Content-Encoding: gzip\r\n', '{"result":true}'));
    try {
      const { client, records } = connect({ ...server, webhook: `${server.origin}/` }, { timeoutMs: 60 });
      const failure = await failureOf(client.getPage());
      // Not every Node.js tells of it.
      assert.match(failureCode(failure), /^unreachable: (network|timeout)$/);
      assert.equal(records[0]?.attempts, 3);
    } finally {
      await server.close();
    }
  });

  it('a list in windows-1251 comes with signs in the place of its letters, and nothing else is lost', async () => {
    const [{ portal } = assert.fail()] = cells;
    const body = Buffer.from(JSON.stringify({ result: { notifications: [wireOf('Привет, мир')], users: [] } }));
    const inBytes = body.toString('utf8').replace(/[а-яА-Я]/g, letter => String.fromCharCode(cp1251(letter)));
    for (const contentType of ['application/json', 'application/json; charset=windows-1251']) {
      portal.faults.add({ fault: { kind: 'raw', body: Buffer.from(inBytes, 'latin1'), contentType } });
      const { notifications } = await connect(portal).client.getPage();
      assert.deepEqual(
        notifications.map(({ id, text }) => [id, text]),
        [[7, [{ kind: 'text', text: '������, ���' }]]],
      );
    }
    portal.journal.clear();
  });
});

const wireOf = (text: string): unknown => ({
  id: 7,
  author_id: 0,
  date: '2026-03-03T09:00:00+03:00',
  notify_type: 4,
  notify_module: 'im',
  notify_event: 'default',
  text,
  params: null,
  notify_read: 'N',
});

/** `А` to `я` stand in one row. */
function cp1251(letter: string): number {
  return letter.charCodeAt(0) - 0x410 + 0xc0;
}
