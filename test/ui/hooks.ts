import { stopServers } from './servers';
import { closeSpare, windowsCount } from './windows';

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await closeSpare();
    console.log(windowsCount);
    await stopServers();
  },
};
