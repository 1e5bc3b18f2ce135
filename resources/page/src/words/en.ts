// English.

import type { Words } from "./words";

const times = (n: number): string => (n === 1 ? "once" : `${n} times`);
const tries = (n: number): string => (n === 1 ? "1 try" : `${n} tries`);
const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const two = (n: number): string => String(n).padStart(2, "0");

function exact(at: Date, withYear: boolean): string {
  const day = `${DAYS[at.getDay()]} ${at.getDate()} ${MONTHS[at.getMonth()]}`;
  return `${day}${withYear ? ` ${at.getFullYear()}` : ""} at ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function left(s: number): string {
  if (s < 60) return `${counted(s, "second")} left`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${counted(minutes, "minute")} left`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60 === 0 || hours >= 12 ? "" : ` ${minutes % 60} min`;
    return `${counted(hours, "hour")}${rest} left`;
  }
  return `${counted(Math.floor(hours / 24), "day")} left`;
}

function wait(s: number): string {
  if (s <= 90) return `${s} s`;
  return s < 5400 ? `${Math.ceil(s / 60)} minutes` : `${Math.ceil(s / 3600)} hours`;
}

/** In units of a thousand, as systems show them. */
function size(octets: number): string {
  if (octets < 1000) return counted(octets, "byte");
  const [value, unit] = octets < 1e6 ? [octets / 1e3, "kB"] : octets < 1e9 ? [octets / 1e6, "MB"] : [octets / 1e9, "GB"];
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))}\u00a0${unit}`;
}

export const en: Words = {
  lang: "en",
  language: "Language",
  title: "Confidential message",
  seal: "Lacre",
  preparing: "Getting ready…",

  cover: {
    heading: "You have received a confidential message",
    from: "From",
    nobody: "The sender gave no name",
    note: "Note",
    until: "Available until",
    views: (n) => (n === 1 ? "Can be opened once only" : `Can be opened ${times(n)} more`),
    keep: (n) => (n === 1 ? "Open it when you are able to save what you receive." : ""),
  },

  notices: {
    trace: "The server notes roughly where it is opened from (the network and the browser) and shows that to the sender.",
    files: (size) => `Brings files: ${size} at most.`,
    large: (limit) =>
      `This browser saves files of up to ${limit}. For larger ones, open the link in the Lacre app instead, or in Chrome or Edge on a computer.`,
    inApp: "You are in the browser of another app, which may not let you save files. Before opening, open this link in the device's own browser.",
  },

  early: {
    title: "It is not time yet",
    what: (when) => `The sender has set the opening for ${when}.`,
    lost: "Nothing was lost: the message is kept and still unopened.",
    now: "Come back to this link from then on.",
    retry: "Try to open",
  },

  terms: {
    heading: "Read and accept before opening",
    text: "The sender's terms",
    name: "Your full name",
    consent: "I have read these terms and accept them",
    explain:
      "The sender keeps your acceptance: the name you type and the time on this device. It travels sealed and the server cannot read it. It is not a digital signature.",
    accept: "Accept and continue",
    refuse: "I do not accept",
    slip: {
      name: "Type your name.",
      long: "The name has to fit in 120 letters.",
      consent: "Tick that you have read and accept the terms.",
    },
    refused: {
      title: "You did not accept the terms",
      what: "So the message was not opened, and the sender was told nothing.",
      lost: "Nothing was lost: the message is still unopened.",
      now: "If you have questions, talk to the sender before you accept.",
    },
    back: "Back to the terms",
  },

  identity: {
    heading: "Confirm your e-mail",
    what: "The sender asks you to confirm that it is you. Type the e-mail address that they know; the server sends a code of 8 digits to it.",
    address: "Your e-mail",
    ask: "Get a code",
    asking: "Asking for the code…",
    enter: "Type the code from the e-mail",
    sent: ["If ", " is the e-mail address that the sender gave, the code arrives in a moment. It is good for 10 minutes."],
    spam: "If it does not arrive, look among the junk mail (spam).",
    code: "Code of 8 digits",
    next: "Continue",
    again: "Ask for another code",
    againIn: (s) => `You can ask for another code in ${s} s`,
    other: "Use another e-mail",
    slip: {
      address: "This e-mail address looks incomplete. Nothing was sent.",
      short: "The code from the e-mail has 8 digits. Nothing was sent.",
      wrong: "The code from the e-mail is not right or no longer valid. The message is still there and no try was used. Check it, or ask for another.",
      offline: "No connection to the server: the request may not have arrived. Nothing was lost. Try again.",
    },
    busy: (s) =>
      s > 90
        ? `Many codes have been asked for already. Nothing was lost: try again in ${wait(s)}.`
        : `A code can be asked for once a minute. Nothing was lost: try again in ${wait(s)}.`,
  },

  passcode: {
    label: { symbols: "Passcode", words: "Passcode in words", digits: "Passcode in digits", text: "Passcode" },
    hint: "It was sent to you separately, for example by text message or by phone.",
    tolerant: {
      symbols: "Capitals, spaces and dashes do not matter.",
      words: "Capitals, spaces and dashes do not matter.",
      digits: "Spaces and dashes do not matter.",
      text: "Capitals, spaces and dashes do not matter.",
    },
    open: "Open",
    empty: "Type the passcode that you received.",
    mistyped: {
      short: "The passcode looks incomplete: it has 11 letters and digits. Nothing was sent and no try was used.",
      long: "The passcode has too many letters: there are 11 letters and digits. Nothing was sent and no try was used.",
      other: "There is a slip in the passcode, perhaps one wrong letter. Nothing was sent and no try was used.",
    },
    wrong: (n) =>
      n === 1
        ? "The passcode is not right. The message is still there, but 1 try is left: check the passcode with the sender before you try."
        : `The passcode is not right. The message is still there. ${tries(n)} left.`,
    few: (n) => `${tries(n)} left.`,
  },

  hold: {
    label: "Press and hold to open",
    explain: "Hold the button for a moment. That way no program opens the message by accident.",
    short: "Hold the button a little longer. The message has not been opened yet.",
    confirm: "Yes, open now",
    confirmExplain: "To confirm, activate the next button too.",
  },

  working: {
    heading: "Opening the message",
    deriving: "Preparing the key from the passcode…",
    claiming: "Asking for the message…",
    fetching: (percent) => `Receiving… ${percent}%`,
    opening: "Opening…",
    offline: (s) => `No connection to the server. Trying again in ${s} s.`,
    busy: (s) => `The server is busy. Trying again in ${s} s.`,
    nothingLost: "Nothing was lost.",
    stay: "Do not close this page.",
    retry: "Try now",
  },

  content: {
    heading: "Your message",
    message: "Message",
    fields: "Details",
    hidden: "hidden",
    invisible: "invisible character",
    show: "Show",
    hide: "Hide",
    copy: "Copy",
    showAll: "Show all",
    hideAll: "Hide all",
    showOf: (label) => `Show: ${label}`,
    hideOf: (label) => `Hide: ${label}`,
    copyOf: (label) => `Copy: ${label}`,
    copied: "Copied",
    copiedSaid: (label) => `Copied: ${label}.`,
    clipboard: "What you copied stays on the clipboard until you copy something else. This page cannot clear it.",
    selected: "This browser does not allow copying by a button. The text is selected: copy it from the menu.",
    noCopy: "The sender asks you not to copy this. It is a wish, not a lock: it relies on you.",
    until: "Available until",
    here: "This page removes it by",
    last: "This was the last opening: once you close this page, the content cannot be opened again.",
    again: (n) => `With the same link you can still open it ${times(n)} more.`,
    done: "I have saved it, delete now",
    doneExplain: "Removes the content from this screen and tells the sender that you have it.",
    kinds: {
      text: "Text",
      username: "Username",
      password: "Password",
      url: "Address",
      totp: "2FA code",
      wifi: "Wi-Fi",
      contact: "Contact",
      network: "Network",
      security: "Security",
      name: "Name",
      organisation: "Organisation",
      email: "E-mail",
      phone: "Phone",
      code: "Code",
      date: "Date",
      address: "Postal address",
      note: "Note",
    },
    changes: (s) => `changes in ${s} s`,
    key: "Show key",
    keyOf: (label) => `Show the key: ${label}`,
    hideKey: "Hide key",
    keyHint: "The key sets up your own authenticator app. Whoever has it makes the same codes.",
    qr: "QR code",
    hideQr: "Hide QR",
    qrOf: (label) => `QR code: ${label}`,
    qrHint: {
      wifi: "Point another device's camera at it to join this network.",
      contact: "Point another device's camera at it to save this contact.",
      totp: "Scan it with your authenticator app.",
    },
  },

  files: {
    heading: (n) => counted(n, "file"),
    viewOnly: "The sender asks you to look at pictures and PDFs without saving them. It is a wish, not a lock: it relies on you.",
    preparing: "Getting the files ready…",
    kinds: {
      picture: "Picture",
      pdf: "PDF",
      text: "Text",
      table: "Spreadsheet",
      sound: "Sound",
      film: "Video",
      archive: "Compressed archive",
      program: "Program or page",
      other: "File",
    },
    program: "It can run programs: open it only if you expected it.",
    size,
    save: "Save",
    saveOf: (name) => `Save: ${name}`,
    look: "View",
    lookOf: (name) => `View: ${name}`,
    saveAll: (size) => `Save all as a zip (${size})`,
    zipName: "files.zip",
    cancel: "Cancel",
    running: (percent, done, total) => `Receiving… ${percent}% (${done} of ${total})`,
    offline: "No connection. Nothing was lost: it goes on from where it was when the connection is back.",
    busy: "The server is busy. It goes on in a moment.",
    saved: "Saved whole.",
    handed: "Received whole and handed to the browser's downloads.",
    again: "Save again",
    cancelled: "Cancelled. No unfinished file was left.",
    large: (again) =>
      `Too large for this browser. ${
        again
          ? "Open the same link in the Lacre app, or in Chrome or Edge on a computer."
          : "Ask the sender again and open the link in the Lacre app, or in Chrome or Edge on a computer."
      }`,
    failed: {
      damaged: "It did not arrive as it was sent, so we do not hand it over. Tell the sender.",
      window: "The time for receiving the files is over. What you saved stays with you. If one is missing, ask the sender again.",
      revoked: "The sender withdrew the message. What you saved stays with you.",
      disk: "It could not be written to your device, perhaps for lack of space. No unfinished file was left. You can try again.",
      service: "The server answered something unexpected. No unfinished file was left. You can try again.",
      unreadable: "It cannot be shown here: the content is not a picture or PDF that this browser reads.",
    },
    viewer: {
      close: "Close",
      place: "The file's content",
      previous: "Previous page",
      next: "Next page",
      smaller: "Smaller",
      larger: "Larger",
      page: (page, pages) => `Page ${page} of ${pages}`,
      wish: "For viewing only: it is the sender's wish, not a lock.",
      unreadable: "This page cannot be shown.",
    },
  },

  cleared: {
    done: {
      title: "Deleted from this page",
      what: "The content has left this screen and the sender will see that you have it.",
      lost: "What you copied or saved stays with you.",
      now: "You can close this page.",
    },
    doneUnsaid: {
      title: "Deleted from this page",
      what: "The content has left this screen. Without a connection we could not tell the sender.",
      lost: "What you copied or saved stays with you.",
      now: "If it matters, tell the sender that you have it. You can close this page.",
    },
    left: (n) => ({
      title: "The content has left the screen",
      what: "You were away from this page, so we removed what was in view.",
      lost:
        n > 0
          ? `It is not lost: the message can still be opened ${times(n)} more.`
          : "It was the last opening: the content no longer exists on the server.",
      now:
        n > 0
          ? "To see it again, open the link again from the message that you received."
          : "If you had not saved it, ask the sender again.",
    }),
    over: {
      title: "The time is over",
      what: "The time set by the sender has come and we removed the content from the screen.",
      lost: "What you copied or saved stays with you. It no longer exists on the server.",
      now: "If you still need it, ask the sender again.",
    },
    reloaded: {
      title: "This message was already opened here",
      what: "The page was loaded again, and the content is never kept in this browser.",
      lost: "What you copied or saved stays with you.",
      now: "If openings are left, tap the link again in the message that you received. If not, ask the sender again.",
    },
  },

  trouble: {
    damaged: {
      title: "The link is incomplete",
      what: "A part of the link is missing, or it changed on the way.",
      lost: "Nothing was lost: the message is still unopened and no try was used.",
      now: "Go back to the message that you received and tap the whole link, or copy it to the end. If it fails again, ask the sender for the link again.",
    },
    "no-link": {
      title: "The link is missing",
      what: "This page opens confidential messages, but the address lacks the part that opens them.",
      lost: "Nothing was lost.",
      now: "Tap the link in the message that you received, or copy it to the end.",
    },
    altered: {
      title: "This message cannot be trusted",
      what: "What the server holds does not match the link that you received. It may have been changed.",
      lost: "We opened nothing and no try was used.",
      now: "Do not type the passcode here. Tell the sender and ask again.",
    },
    "too-old": {
      title: "A newer version is needed",
      what: "This message asks for something that this page cannot do yet.",
      lost: "Nothing was lost: the message is still unopened.",
      now: "Ask the sender to update Lacre, or to send the message in another way.",
    },
    unknown: {
      title: "We cannot find this message",
      what: "It may have ended long ago, or the link belongs elsewhere.",
      lost: "Nothing was opened from here.",
      now: "Check the link in the message that you received, or ask the sender again.",
    },
    opened: {
      title: "This message was already opened",
      what: "It has been opened as many times as the sender allowed.",
      lost: "The content no longer exists on the server and nobody can open it again.",
      now: "If it was not you who opened it, tell the sender at once. If you still need it, ask the sender again.",
    },
    expired: {
      title: "The time is over",
      what: "The message was available until the time set by the sender.",
      lost: "The content was destroyed on the server. Nobody can open it again.",
      now: "If you still need it, ask the sender again.",
    },
    revoked: {
      title: "The sender withdrew the message",
      what: "Access was removed before it was opened here.",
      lost: "The content was destroyed on the server. Nobody can open it again.",
      now: "If you still need it, talk to the sender.",
    },
    locked: {
      title: "The message is locked",
      what: "Too many wrong passcodes were typed.",
      lost: "For safety, the content was destroyed on the server. It can no longer be opened.",
      now: "Ask the sender again. If it was not you who tried, tell them that too.",
    },
    gone: {
      title: "The message can no longer be opened",
      what: "The server lost the part that it kept.",
      lost: "Without that part the content cannot be opened.",
      now: "Ask the sender again.",
    },
    paused: {
      title: "The message is paused",
      what: "The sender has suspended access for now.",
      lost: "Nothing was lost: the message is still there.",
      now: "Talk to the sender, and try again later with the same link.",
    },
    busy: {
      title: "The server is busy",
      what: "There are too many requests at the moment.",
      lost: "Nothing was lost and no try was used.",
      now: "Wait a little and try again.",
    },
    unreachable: {
      title: "No connection",
      what: "We could not reach the server.",
      lost: "Nothing was lost: the message is still unopened.",
      now: "Check your connection and try again.",
    },
    service: {
      title: "The server answered something unexpected",
      what: "We did not understand the answer, so we stopped.",
      lost: "We showed nothing that was not safe.",
      now: "Try again in a little while. If it goes on, tell the sender.",
    },
    content: {
      title: "The content arrived damaged",
      what: "What the server delivered is not what was sent, so we do not show it.",
      lost: "This opening was used.",
      now: "Tell the sender and ask again.",
    },
    window: {
      title: "The connection was down too long",
      what: "The message was handed over but did not arrive in full within the time allowed.",
      lost: "This opening was used.",
      now: "If openings are left, open the link again. If not, ask the sender again.",
    },
    memory: {
      title: "This browser is short of memory",
      what: "Preparing the key needs more free memory than there is now.",
      lost: "Nothing was lost and no try was used.",
      now: "Close other pages or apps and try again, or open the link on another device.",
    },
  },
  claimedLost: "This opening was used.",
  missing: {
    wasm: "WebAssembly is missing. It may be turned off, for example by Lockdown Mode on an iPhone.",
    random: "A safe random number generator is missing.",
    modern: "The version of this browser is too old.",
  },
  missingTold: {
    title: "This browser cannot open the message",
    what: "",
    lost: "Nothing was lost: the message is still unopened.",
    now: "Open the same link in another up-to-date browser, such as Chrome, Safari, Firefox or Edge.",
  },
  retry: "Try again",
  copyLink: "Copy the link",
  linkCopied: "Link copied. Paste it into another browser.",

  about: {
    trustWithPasscode: "Only someone with the link and the passcode can open this. Not even the server can.",
    trustWithout: "Only someone with the link can open this. Not even the server can.",
    question: "What is this?",
    answer: [
      "Someone sent you delicate information with Lacre instead of writing it in a chat. The message travels sealed, opens here in your browser and ends on the date shown.",
      "What this page does not prevent: photos of the screen, a device with malicious programs, or the person who opens it passing on what they read.",
    ],
  },

  clock: { exact, local: "local time", left },
};
