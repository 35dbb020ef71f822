import { type StandInPortal, startPortal } from '../../../portal/portal';
import { loopbackCertificate } from '../../portal/certificate';
import type { Command } from './faultCommands';
import type { Strike } from './faultTable';
import { type RawServer, startRaw } from './rawServer';

/** A portal that fails, and what reached it. */
export interface FailingPortal {
  readonly origin: string;
  readonly webhook: string;
  /** The requests of the command that goes wrong; `undefined`: nobody can tell there. */
  readonly requests: () => number | undefined;
  readonly others: () => readonly string[];
  /** Whether a handler has run of the method that goes wrong. */
  readonly hasRun: () => boolean;
  readonly server?: RawServer;
  end(): Promise<void>;
}

/** Where the stand-in portal can't be as bad as that, another server takes its place. */
export async function startFailingPortal(
  strike: Strike,
  command: Command,
  portal: StandInPortal,
): Promise<FailingPortal> {
  if ('fault' in strike) {
    for (const method of command.before ?? []) {
      if (method !== 'profile' && method !== 'scope') {
        portal.faults.add({ method, fault: { kind: 'error', code: 'ERROR_METHOD_NOT_FOUND' } });
      }
    }
    portal.faults.add({ method: command.method, times: Infinity, fault: strike.fault });
    if (command.fallback !== undefined) {
      portal.faults.add({ method: command.fallback, times: Infinity, fault: strike.fault });
    }
    const { origin, webhook, journal } = portal;
    const alone = (): readonly { readonly method: string; readonly isExecuted: boolean }[] =>
      journal.calls().filter(({ isInBatch }) => !isInBatch);
    return {
      origin,
      webhook,
      requests: () => journal.calls(command.method).filter(({ isInBatch }) => !isInBatch).length,
      others: () =>
        alone()
          .map(({ method }) => method)
          .filter(method => method !== command.method),
      hasRun: () => journal.calls(command.method).some(({ isExecuted }) => isExecuted),
      end: () => {
        portal.faults.clear();
        portal.journal.clear();
        return Promise.resolve();
      },
    };
  }
  if ('selfSigned' in strike) {
    const untrusted = await startPortal({ seed: 'empty', tls: loopbackCertificate(Date.now()) });
    return elsewhere(untrusted.origin, () => untrusted.close(), {
      hasRun: () => untrusted.journal.calls().length > 0,
    });
  }
  if ('nobodyAt' in strike) {
    if (strike.nobodyAt === 'host') {
      return elsewhere('https://portal.invalid', () => Promise.resolve());
    }
    const gone = await startRaw(() => undefined);
    await gone.close();
    return elsewhere(gone.origin, () => Promise.resolve());
  }
  const server = await startRaw('raw' in strike ? strike.raw : strike.rawTls);
  const origin = 'raw' in strike ? server.origin : server.origin.replace('http:', 'https:');
  return elsewhere(origin, () => server.close(), { server, requests: server.requests });
}

function elsewhere(origin: string, end: () => Promise<void>, known: Partial<FailingPortal> = {}): FailingPortal {
  return {
    origin,
    webhook: `${origin}/rest/1/c0desecret/`,
    requests: () => undefined,
    others: () => [],
    hasRun: () => false,
    end,
    ...known,
  };
}
