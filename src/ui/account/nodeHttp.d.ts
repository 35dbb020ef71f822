/** What the listener uses of Node's `http`; the tests compile it against Node's own types. */
declare module 'node:http' {
  export interface IncomingMessage {
    readonly method?: string;
    /** Path and query, as they were sent. */
    readonly url?: string;
    readonly headers: { readonly host?: string };
  }

  export interface ServerResponse {
    writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
    end(body: string): unknown;
    once(event: 'close', listener: () => void): unknown;
  }

  export interface Server {
    maxConnections: number;
    listen(port: number, host: string, listener: () => void): unknown;
    on(event: 'error', listener: (error: { readonly code?: string }) => void): unknown;
    on(event: 'connection', listener: (socket: { unref(): unknown }) => void): unknown;
    unref(): unknown;
    close(): unknown;
    closeAllConnections(): void;
  }

  export function createServer(
    options: { readonly maxHeaderSize: number; readonly headersTimeout: number; readonly requestTimeout: number },
    listener: (request: IncomingMessage, response: ServerResponse) => void,
  ): Server;
}
