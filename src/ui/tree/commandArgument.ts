import { field } from '../field';

/**
 * The notifications' ids in a command's argument, which may be anything: a row of the tree, an id, or what a
 * keybinding or another extension gives.
 */
export function idsIn(argument: unknown): readonly number[] {
  if (typeof argument === 'number') {
    return [argument];
  }
  const notifications = field(field(argument, 'group'), 'notifications');
  const items: readonly unknown[] = Array.isArray(notifications)
    ? notifications
    : [field(argument, 'notification')];
  return items.map(item => field(item, 'id')).filter(id => typeof id === 'number');
}
