interface Waiter<T> {
  readonly name: string;
  readonly accepts: (item: T) => boolean;
  readonly resolve: (item: T) => void;
}

/** A growing list that can be awaited. Each reader has a name and is given every item once. */
export class Feed<T> {
  private list: T[] = [];
  private readonly cursors = new Map<string, number>();
  private start = 0;
  private waiters: Waiter<T>[] = [];

  get items(): readonly T[] {
    return this.list;
  }

  push(item: T): void {
    this.list.push(item);
    const served = new Set<string>();
    this.waiters = this.waiters.filter(waiter => {
      if (served.has(waiter.name) || !waiter.accepts(item)) return true;
      served.add(waiter.name);
      this.cursors.set(waiter.name, this.list.length);
      waiter.resolve(item);
      return false;
    });
  }

  next(name: string, accepts: (item: T) => boolean): Promise<T> {
    for (let index = this.cursors.get(name) ?? this.start; index < this.list.length; index += 1) {
      const item = this.list[index];
      if (item === undefined || !accepts(item)) continue;
      this.cursors.set(name, index + 1);
      return Promise.resolve(item);
    }
    return new Promise(resolve => {
      this.waiters.push({ name, accepts, resolve });
    });
  }

  skip(): void {
    this.cursors.clear();
    this.start = this.list.length;
  }

  clear(): void {
    this.list = [];
    this.cursors.clear();
    this.start = 0;
  }
}
