import type { Request } from './auth';
import type { Endpoint, WrittenAnswer } from './endpoint';
import { encodeJson, encodeXml } from './envelope';
import type { Draft } from './journal';
import { Refusal } from './refusal';
import type { Reply, Router } from './router';

const REST_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept',
  'X-Content-Type-Options': 'nosniff',
};

const headers: Endpoint['headers'] = contentType => ({ ...REST_HEADERS, 'Content-Type': contentType });

/** A method, in the transport it was asked for. */
export function restEndpoint(router: Router, call: Request, draft: Draft): Endpoint {
  const isXml = call.address.transport === 'xml';
  const written = ({ status, outcome, envelope }: Reply): WrittenAnswer => ({
    status,
    outcome,
    headers: headers(isXml ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8'),
    body: isXml ? encodeXml(envelope) : encodeJson(envelope),
  });
  return {
    headers,
    execute: () => written(router.run(call, draft)),
    refused: (code, details) => written(router.refused(new Refusal(code, details))),
    succeeded: result => written(router.succeeded(result)),
  };
}
