import { eventually } from '../vscode/eventually';
import type { Studio } from './studio';

export async function takeFailures(studio: Studio): Promise<void> {
  const { workbench, view, portal } = studio;
  portal.faults.add({ method: 'im.notify.get', times: Infinity, fault: { kind: 'html', status: 502 } });
  await workbench.runCommand('Bitrix24: Refresh');
  await eventually('the message', view.message.bind(view));
  await workbench.statusBarItem(/^Bitrix24: .* unread/).tooltip();
  await studio.take('stale');
  await studio.reloadAsNew();
  await studio.welcome('can’t be reached');
  await studio.take('unreachable');
  portal.faults.clear();
  portal.faults.add({ times: Infinity, fault: { kind: 'error', code: 'ERROR_CORE' } });
  await view.welcomeAction('Try Again');
  await studio.welcome('is having problems');
  await studio.take('brokeDown');
  portal.faults.clear();
  for (const [what, words, fault] of [
    ['license', 'license has expired', { kind: 'redirect', to: '/bitrix/coupon_activation.php' }],
    ['signInPage', 'probably to sign in', { kind: 'redirect', to: 'https://sso.example/login?to=portal' }],
    ['needsHttps', 'X-Forwarded-Proto', { kind: 'error', code: 'INVALID_REQUEST' }],
    ['outdated', 'too old', { kind: 'error', code: 'ERROR_METHOD_NOT_FOUND' }],
  ] as const) {
    portal.faults.add({ times: Infinity, fault });
    await studio.reloadAsNew();
    await studio.welcome(words);
    await studio.take(what);
    portal.faults.clear();
  }
  for (const [state, words] of [
    ['revoked', 'no longer accepts'],
    ['held', 'does not allow'],
  ] as const) {
    portal.access.state = state;
    await studio.reloadAsNew();
    await studio.welcome(words);
    await studio.take(state);
  }
  portal.access.state = 'active';
  const { scope } = portal.access;
  portal.access.scope = [];
  await studio.reloadAsNew();
  await studio.welcome('does not have the “Chat and Notifications (im)” permission');
  await studio.take('noScope');
  portal.access.scope = scope;
  portal.box.clear();
  portal.box.add({ text: 'Read long ago', isRead: true });
  await view.welcomeAction('Try Again');
  await view.row(/Read long ago/).waitFor();
  await view.titleAction('Show Unread Only');
  await studio.welcome('No unread notifications.');
  await studio.take('allRead');
  await view.titleAction('Show All');
  portal.box.clear();
  await workbench.runCommand('Bitrix24: Refresh');
  await studio.welcome('No notifications.');
  await studio.take('empty');
}
