import { ApiVersion, B24Hook } from '@bitrix24/b24jssdk';
import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { flood } from '../../portal/flood';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { loopbackCertificate } from './certificate';

interface Page {
  readonly total_count: number;
  readonly notifications: readonly { readonly id: number; readonly notify_type: number }[];
}

describe('the official client', () => {
  let portal: StandInPortal;
  let agent: Agent;
  let client: B24Hook;
  before(async () => {
    const tls = loopbackCertificate(Date.now());
    portal = await startPortal({ tls, seed: flood({ count: 120, confirms: 55, unread: 20 }) });
    agent = new Agent({ ca: tls.cert });
    client = B24Hook.fromWebhookUrl(portal.webhook);
    client.offClientSideWarning();
    client.getHttpClient(ApiVersion.v2).ajaxClient.defaults.httpsAgent = agent;
  });
  after(async () => {
    client.destroy();
    agent.destroy();
    await portal.close();
  });

  async function call<T>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    const response = await client.actions.v2.call.make<T>({ method, params });
    assert.deepEqual(response.getErrorMessages(), []);
    const data = response.getData();
    assert.ok(data);
    return data.result;
  }

  it('learns who it is', async () => {
    assert.equal((await call<{ ID: string }>('profile')).ID, '1');
  });

  it('turns the pages', async () => {
    const ids: number[] = [];
    let cursor: Record<string, unknown> = {};
    for (;;) {
      const { total_count, notifications } = await call<Page>('im.notify.get', cursor);
      assert.equal(total_count, 120);
      ids.push(...notifications.map(({ id }) => id));
      const last = notifications.at(-1);
      if (!last || notifications.length < 50) break;
      cursor = { LAST_ID: last.id, LAST_TYPE: last.notify_type === 1 ? 1 : 3 };
    }
    assert.equal(new Set(ids).size, 120);
  });

  it('answers, decides, and marks as read', async () => {
    const [newest] = portal.box.list().filter(item => item.type === 2);
    const [decision] = portal.box.list().filter(item => item.type === 1);
    assert.ok(newest && decision);
    assert.deepEqual(await call('im.notify.answer', { NOTIFY_ID: newest.id, ANSWER_TEXT: 'Да & <нет>' }), {
      result_message: ['Comment has been published'],
    });
    assert.equal(portal.box.answers[0]?.text, 'Да & <нет>');
    assert.deepEqual(await call('im.notify.confirm', { NOTIFY_ID: decision.id, NOTIFY_VALUE: 'N' }), {
      result_message: ['Your selection: "Decline"'],
    });
    assert.equal(portal.box.get(decision.id), undefined);
    assert.equal(await call('im.notify.read.list', { IDS: [newest.id] }), true);
    assert.equal(portal.box.get(newest.id)?.isRead, true);
  });

  it('sends a batch, with parameters in its commands', async () => {
    const response = await client.actions.v2.batch.make<Page>({
      calls: {
        list: { method: 'im.notify.get', params: { LIMIT: 2 } },
        schema: { method: 'im.notify.schema.get', params: {} },
      },
      options: { isHaltOnError: false, returnAjaxResult: false },
    });
    assert.deepEqual(response.getErrorMessages(), []);
    const data = response.getData() as unknown as { readonly list: Page; readonly schema: object };
    assert.equal(data.list.notifications.length, 2);
    assert.ok('rest' in data.schema);
  });

  it('reads an error as it was meant', async () => {
    await assert.rejects(client.actions.v2.call.make({ method: 'im.notify.answer' }), {
      code: 'ID_ERROR',
      message: "Notification ID can't be empty",
      status: 400,
    });
  });
});
