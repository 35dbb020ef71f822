import { fork } from 'node:child_process';
import { once } from 'node:events';
import { flood, type FloodOptions } from '../portal/flood';
import { startPortal } from '../portal/portal';
import type { FaultRule } from '../portal/faults';

/** What is asked of a portal in a process of its own, so that its work is not taken for the extension's. */
export type Order =
  | { readonly kind: 'start'; readonly flood: FloodOptions }
  | { readonly kind: 'arrive'; readonly count: number }
  | { readonly kind: 'fault'; readonly rule: FaultRule };

export interface PortalProcess {
  readonly webhook: string;
  order(order: Order): void;
  end(): void;
}

export async function startPortalProcess(options: FloodOptions): Promise<PortalProcess> {
  const child = fork(__filename, { execArgv: process.execArgv, serialization: 'advanced' });
  const order = (each: Order): void => {
    child.send(each);
  };
  order({ kind: 'start', flood: options });
  const [webhook] = (await once(child, 'message')) as [string];
  return {
    webhook,
    order,
    end: () => {
      child.kill();
    },
  };
}

async function serve(): Promise<void> {
  const [{ flood: options }] = (await once(process, 'message')) as [Extract<Order, { kind: 'start' }>];
  const portal = await startPortal({ seed: flood(options) });
  process.on('message', (order: Order) => {
    switch (order.kind) {
      case 'arrive':
        for (let index = 0; index < order.count; index++) {
          portal.box.add({ authorId: 2 + (index % 7), text: `One of ${order.count} that came together` });
        }
        portal.journal.clear();
        return;
      case 'fault':
        portal.faults.add(order.rule);
        return;
      case 'start':
    }
  });
  process.once('disconnect', () => process.exit());
  process.send?.(portal.webhook);
}

if (require.main === module) {
  void serve();
}
