import type { Endpoint, WrittenAnswer } from '../endpoint';
import type { Draft } from '../journal';
import { page } from '../page';
import type { Person } from '../person';
import type { AuthorizationServer } from './authorizationServer';
import { LOGIN_FORM, portalPage } from './forms';
import type { LocalApplication } from './oauth';

/**
 * `/oauth/authorize/`: sends the browser to the application's own address with a code. What goes wrong is shown on a
 * page of the portal; the application learns nothing of it.
 */
export function authorizeEndpoint(server: AuthorizationServer, draft: Draft): Endpoint {
  return {
    headers,
    refused: (code, { status = 403, description = code }) => html(status, portalPage(description), code),
    succeeded: () => html(200, page(200), 'ok'),
    execute() {
      const visitor = visitorOf(server, draft);
      if (!visitor) return html(200, LOGIN_FORM, 'login');
      draft.userId = visitor.id;
      const application = server.application(text(draft, 'client_id'));
      if (!application) return html(404, portalPage('Application not found'), 'wrong_client');
      if (!application.isInstalled) {
        return html(403, portalPage('Application not installed'), 'NOT_INSTALLED');
      }
      draft.isExecuted = true;
      return redirect(handlerAddress(server, application, draft));
    },
  };
}

/** Whoever the login form names, else whoever is signed in already. */
function visitorOf(server: AuthorizationServer, draft: Draft): Person | undefined {
  const isForm = draft.httpMethod === 'POST' && 'login' in draft.params;
  if (isForm && !server.signIn(text(draft, 'login'))) return undefined;
  return server.signedIn;
}

function handlerAddress(server: AuthorizationServer, application: LocalApplication, draft: Draft): string {
  const { redirectUri, scope } = application;
  const query = new URLSearchParams({
    code: server.issueCode(application, draft.userId ?? 0),
    state: text(draft, 'state'),
    domain: server.host,
    member_id: server.memberId,
    scope: scope.join(','),
    server_domain: server.host,
  });
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
}

function text({ params }: Draft, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

function redirect(location: string): WrittenAnswer {
  return { ...html(302, '', 'ok'), headers: { ...headers('text/html; charset=utf-8'), Location: location } };
}

function html(status: number, body: string, outcome: string): WrittenAnswer {
  return { status, outcome, headers: headers('text/html; charset=utf-8'), body };
}

function headers(contentType: string): Record<string, string> {
  return { 'Content-Type': contentType, 'Cache-Control': 'no-store' };
}
