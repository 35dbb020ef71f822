import {
  authenticate,
  isAllowed,
  scopeRefusal,
  withoutCredentials,
  type Caller,
  type Credentials,
  type Request,
} from './auth';
import type { Company } from './company';
import { failure, success, timeBlock } from './envelope';
import type { Faults } from './faults';
import type { Draft, Journal } from './journal';
import type { BatchItem, Method, MethodCall, Methods } from './method';
import { toInt, type PhpMap } from './php';
import { Refusal } from './refusal';
import { statusOf } from './statuses';

/** The answer to a call, before it is written. */
export interface Reply {
  readonly status: number;
  readonly envelope: unknown;
  /** `ok` or the code of the error. */
  readonly outcome: string;
}

interface Plan {
  readonly name: string;
  readonly method: Method;
  readonly params: PhpMap;
  readonly caller: Caller;
}

/** Finds the method, then the caller, then the right to call, and runs the handler. */
export class Router {
  constructor(
    private readonly methods: Methods,
    private readonly company: Company,
    private readonly credentials: Credentials,
    private readonly journal: Journal,
    private readonly faults: Faults,
  ) {}

  run(request: Request, draft: Draft): Reply {
    const startMs = this.company.now();
    try {
      const { name, method } = this.find(request.address.method);
      const caller = authenticate(request, this.credentials, this.company);
      draft.userId = caller.userId;
      if (!isAllowed(caller, method.scopes)) throw scopeRefusal(caller);
      return this.succeeded(this.execute({ name, method, params: request.params, caller }, draft), startMs);
    } catch (error) {
      return this.refused(asRefusal(error));
    }
  }

  succeeded(result: unknown, startMs = this.company.now()): Reply {
    return {
      status: 200,
      envelope: success(result, timeBlock(startMs, this.company.now())),
      outcome: 'ok',
    };
  }

  refused(refusal: Refusal): Reply {
    const status = refusal.status ?? statusOf(refusal.code, this.faults.statuses);
    return { status, envelope: failure(refusal), outcome: refusal.code };
  }

  private find(asked: string): { name: string; method: Method } {
    const name = asked.toLowerCase();
    const method = Object.hasOwn(this.methods, name) ? this.methods[name] : undefined;
    if (!method) throw new Refusal('ERROR_METHOD_NOT_FOUND');
    return { name, method };
  }

  private execute({ name, method, params, caller }: Plan, draft: Draft): unknown {
    const call: MethodCall = {
      name,
      params: withoutCredentials(params),
      start: Math.max(toInt(params.start), 0),
      caller,
      company: this.company,
      box: this.company.box(caller.userId),
      call: (subName, subParams) => this.runInBatch(subName, subParams, caller, draft),
    };
    draft.isExecuted = true;
    return method.handle(call);
  }

  private runInBatch(asked: string, params: PhpMap, caller: Caller, whole: Draft): BatchItem {
    const startMs = this.company.now();
    const draft: Draft = {
      ...whole,
      method: asked.toLowerCase(),
      params,
      isInBatch: true,
      isExecuted: false,
      outcome: 'pending',
    };
    this.journal.arrive(draft);
    try {
      const { name, method } = this.find(asked);
      if (!isAllowed(caller, method.scopes)) throw new Refusal('insufficient_scope', { description: '' });
      const result = this.struck(name, () => this.execute({ name, method, params, caller }, draft));
      draft.outcome = 'ok';
      return success(result, timeBlock(startMs, this.company.now()));
    } catch (error) {
      const { code, description } = asRefusal(error);
      draft.outcome = code;
      return { error: { error: code, error_description: description } };
    } finally {
      this.journal.settle(draft);
    }
  }

  private struck(name: string, execute: () => unknown): unknown {
    const fault = this.faults.takeInBatch(name);
    const result = fault === undefined || fault.when === 'after' ? execute() : undefined;
    if (fault?.kind === 'error') throw new Refusal(fault.code, fault);
    return fault ? fault.result : result;
  }
}

/** Whatever else a handler throws is a fault of the server to the caller. */
function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('INTERNAL_SERVER_ERROR');
}
