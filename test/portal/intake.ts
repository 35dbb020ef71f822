import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseAddress, parseOAuthPath } from './address';
import { parseBody, parseForm, readBody } from './body';
import type { Company } from './company';
import type { Delivery } from './delivery';
import type { Endpoint } from './endpoint';
import type { Faults } from './faults';
import type { Draft, Journal } from './journal';
import type { Limiter } from './limiter';
import type { AuthorizationServer } from './oauth/authorizationServer';
import { authorizeEndpoint } from './oauth/authorizeEndpoint';
import { tokenEndpoint } from './oauth/tokenEndpoint';
import { notFound, PAGE_HEADERS } from './page';
import type { PhpMap } from './php';
import { PUSH } from './pushServer';
import { parseQuery } from './queryString';
import { restEndpoint } from './restEndpoint';
import type { Router } from './router';

interface Rooms {
  readonly company: Company;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly router: Router;
  readonly oauth: AuthorizationServer;
  readonly delivery: Delivery;
}

/** Reads a request, writes it down, and leads it to what it is addressed to. */
export class Intake {
  constructor(private readonly rooms: Rooms) {}

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { company, delivery, faults, limiter, oauth, router } = this.rooms;
    const body = await readBody(request);
    const { pathname, search } = new URL(`${company.origin}${request.url ?? '/'}`);
    const type = request.headers['content-type'] ?? '';
    const query = parseQuery(search.slice(1));

    const oauthPath = parseOAuthPath(pathname);
    if (oauthPath) {
      const draft = draftOf(request, oauthPath, { ...query, ...(await parseForm(body, type)) });
      this.writeDown(draft, response);
      const endpoint: Endpoint =
        oauthPath === 'oauth/token' ? tokenEndpoint(oauth, draft) : authorizeEndpoint(oauth, draft);
      await delivery.deliver({ response, draft, endpoint }, faults.take(oauthPath));
      return;
    }

    if (company.push.isPath(pathname)) {
      const draft = draftOf(request, PUSH, query);
      this.writeDown(draft, response);
      const fault = faults.take(PUSH);
      if (fault === undefined) company.push.take(draft, response);
      else await delivery.deliver({ response, draft, endpoint: pushEndpoint() }, fault);
      return;
    }

    const address = parseAddress(pathname);
    const params = { ...query, ...(await parseBody(body, type)) };
    const draft = draftOf(request, address?.method.toLowerCase() ?? '', params);
    this.writeDown(draft, response);
    if (!address) {
      delivery.send({ response, draft }, notFound());
      return;
    }
    const endpoint = restEndpoint(router, { address, params, headers: request.headers }, draft);
    const exchange = { response, draft, endpoint };
    if (limiter.admits()) await delivery.deliver(exchange, faults.take(draft.method, params));
    else delivery.send(exchange, endpoint.refused('QUERY_LIMIT_EXCEEDED', {}));
  }

  private writeDown(draft: Draft, response: ServerResponse): void {
    const { journal } = this.rooms;
    journal.arrive(draft);
    response.once('close', () => {
      if (draft.outcome === 'pending') journal.abandon(draft);
    });
  }
}

/** What a fault makes of a request to the push server, which a fault without one of its own leaves without messages. */
function pushEndpoint(): Endpoint {
  const empty = { status: 304, outcome: 'idle', headers: {}, body: '' };
  return {
    execute: () => empty,
    refused: (_code, { status = 403 }) => ({ ...empty, status, outcome: 'rejected' }),
    succeeded: result => ({ status: 200, outcome: 'ok', headers: {}, body: JSON.stringify(result) }),
    headers: () => PAGE_HEADERS,
  };
}

function draftOf(request: IncomingMessage, method: string, params: PhpMap): Draft {
  return {
    method,
    params,
    httpMethod: request.method ?? '',
    url: request.url ?? '/',
    headers: request.headers,
    userId: undefined,
    isInBatch: false,
    status: undefined,
    outcome: 'pending',
    isExecuted: false,
  };
}
