import { useScreen } from '../../vscodeStandIn';
import assert from 'node:assert/strict';
import { CallLog } from '../../../src/ui/callLog';

describe('the log of calls', () => {
  const portal = { origin: 'https://portal.example', userId: '1' };
  const colleague = { ...portal, userId: '2' };
  const office = { origin: 'http://127.0.0.1:8080', userId: '1' };

  let lines: string[];
  let log: CallLog;
  beforeEach(() => {
    lines = [];
    let isClosed = false;
    const write = (level: string) => (line: string) => {
      if (isClosed) throw new Error('Channel has been closed');
      lines.push(`${level} ${line}`);
    };
    const channel = {
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      dispose: () => (isClosed = true),
    };
    useScreen({ window: { createOutputChannel: () => channel } });
    log = new CallLog();
  });

  it('has a line for each call, with the host of its portal', () => {
    const call = { method: 'im.notify.get', durationMs: 30, waitedMs: 0, attempts: 1, outcome: 'ok' };
    log.logCall({ ...call, host: 'portal.example' });
    log.logCall({ ...call, host: '127.0.0.1:8080', waitedMs: 5, attempts: 3, outcome: 'OVERLOAD_LIMIT' });
    assert.deepEqual(lines, [
      'info portal.example: im.notify.get ok 30 ms',
      'warn 127.0.0.1:8080: im.notify.get OVERLOAD_LIMIT 30 ms, waited 5 ms, 3 attempts',
    ]);
  });

  it('says once how many notifications in a response were skipped, whatever is skipped in others', () => {
    for (let poll = 0; poll < 3; poll++) {
      log.logSkipped(portal, 2);
      log.logSkipped(portal, 1);
      log.logSkipped(colleague, 4);
      log.logSkipped(office, 3);
    }
    log.logSkipped(portal, 3);
    const words = 'unreadable notifications in a response, not shown:';
    assert.deepEqual(lines, [
      `warn portal.example #1: ${words} 2`,
      `warn portal.example #1: ${words} 1`,
      `warn portal.example #2: ${words} 4`,
      `warn 127.0.0.1:8080 #1: ${words} 3`,
      `warn portal.example #1: ${words} 3`,
    ]);
  });

  it('has a line for what happens to a push channel', () => {
    log.logPush(colleague, 'refused: insufficient_scope');
    assert.deepEqual(lines, ['info portal.example #2: push channel: refused: insufficient_scope']);
  });

  it('names the account whose renewed sign-in could not be saved', () => {
    log.logTokensNotStored(colleague);
    assert.deepEqual(lines, ['error portal.example #2: the renewed sign-in could not be saved in the secret storage']);
  });

  it('ignores what ends after the extension has, as VS Code throws for a closed channel', () => {
    log.dispose();
    log.logCall({
      method: 'im.notify.get',
      host: 'portal.example',
      durationMs: 30,
      waitedMs: 0,
      attempts: 1,
      outcome: 'ok',
    });
    log.logSkipped(portal, 2);
    log.logPush(portal, 'open');
    log.logTokensNotStored(portal);
    assert.deepEqual(lines, []);
  });
});
