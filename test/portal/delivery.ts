import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint, WrittenAnswer } from './endpoint';
import type { Fault, Faults } from './faults';
import type { Draft, Journal } from './journal';
import { page, PAGE_HEADERS } from './page';

/** One call on its way back to the caller. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly draft: Draft;
  readonly endpoint: Endpoint;
}

/** Sends answers, or does instead what a fault says. */
export class Delivery {
  constructor(
    private readonly faults: Faults,
    private readonly journal: Journal,
  ) {}

  async deliver(exchange: Exchange, fault: Fault | undefined): Promise<void> {
    const { endpoint } = exchange;
    if (!fault) {
      this.send(exchange, endpoint.execute());
      return;
    }
    if (fault.kind === 'delay') {
      await delay(fault.ms, undefined, { ref: false });
      await this.deliver(exchange, fault.then);
      return;
    }
    if (fault.kind === 'truncated') {
      this.truncate(exchange, fault.isAbrupt === true);
      return;
    }
    const executed = fault.when === 'after' ? endpoint.execute() : undefined;
    if (fault.kind === 'hold') {
      await this.faults.holding();
      this.send(exchange, executed ?? endpoint.execute());
    } else this.strike(exchange, fault);
  }

  send(exchange: Pick<Exchange, 'response' | 'draft'>, answer: Sendable): void {
    this.settle(exchange.draft, answer.status, answer.outcome);
    exchange.response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private strike(exchange: Exchange, fault: Exclude<Fault, { kind: 'delay' | 'truncated' | 'hold' }>): void {
    const { endpoint, draft, response } = exchange;
    switch (fault.kind) {
      case 'error':
        this.send(exchange, endpoint.refused(fault.code, fault));
        return;
      case 'result':
        this.send(exchange, endpoint.succeeded(fault.result));
        return;
      case 'reset':
        this.settle(draft, undefined, 'reset');
        response.socket?.resetAndDestroy();
        return;
      case 'hang':
        this.settle(draft, undefined, 'hang');
        return;
      case 'html': {
        const { status = 502, body = page(status) } = fault;
        this.send(exchange, { status, outcome: 'html', headers: PAGE_HEADERS, body });
        return;
      }
      case 'raw': {
        const { status = 200, body, contentType = 'application/json; charset=utf-8' } = fault;
        const headers = { ...endpoint.headers(contentType), ...fault.headers };
        this.send(exchange, { status, outcome: 'raw', headers, body });
        return;
      }
      case 'redirect': {
        const headers = { ...PAGE_HEADERS, Location: `${fault.to.replace(/\/$/, '')}${draft.url}` };
        this.send(exchange, { status: fault.status ?? 302, outcome: 'redirect', headers, body: '' });
      }
    }
  }

  private truncate(exchange: Exchange, isAbrupt: boolean): void {
    const { status, headers, body } = exchange.endpoint.execute();
    const half = body.slice(0, Math.floor(body.length / 2));
    if (!isAbrupt) {
      this.send(exchange, { status, outcome: 'truncated', headers, body: half });
      return;
    }
    this.settle(exchange.draft, status, 'truncated');
    const { response } = exchange;
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
    response.write(half, () => response.socket?.destroy());
  }

  private settle(draft: Draft, status: number | undefined, outcome: string): void {
    draft.status = status;
    draft.outcome = outcome;
    this.journal.settle(draft);
  }
}

type Sendable = Omit<WrittenAnswer, 'body'> & { readonly body: string | Uint8Array };
