// Copying without promises: the clipboard where the browser lends it, else the old command, else a selection that the person copies.

export type Copied = "copied" | "selected";

function select(node: Node): void {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function byCommand(value: string): boolean {
  const carrier = document.createElement("textarea");
  carrier.value = value;
  carrier.readOnly = true;
  carrier.className = "carrier";
  document.body.append(carrier);
  const before = document.activeElement;
  carrier.select();
  carrier.setSelectionRange(0, value.length);
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  carrier.value = "";
  carrier.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}

/** `node` shows the value, or is made to by `reveal`, for the browsers in which only a selection is left. */
export async function copy(value: string, reveal: () => Node): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(value);
    return "copied";
  } catch {
    // No clipboard: plain http, an in-app browser, or a refused permission.
  }
  if (byCommand(value)) return "copied";
  select(reveal());
  return "selected";
}
