import { stopServers } from './servers';

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopServers();
  },
};
