import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { NotificationSettings } from '../../../../src/ui/settings';
import { UserSettings } from './userSettings';

describe('the settings of notifications', () => {
  let user: UserSettings;
  let invalid: string[];
  let settings: NotificationSettings;
  let changes: number;
  beforeEach(() => {
    user = new UserSettings();
    invalid = [];
    changes = 0;
    settings = new NotificationSettings(name => invalid.push(name));
    settings.onDidChange(() => changes++);
  });
  afterEach(() => {
    settings.dispose();
    user.end();
  });

  it('are those of the manifest if the user has none', () => {
    assert.equal(settings.show, 'needsAnswer');
    assert.deepEqual([settings.muting.types.size, settings.muting.authors.size], [0, 0]);
    assert.deepEqual(settings.quietHours, { days: new Set() });
    assert.deepEqual(invalid, []);
  });

  it('are read again when they change, others not', () => {
    user.set('notifications.show', 'all');
    user.set('notifications.mutedTypes', ['blog|comment']);
    user.set('notifications.mutedAuthors', ['Anna <2@portal.example>']);
    user.set('notifications.quietHours', { days: ['sun'] });
    user.set('pollIntervalSeconds', 10);
    assert.equal(settings.show, 'all');
    assert.deepEqual([...settings.muting.types, ...settings.muting.authors], ['blog|comment', '2@portal.example']);
    assert.deepEqual([...settings.quietHours.days], [0]);
    assert.deepEqual([changes, invalid], [4, []]);
  });

  it('count as none if they are wrong, and are named once', () => {
    user.set('notifications.show', 'ALL');
    user.set('notifications.mutedTypes', 'blog|comment');
    user.set('notifications.mutedAuthors', ['Anna Orlova', '<2@portal.example>']);
    user.set('notifications.quietHours', { from: '25:00', to: '09:00' });
    assert.equal(settings.show, 'needsAnswer');
    assert.deepEqual([settings.muting.types.size, [...settings.muting.authors]], [0, ['2@portal.example']]);
    assert.deepEqual(settings.quietHours, { days: new Set() });
    const names = ['show', 'mutedTypes', 'mutedAuthors', 'quietHours'].map(name => `bitrix24.notifications.${name}`);
    assert.deepEqual(invalid, names);
    user.set('notifications.quietHours', { from: '19:00', to: '09:00' });
    user.set('notifications.quietHours', { from: '19:00' });
    assert.deepEqual(invalid, [...names, names[3]]);
  });
});
