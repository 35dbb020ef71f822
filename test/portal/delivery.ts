import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeJson, encodeXml } from './envelope';
import type { Fault, Faults } from './faults';
import type { Draft, Journal } from './journal';
import { Refusal } from './refusal';
import type { Reply, Router } from './router';

const REST_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept',
  'X-Content-Type-Options': 'nosniff',
};

/** One call on its way back to the caller. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly draft: Draft;
  readonly transport: 'json' | 'xml';
  /** Path and query as they were asked for. */
  readonly url: string;
  /** Runs the call. */
  execute(): Reply;
}

/** Writes answers, or does instead what a fault says. */
export class Delivery {
  constructor(
    private readonly router: Router,
    private readonly faults: Faults,
    private readonly journal: Journal,
  ) {}

  async deliver(exchange: Exchange, fault: Fault | undefined): Promise<void> {
    if (!fault) {
      this.reply(exchange, exchange.execute());
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
    const executed = fault.when === 'after' ? exchange.execute() : undefined;
    if (fault.kind === 'hold') {
      await this.faults.holding();
      this.reply(exchange, executed ?? exchange.execute());
    } else this.strike(exchange, fault);
  }

  reply(exchange: Exchange, reply: Reply): void {
    const { type, text } = encoded(exchange, reply);
    this.send(exchange, {
      status: reply.status,
      outcome: reply.outcome,
      headers: restHeaders(type),
      body: text,
    });
  }

  private strike(exchange: Exchange, fault: Exclude<Fault, { kind: 'delay' | 'truncated' | 'hold' }>): void {
    switch (fault.kind) {
      case 'error':
        this.reply(exchange, this.router.refused(new Refusal(fault.code, fault)));
        return;
      case 'result':
        this.reply(exchange, this.router.succeeded(fault.result));
        return;
      case 'reset':
        this.settle(exchange, undefined, 'reset');
        exchange.response.socket?.resetAndDestroy();
        return;
      case 'hang':
        this.settle(exchange, undefined, 'hang');
        return;
      case 'html': {
        const status = fault.status ?? 502;
        this.send(exchange, {
          status,
          outcome: 'html',
          headers: PAGE_HEADERS,
          body: fault.body ?? page(status),
        });
        return;
      }
      case 'raw': {
        const { status = 200, body, contentType = 'application/json; charset=utf-8' } = fault;
        const headers = { ...restHeaders(contentType), ...fault.headers };
        this.send(exchange, { status, outcome: 'raw', headers, body });
        return;
      }
      case 'redirect': {
        const headers = { ...PAGE_HEADERS, Location: `${fault.to.replace(/\/$/, '')}${exchange.url}` };
        this.send(exchange, { status: fault.status ?? 302, outcome: 'redirect', headers, body: '' });
      }
    }
  }

  private truncate(exchange: Exchange, isAbrupt: boolean): void {
    const reply = exchange.execute();
    const { type, text } = encoded(exchange, reply);
    const half = text.slice(0, Math.floor(text.length / 2));
    if (!isAbrupt) {
      this.send(exchange, {
        status: reply.status,
        outcome: 'truncated',
        headers: restHeaders(type),
        body: half,
      });
      return;
    }
    this.settle(exchange, reply.status, 'truncated');
    const { response } = exchange;
    response.writeHead(reply.status, { ...restHeaders(type), 'Content-Length': Buffer.byteLength(text) });
    response.write(half, () => response.socket?.destroy());
  }

  private send(exchange: Exchange, answer: Answer): void {
    this.settle(exchange, answer.status, answer.outcome);
    exchange.response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private settle({ draft }: Exchange, status: number | undefined, outcome: string): void {
    draft.status = status;
    draft.outcome = outcome;
    this.journal.settle(draft);
  }
}

interface Answer {
  readonly status: number;
  readonly outcome: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const PAGE_HEADERS = { 'Content-Type': 'text/html; charset=utf-8' };

/** A page such as a web server shows. */
export function page(status: number): string {
  return `<html>\n<head><title>${status}</title></head>\n<body><center><h1>${status}</h1></center></body>\n</html>\n`;
}

function restHeaders(contentType: string): Record<string, string> {
  return { ...REST_HEADERS, 'Content-Type': contentType };
}

function encoded({ transport }: Exchange, { envelope }: Reply): { type: string; text: string } {
  return transport === 'xml'
    ? { type: 'text/xml; charset=utf-8', text: encodeXml(envelope) }
    : { type: 'application/json; charset=utf-8', text: encodeJson(envelope) };
}
