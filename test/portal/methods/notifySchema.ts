import { imMethod } from '../method';

type Titles = Readonly<Record<string, string>>;

const MODULES: Readonly<Record<string, { readonly name: string; readonly events: Titles }>> = {
  blog: {
    name: 'Feed',
    events: {
      post: 'New message in the Feed',
      comment: 'New comment to your message',
      mention: 'You were mentioned in a message',
      mention_comment: 'You were mentioned in a comment',
      share: 'Your message was shared',
      like: 'Someone liked your message',
    },
  },
  tasks: {
    name: 'Tasks',
    events: { comment: 'Task comments', task_update: 'Task updates', manage: 'Task assignments' },
  },
  calendar: {
    name: 'Calendar',
    events: { invite: 'Invitations', reminder: 'Reminders', change: 'Event changes' },
  },
  bizproc: {
    name: 'Workflows',
    events: { activity: 'Workflow notifications', delegate_task: 'Delegated tasks' },
  },
  socialnetwork: {
    name: 'Workgroups',
    events: { invite_group: 'Workgroup invitations', inout_group: 'Members' },
  },
  intranet: { name: 'Company', events: { security_otp: 'Security', absence: 'Absence' } },
  crm: { name: 'CRM', events: { changeAssignedBy: 'Responsible person changed', webForm: 'Form filled in' } },
  timeman: { name: 'Work time', events: { entry: 'Working day', report: 'Work reports' } },
  main: { name: 'Main', events: { rating_vote: 'Likes' } },
  im: { name: 'Chats', events: { default: 'Other notifications', mention: 'Mentions in chats' } },
  rest: { name: 'Applications', events: { rest_notify: 'Notifications of applications' } },
};

/** `im.notify.schema.get`: the titles of the settings that notifications name. */
export const notifySchema = imMethod(
  () =>
    Object.fromEntries(
      Object.entries(MODULES).map(([id, { name, events }]) => [
        id,
        {
          NAME: name,
          MODULE_ID: id,
          LIST: Object.entries(events).map(([event, title]) => ({ ID: `${id}|${event}`, NAME: title })),
        },
      ]),
    ),
  { isPrivate: true },
);
