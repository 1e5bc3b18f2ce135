// Waiting that can be cut short: by the person, or by the browser saying that there is a line again.

export class Pause {
  private end: (() => void) | null = null;

  constructor() {
    window.addEventListener("online", () => this.hurry());
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.hurry(), ms);
      this.end = () => {
        clearTimeout(timer);
        this.end = null;
        resolve();
      };
    });
  }

  hurry(): void {
    this.end?.();
  }
}
