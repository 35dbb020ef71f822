import { lookThroughLeftovers } from './leftovers';
import { stopServers } from './servers';
import { traces } from './traces';
import { closeWindows } from './windows';

export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(120_000);
    await closeWindows();
    try {
      await lookThroughLeftovers();
    } finally {
      await stopServers();
      await Promise.all(traces.profiles.map(profile => profile.remove()));
    }
  },
};
