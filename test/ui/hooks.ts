import { lookThroughLeftovers } from './leftovers';
import { stopServers } from './servers';
import { traces } from './traces';
import { closeSpares } from './windows';

export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(120_000);
    await closeSpares();
    try {
      await lookThroughLeftovers();
    } finally {
      await stopServers();
      await Promise.all(traces.profiles.map(profile => profile.remove()));
    }
  },
};
