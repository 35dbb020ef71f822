export interface LimiterNumbers {
  readonly drainPerSecond: number;
  readonly blockAbove: number;
}

const CLOUD: LimiterNumbers = { drainPerSecond: 2, blockAbove: 50 };

/** The cloud's leaky bucket. The call that crosses the limit still passes; the next one is refused. */
export class Limiter {
  private numbers: LimiterNumbers | undefined;
  private water = 0;
  private drainedAt = 0;

  constructor(private readonly now: () => number) {}

  start(numbers: Partial<LimiterNumbers> = {}): void {
    this.numbers = { ...CLOUD, ...numbers };
    this.water = 0;
    this.drainedAt = this.now();
  }

  stop(): void {
    this.numbers = undefined;
  }

  get isOn(): boolean {
    return this.numbers !== undefined;
  }

  /** Whether one more call may pass now. */
  admits(): boolean {
    if (!this.numbers) return true;
    const now = this.now();
    const drained = ((now - this.drainedAt) / 1000) * this.numbers.drainPerSecond;
    this.water = Math.max(0, this.water - drained);
    this.drainedAt = now;
    if (this.water > this.numbers.blockAbove) return false;
    this.water += 1;
    return true;
  }
}
