import { type PortalOptions, type StandInPortal, startPortal } from '../portal/portal';
import { type Browser, startBrowser } from '../vscode/browser';
import { temporaryDir, type TemporaryDir } from '../vscode/temporary';

/** What a run of tests leaves behind, for the look at its end. */
export const traces = {
  portals: [] as StandInPortal[],
  /** Of the browsers, which are closed by then. */
  profiles: [] as TemporaryDir[],
  /** Every message and every question that a window has shown. */
  messages: new Set<string>(),
};

/** A portal whose secrets are looked for at the end of the run. No two have the same port, unless it is asked for. */
export async function standIn(options: PortalOptions = {}): Promise<StandInPortal> {
  for (;;) {
    const portal = await startPortal(options);
    if (options.port !== undefined || !traces.portals.some(({ origin }) => origin === portal.origin)) {
      traces.portals.push(portal);
      return portal;
    }
    await portal.close();
  }
}

/** A browser that was never used; its profile outlives it. */
export async function freshBrowser(): Promise<Browser> {
  const profile = await temporaryDir();
  traces.profiles.push(profile);
  return startBrowser({ profileDir: profile.path, onMessage: text => traces.messages.add(text) });
}
