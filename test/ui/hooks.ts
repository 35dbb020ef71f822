import { stopServers } from './servers';
import { closeSpares, windowsCount } from './windows';

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await closeSpares();
    console.log(windowsCount);
    await stopServers();
  },
};
