// The address bar and the way out while an answer is written: a warning before what was typed is lost, the browser's "back" as one
// screen back, the link forgotten when it has done its work. Nothing that was typed is ever put into the history or a storage: those are
// written to disks.

const SENT = "sent";
const FILLING = "filling";

interface Mark {
  readonly lacre?: string;
}

const warn = (event: BeforeUnloadEvent): void => {
  event.preventDefault();
  // Older engines ask for a value; none of them shows it.
  event.returnValue = "";
};

export class Leaving {
  private readonly hash = location.hash;
  private inside = false;
  private forgotten = false;

  constructor(back: () => void) {
    window.addEventListener("popstate", () => {
      // Another link pasted over this one is no way back: the page starts again from nothing.
      if (location.hash !== this.hash) return;
      this.inside = false;
      if (this.forgotten) this.forget();
      else back();
    });
  }

  /** Whether a reload found the mark of an answer that was sent. */
  static wasSent(): boolean {
    return (history.state as Mark | null)?.lacre === SENT;
  }

  /** A screen from which "back" leads to the one before, and not out of the page. */
  entered(): void {
    if (this.inside) return;
    this.inside = true;
    history.pushState({ lacre: FILLING } satisfies Mark, "");
  }

  /** Whether there is something to lose. The listener is there only then: with it some browsers keep no page for "back". */
  hold(something: boolean): void {
    window.removeEventListener("beforeunload", warn);
    if (something) window.addEventListener("beforeunload", warn);
  }

  forget(): void {
    this.forgotten = true;
    history.replaceState({ lacre: SENT } satisfies Mark, "", location.pathname);
  }
}
