// Waiting that can be cut short: by the person, or by the browser saying that there is a line again.

export class Pause {
  private readonly ends = new Set<() => void>();

  constructor() {
    window.addEventListener("online", () => this.hurry());
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.ends.add(end);
    });
  }

  hurry(): void {
    for (const end of [...this.ends]) end();
  }
}
