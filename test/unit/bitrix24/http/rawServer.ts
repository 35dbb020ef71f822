import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A server that knows no HTTP: what comes over its connections is a test's affair. */
export interface RawServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Over how many connections something has come. */
  readonly requests: () => number;
  /** What its connections got to send, what waits in their buffers left out. */
  readonly sentBytes: () => number;
  /** Settles when all connections have ended, whoever ended them. */
  readonly quiet: () => Promise<void>;
  close(): Promise<void>;
}

/** `serve`: what is done to a connection once something has come over it. */
export async function startRaw(serve: (socket: Socket) => void): Promise<RawServer> {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      serve(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => sockets.filter(({ bytesRead }) => bytesRead > 0).length,
    sentBytes: () => sockets.reduce((sum, { bytesWritten, writableLength }) => sum + bytesWritten - writableLength, 0),
    quiet: async () => {
      await Promise.all(
        sockets.map(
          socket =>
            new Promise<void>(resolve => {
              socket.once('close', () => {
                resolve();
              });
              if (socket.closed) {
                resolve();
              }
            }),
        ),
      );
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        sockets.forEach(socket => socket.destroy());
      }),
  };
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** The head of an answer, and what comes after it. */
export function answer(headers: string, body: string | Uint8Array = ''): (socket: Socket) => void {
  return socket => {
    socket.write(`${HEAD}${headers}\r\n`);
    socket.end(body);
  };
}

/** Something every few milliseconds, for as long as somebody listens. */
export function drip(beginning: string, drop: string): (socket: Socket) => void {
  return socket => {
    socket.write(beginning);
    const timer = setInterval(() => {
      socket.write(drop);
    }, 5);
    socket.once('close', () => {
      clearInterval(timer);
    });
  };
}

/** A body of that many bytes, as fast as they are taken. */
export function flood(bytes: number): (socket: Socket) => void {
  const chunk = Buffer.alloc(1 << 20, ' ');
  return socket => {
    let left = bytes;
    socket.write(`${HEAD}Content-Length: ${bytes}\r\n\r\n`);
    const pour = (): void => {
      while (left > 0 && !socket.destroyed) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        if (!socket.write(part)) {
          socket.once('drain', pour);
          return;
        }
      }
    };
    pour();
  };
}

/** A fatal alert of TLS (RFC 8446, 6.2), and the end. */
export function tlsAlert(description: number): (socket: Socket) => void {
  return socket => socket.end(Uint8Array.from([21, 3, 3, 0, 2, 2, description]));
}

export const dripHead = HEAD;
