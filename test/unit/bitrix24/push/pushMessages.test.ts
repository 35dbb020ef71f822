import assert from 'node:assert/strict';
import { parsePushMessages } from '../../../../src/bitrix24/push/pushMessages';

describe('messages of the push server', () => {
  const message = (module: unknown, command: unknown, params: unknown = {}, others: object = {}): string =>
    JSON.stringify({ ...others, text: { module_id: module, command, params } });
  const framed = (...texts: readonly string[]): string =>
    texts.map(text => `#!NGINXNMS!#${text}#!NGINXNME!#`).join('\r\n');
  /** In short: `!` hints, a control command, `-` nothing; and how many are not to be read. */
  const read = (text: string): string => {
    const { messages, unreadable } = parsePushMessages(text);
    const all = messages.map(({ isHint, control }) => (isHint ? '!' : (control ?? '-')));
    return [...all, ...(unreadable === 0 ? [] : [`${unreadable} unreadable`])].join(' ');
  };

  for (const command of ['notifyAdd', 'notifyRead', 'notifyUnread', 'notifyReadAll', 'notifyConfirm', 'notifyDelete']) {
    it(`hint at a change: ${command}`, () => {
      assert.equal(read(`[${message('im', command)}]`), '!');
      assert.equal(read(framed(message('im', command))), '!');
      assert.equal(read(`[${message('crm', command)}]`), '-');
    });
  }

  it('hint at nothing where it is shown for a moment, and not kept', () => {
    assert.equal(read(`[${message('im', 'notifyAdd', { onlyFlash: true })}]`), '-');
    assert.equal(read(`[${message('im', 'notifyAdd', { onlyFlash: false })}]`), '!');
    assert.equal(read(`[${message('im', 'notifyAdd', [])}]`), '!');
  });

  it('are several in a list or a text, or one alone', () => {
    const add = message('im', 'notifyAdd');
    const other = message('tasks', 'task_update');
    assert.equal(read(`[${add},${other},${add}]`), '! - !');
    assert.equal(read(framed(add, other, add)), '! - !');
    assert.equal(read(add), '!');
    assert.equal(read(framed(`[${add},${other}]`)), '! -');
    assert.equal(read('[]'), '');
  });

  it('of the server itself are known in any letter case, and of no other module', () => {
    const commands = ['channel_expire', 'CONFIG_EXPIRE', 'server_restart', 'pong'];
    assert.equal(
      read(`[${commands.map(command => message('pull', command)).join(',')}]`),
      'channel_expire config_expire server_restart -',
    );
    assert.equal(read(`[${message('im', 'server_restart')}]`), '-');
  });

  it('that are none are counted, and do no harm to the others', () => {
    const add = message('im', 'notifyAdd');
    assert.equal(read(framed('{', add, '', 'null')), '! 3 unreadable');
    assert.equal(read(`[7,"x",null,[],${add}]`), '! 4 unreadable');
    for (const text of ['', '<html>', '{"text":', 'true', '"x"', '#!NGINXNMS!#', '#!NGINXNME!##!NGINXNMS!#{']) {
      assert.equal(read(text), '1 unreadable', text);
    }
    assert.equal(read(`${framed(add)}#!NGINXNMS!#{"text`), '! 1 unreadable');
    for (const text of ['{}', '{"text":7}', '{"text":[]}', message(7, {}), message(null, null, null)]) {
      assert.equal(read(text), '-', text);
    }
    assert.equal(read(`${'['.repeat(300_000)}${']'.repeat(300_000)}`), '1 unreadable');
    assert.equal(read(`{"text":${'{"text":'.repeat(100_000)}0${'}'.repeat(100_000)}}`), '-');
  });

  it('are no more than a thousand of a response', () => {
    const many = Array.from({ length: 5_000 }, () => message('im', 'message'));
    assert.equal(parsePushMessages(`[${many.join(',')}]`).messages.length, 1_000);
    assert.equal(parsePushMessages(framed(...many)).messages.length, 1_000);
  });

  it('have a position in the history: an id that is a string, or a tag and a time', () => {
    const position = (others: object): object | undefined =>
      parsePushMessages(message('im', 'x', {}, others)).messages[0]?.position;
    assert.deepEqual(position({ mid: '17489381460000000248912360' }), { mid: '17489381460000000248912360' });
    const time = 'Thu, 29 Jun 2017 09:50:16 GMT';
    assert.deepEqual(position({ tag: '672', time }), { tag: '672', time });
    for (const none of [{}, { mid: '' }, { mid: 'a&b' }, { tag: '1' }]) {
      assert.equal(position(none), undefined, JSON.stringify(none));
    }
    assert.equal(position({ mid: '1'.repeat(65) }), undefined);
    // As a number it would be another one.
    const [{ position: rounded } = {}] = parsePushMessages('{"mid":17489381460000000248912360}').messages;
    assert.equal(rounded, undefined);
  });
});
