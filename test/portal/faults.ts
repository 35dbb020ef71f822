import type { PhpMap } from './php';
import type { StatusBook } from './statuses';

/** Whether the method's handler runs before the fault strikes. `before`, where nothing is said: it does not run. */
export type Moment = 'before' | 'after';

export type Fault =
  /** `{error, error_description}`; the status is the one the code usually has. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly status?: number;
      readonly description?: string;
      readonly extra?: PhpMap;
      readonly when?: Moment;
    }
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly when?: Moment }
  /** No answer, ever. */
  | { readonly kind: 'hang'; readonly when?: Moment }
  /** No answer before `faults.release()`; then everything goes its usual way. */
  | { readonly kind: 'hold'; readonly when?: Moment }
  /** Late, then as usual, or with another fault. */
  | { readonly kind: 'delay'; readonly ms: number; readonly then?: Fault }
  /** A page instead of JSON, as balancers serve it. */
  | { readonly kind: 'html'; readonly status?: number; readonly body?: string; readonly when?: Moment }
  /** The true answer, cut in the middle: complete for HTTP, or with the connection lost on the way. */
  | { readonly kind: 'truncated'; readonly isAbrupt?: boolean }
  | {
      readonly kind: 'raw';
      readonly body: string | Uint8Array;
      readonly contentType?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly when?: Moment;
    }
  /** To the same path at another origin, as a renamed portal does. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number; readonly when?: Moment }
  /** A successful answer with this result. */
  | { readonly kind: 'result'; readonly result: unknown; readonly when?: Moment };

export interface FaultRule {
  /** Every method when left out. A rule with a method strikes it inside a batch too, if it is an error or a result. */
  readonly method?: string;
  /** Only calls that have this parameter with this value. */
  readonly params?: PhpMap;
  /** 1 when left out. */
  readonly times?: number;
  readonly fault: Fault;
}

/** What is to go wrong, in the order it was asked for. */
export class Faults {
  /** Whose HTTP statuses errors have. */
  statuses: StatusBook = 'server';
  private rules: { readonly rule: FaultRule; left: number }[] = [];
  private held: (() => void)[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? 1 });
  }

  /** Takes back what was not used yet, and lets go what is held. */
  clear(): void {
    this.rules = [];
    this.release();
  }

  /** Lets every held call go on. */
  release(): void {
    const held = this.held;
    this.held = [];
    for (const letGo of held) letGo();
  }

  take(method: string, params: PhpMap = {}): Fault | undefined {
    return this.takeWhere(
      rule =>
        (rule.method === undefined || rule.method.toLowerCase() === method) &&
        Object.entries(rule.params ?? {}).every(([name, value]) => params[name] === value),
    );
  }

  takeInBatch(method: string): Extract<Fault, { kind: 'error' | 'result' }> | undefined {
    const fault = this.takeWhere(
      ({ method: wanted, fault: { kind } }) =>
        wanted?.toLowerCase() === method && (kind === 'error' || kind === 'result'),
    );
    return fault?.kind === 'error' || fault?.kind === 'result' ? fault : undefined;
  }

  holding(): Promise<void> {
    return new Promise(resolve => this.held.push(resolve));
  }

  private takeWhere(matches: (rule: FaultRule) => boolean): Fault | undefined {
    const found = this.rules.find(({ rule, left }) => left > 0 && matches(rule));
    if (!found) return undefined;
    found.left -= 1;
    this.rules = this.rules.filter(({ left }) => left > 0);
    return found.rule.fault;
  }
}
