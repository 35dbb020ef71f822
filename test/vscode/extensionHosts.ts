import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { eventually } from './eventually';

/** An answer of `hosted/extensionHost.cjs`. */
interface Answer {
  readonly id: number;
  readonly error?: string;
}

const timeoutMs = 10_000;

/** Where the extension hosts of a server report as soon as the extension in them starts, and are told what to do. */
export class ExtensionHosts {
  readonly #listener: Server;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #sockets: readonly Socket[] = [];
  #id = 0;
  /** How many have reported. */
  #count = 0;

  private constructor(listener: Server) {
    this.#listener = listener.on('connection', socket => {
      this.#welcome(socket);
    });
  }

  static async listen(): Promise<ExtensionHosts> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new ExtensionHosts(listener);
  }

  /** For the environment of the server. */
  get env(): Readonly<Record<string, string>> {
    const { port } = this.#listener.address() as AddressInfo;
    return { BITRIX24_TEST_PORT: String(port) };
  }

  /** Ends the extension. */
  stop(): Promise<void> {
    return this.#ask({ act: 'stop' });
  }

  /** Takes away all that it has kept and left in the window. */
  forget(): Promise<void> {
    return this.#ask({ act: 'forget' });
  }

  /** Starts it anew with these settings of the user; `null` takes one away. */
  start(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.#ask({ act: 'start', settings });
  }

  /** Executes a command to its end. */
  execute(command: string, ...given: readonly unknown[]): Promise<void> {
    return this.#ask({ act: 'execute', command, given });
  }

  /** Resolves when another one has reported than those that have until now. */
  async another(): Promise<void> {
    const known = this.#count;
    await eventually('another extension host', () => this.#count > known);
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#listener.close();
  }

  #welcome(socket: Socket): void {
    this.#count++;
    this.#sockets = [...this.#sockets, socket];
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets = this.#sockets.filter(other => other !== socket);
    });
    createInterface({ input: socket }).on('line', line => {
      const answer = JSON.parse(line) as Answer;
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** The host of the window that was opened or reloaded last. */
  async #ask(what: Readonly<Record<string, unknown>>): Promise<void> {
    const host = await eventually('an extension host', () => this.#sockets.at(-1));
    const id = ++this.#id;
    let impatience: NodeJS.Timeout | undefined;
    const answered = new Promise<Answer>(resolve => {
      impatience = setTimeout(resolve, timeoutMs, { id, error: `No answer to "${String(what.act)}".` });
      this.#waiting.set(id, resolve);
    });
    host.write(`${JSON.stringify({ id, ...what })}\n`);
    const { error } = await answered;
    clearTimeout(impatience);
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(error);
  }
}
