// One answer with its files, from the press that is held to the relay's word: what the screen says meanwhile, and one more try for
// uploads that the relay has no more.

import { isRefusal } from "../core/errors";
import type { Language } from "../core/wire";
import type { FormState } from "../view/request/form";
import type { CheckWords } from "../view/request/sent";
import type { Working } from "../view/working";
import type { Answering, Content } from "./answering";

async function contentOf({ draft, sending }: FormState, working: Working, language: Language): Promise<Content> {
  const tell = (): void => {
    const { progress } = sending;
    if (progress.name === "sending") working.update({ name: "fetching", received: progress.sent, size: progress.size });
  };
  // What failed for want of room or a line is tried again by who sends again.
  if (sending.progress.name === "failed") sending.choose(draft.files);
  sending.listen(tell);
  tell();
  const files = await sending.whole();
  working.update({ name: "claiming" });
  return { message: draft.said(), answers: draft.answers(), files, language };
}

export async function deliver(answering: Answering, form: FormState, working: Working, language: Language): Promise<CheckWords> {
  const told = { sent: () => working.update({ name: "opening" }), stop: new AbortController().signal };
  const content = (): Promise<Content> => contentOf(form, working, language);
  try {
    return await answering.send(content, told);
  } catch (error) {
    if (!isRefusal(error) || !["conflict", "unknown"].includes(error.code)) throw error;
    form.sending.anew(form.draft.files);
    return answering.send(content, told);
  }
}
