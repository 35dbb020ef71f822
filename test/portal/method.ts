import type { NotificationBox } from './box';
import type { Company } from './company';
import type { PhpMap, PhpValue } from './php';
import type { Caller } from './auth';

/** One call of a method whose caller is known and allowed. */
export interface MethodCall {
  readonly name: string;
  /** Without the keys that carry credentials. */
  readonly params: PhpMap;
  /** Where in a list the answer is to begin. */
  readonly start: number;
  readonly caller: Caller;
  readonly company: Company;
  /** The caller's own. */
  readonly box: NotificationBox;
  /** Calls another method with the same credentials, as a batch does. */
  call(name: string, params: PhpMap): BatchItem;
}

/** What a handler gives of a longer list. How long it is, and where it goes on, stand beside the result. */
export class ListPart {
  constructor(
    readonly items: readonly PhpValue[],
    readonly paging: { readonly total: number; readonly next?: number },
  ) {}
}

/** What a batch gets of one command: its envelope, or an error of two keys. */
export type BatchItem =
  | { readonly result: unknown; readonly total?: number; readonly next?: number; readonly time: unknown }
  | { readonly error: { readonly error: string; readonly error_description: string } };

export interface Method {
  /** Any of these is enough; none means that no scope is asked for. */
  readonly scopes: readonly string[];
  /** Callable, but not named by `methods`. */
  readonly isPrivate?: boolean;
  handle(call: MethodCall): unknown;
}

export type Methods = Readonly<Record<string, Method>>;

export type Param = PhpValue | undefined;

export function imMethod(handle: Method['handle'], options: { readonly isPrivate?: boolean } = {}): Method {
  return { scopes: ['im'], handle, ...options };
}

export function basicMethod(handle: Method['handle']): Method {
  return { scopes: [], handle };
}
