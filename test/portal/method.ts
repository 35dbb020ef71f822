import type { NotificationBox } from './box';
import type { Company } from './company';
import type { PhpMap, PhpValue } from './php';
import type { Access } from './auth';

/** One call of a method whose caller is known and allowed. */
export interface MethodCall {
  readonly name: string;
  /** Without the keys that carry credentials. */
  readonly params: PhpMap;
  readonly caller: Access;
  readonly company: Company;
  /** The caller's own. */
  readonly box: NotificationBox;
  /** Calls another method with the same credentials, as a batch does. */
  call(name: string, params: PhpMap): BatchItem;
}

/** What a batch gets of one command: `{result, time}` or an error of two keys. */
export type BatchItem =
  | { readonly result: unknown; readonly time: unknown }
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
