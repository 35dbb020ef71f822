import { randomBytes } from 'node:crypto';
import type { LocalApplication } from './oauth';

const BYTES = 35;

/** On whose behalf an application may act. */
export interface Grant {
  readonly application: LocalApplication;
  readonly userId: number;
  readonly expiresMs: number;
  readonly isUsed: boolean;
}

/** The secrets of one kind that were given out: codes, access tokens or refresh tokens. */
export class Grants {
  private readonly given = new Map<string, Grant>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly now: () => number,
  ) {}

  /** The secret: 70 hexadecimal digits. */
  give(application: LocalApplication, userId: number): string {
    const secret = randomBytes(BYTES).toString('hex');
    this.given.set(secret, { application, userId, expiresMs: this.now() + this.lifetimeMs, isUsed: false });
    return secret;
  }

  find(secret: string): Grant | undefined {
    return this.given.get(secret);
  }

  isExpired({ expiresMs }: Grant): boolean {
    return this.now() >= expiresMs;
  }

  use(secret: string): void {
    const grant = this.given.get(secret);
    if (grant) this.given.set(secret, { ...grant, isUsed: true });
  }

  expireAll(): void {
    for (const [secret, grant] of this.given) this.given.set(secret, { ...grant, expiresMs: -Infinity });
  }

  forgetAll(): void {
    this.given.clear();
  }
}
