import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** PEM. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
}

const LOOPBACK = '127.0.0.1';

/** Listens on loopback alone, and says where. Any free port when 0. */
export async function listen(
  listener: RequestListener,
  port: number,
  tls: Tls | undefined,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, LOOPBACK, resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, origin: `${tls ? 'https' : 'http'}://${LOOPBACK}:${address.port}` };
}

/** Ends what hangs, too. */
export function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
