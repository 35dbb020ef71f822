import type { Method } from '../method';

/** `pull.config.get`: not documented; for a webhook alone. */
export const pullConfig: Method = {
  scopes: ['pull_channel'],
  isPrivate: true,
  handle: ({ caller, company }) => company.push.config(caller),
};
