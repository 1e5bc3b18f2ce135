// French, with "vous". The narrow no-break space before ; : ? ! and % is written as its number. An asset of its own.

import type { Words } from "./words";

const fois = (n: number): string => `${n} fois`;
const essais = (n: number): string => (n === 1 ? "Il reste 1 essai" : `Il reste ${n} essais`);

const JOURS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const MOIS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];
const deux = (n: number): string => String(n).padStart(2, "0");

function quand(at: Date, withYear: boolean): string {
  const date = at.getDate() === 1 ? "1er" : String(at.getDate());
  const day = `${JOURS[at.getDay()]} ${date} ${MOIS[at.getMonth()]}`;
  return `${day}${withYear ? ` ${at.getFullYear()}` : ""} à ${deux(at.getHours())}:${deux(at.getMinutes())}`;
}

function reste(s: number): string {
  if (s < 60) return `encore ${s} seconde${s > 1 ? "s" : ""}`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `encore ${minutes} minute${minutes > 1 ? "s" : ""}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60 === 0 || hours >= 12 ? "" : ` ${minutes % 60} min`;
    return `encore ${hours} heure${hours > 1 ? "s" : ""}${rest}`;
  }
  return `encore ${Math.floor(hours / 24)} jours`;
}

function attente(s: number): string {
  if (s <= 90) return `${s} s`;
  return s < 5400 ? `${Math.ceil(s / 60)} minutes` : `${Math.ceil(s / 3600)} heures`;
}

/** In units of a thousand, as systems show them. */
function taille(octets: number): string {
  if (octets < 1000) return `${octets} octet${octets > 1 ? "s" : ""}`;
  const [value, unit] = octets < 1e6 ? [octets / 1e3, "ko"] : octets < 1e9 ? [octets / 1e6, "Mo"] : [octets / 1e9, "Go"];
  return `${(value < 10 ? value.toFixed(1) : String(Math.round(value))).replace(".", ",")}\u00a0${unit}`;
}

export const words: Words = {
  lang: "fr",
  language: "Langue",
  title: "Message confidentiel",
  seal: "Lacre",
  preparing: "Préparation…",

  cover: {
    heading: "Vous avez reçu un message confidentiel",
    from: "De",
    nobody: "L’expéditeur n’a pas indiqué son nom",
    note: "Note",
    until: "Disponible jusqu’au",
    views: (n) => (n === 1 ? "Ne peut être ouvert qu’une seule fois" : `Peut encore être ouvert ${fois(n)}`),
    keep: (n) => (n === 1 ? "Ouvrez-le quand vous pourrez enregistrer ce que vous recevez." : ""),
  },

  notices: {
    trace: "Le serveur note à peu près d’où le message est ouvert (le réseau et le navigateur) et le montre à l’expéditeur.",
    files: (size) => `Contient des fichiers\u202f: ${size} au maximum.`,
    large: (limit) =>
      `Ce navigateur enregistre des fichiers jusqu’à ${limit}. Pour les plus grands, ouvrez plutôt le lien dans l’application Lacre, ou dans Chrome ou Edge sur un ordinateur.`,
    inApp: "Vous êtes dans le navigateur d’une autre application, qui n’autorise peut-être pas l’enregistrement de fichiers. Avant d’ouvrir le message, ouvrez ce lien dans le navigateur de l’appareil.",
  },

  early: {
    title: "Ce n’est pas encore l’heure",
    what: (when) => `L’expéditeur a fixé l’ouverture au ${when}.`,
    lost: "Rien n’est perdu\u202f: le message est conservé et n’a pas été ouvert.",
    now: "Revenez à ce lien à partir de cette heure.",
    retry: "Essayer d’ouvrir",
  },

  terms: {
    heading: "Lisez et acceptez avant d’ouvrir",
    text: "Conditions de l’expéditeur",
    name: "Votre nom complet",
    consent: "J’ai lu ces conditions et je les accepte",
    explain:
      "L’expéditeur conserve votre acceptation\u202f: le nom que vous écrivez et l’heure de cet appareil. Elle voyage scellée et le serveur ne peut pas la lire. Ce n’est pas une signature numérique.",
    accept: "Accepter et continuer",
    refuse: "Je n’accepte pas",
    slip: {
      name: "Écrivez votre nom.",
      long: "Le nom doit tenir en 120 lettres.",
      consent: "Cochez que vous avez lu et acceptez les conditions.",
    },
    refused: {
      title: "Vous n’avez pas accepté les conditions",
      what: "Le message n’a donc pas été ouvert, et rien n’a été dit à l’expéditeur.",
      lost: "Rien n’est perdu\u202f: le message n’a toujours pas été ouvert.",
      now: "Si vous avez des questions, parlez à l’expéditeur avant d’accepter.",
    },
    back: "Revenir aux conditions",
  },

  identity: {
    heading: "Confirmez votre adresse e-mail",
    what: "L’expéditeur vous demande de confirmer que c’est bien vous. Écrivez l’adresse e-mail qu’il connaît\u202f; le serveur y envoie un code de 8 chiffres.",
    address: "Votre adresse e-mail",
    ask: "Recevoir le code",
    asking: "Demande du code…",
    enter: "Écrivez le code reçu par e-mail",
    sent: ["Si ", " est l’adresse indiquée par l’expéditeur, le code arrivera dans un instant. Il est valable 10 minutes."],
    spam: "S’il n’arrive pas, regardez dans le courrier indésirable (spam).",
    code: "Code de 8 chiffres",
    next: "Continuer",
    again: "Demander un autre code",
    againIn: (s) => `Vous pourrez demander un autre code dans ${s} s`,
    other: "Utiliser une autre adresse",
    slip: {
      address: "Cette adresse e-mail semble incomplète. Rien n’a été envoyé.",
      short: "Le code reçu par e-mail a 8 chiffres. Rien n’a été envoyé.",
      wrong: "Le code reçu par e-mail n’est pas le bon ou n’est plus valable. Le message est toujours là et aucun essai n’a été utilisé. Vérifiez-le, ou demandez-en un autre.",
      offline: "Pas de connexion au serveur\u202f: la demande n’est peut-être pas arrivée. Rien n’est perdu. Réessayez.",
    },
    busy: (s) =>
      s > 90
        ? `Beaucoup de codes ont déjà été demandés pour ce message. Rien n’est perdu\u202f: réessayez dans ${attente(s)}.`
        : `On ne peut demander qu’un code par minute. Rien n’est perdu\u202f: réessayez dans ${attente(s)}.`,
  },

  passcode: {
    label: { symbols: "Code d’ouverture", words: "Mots du code", digits: "Code en chiffres", text: "Code ou mot de passe" },
    hint: "Vous l’avez reçu séparément, par exemple par SMS ou par téléphone.",
    tolerant: {
      symbols: "Les majuscules, les espaces et les tirets ne comptent pas.",
      words: "Les majuscules, les espaces et les tirets ne comptent pas.",
      digits: "Les espaces et les tirets ne comptent pas.",
      text: "Les majuscules, les espaces et les tirets ne comptent pas.",
    },
    open: "Ouvrir",
    empty: "Écrivez le code que vous avez reçu.",
    mistyped: {
      short: "Le code semble incomplet\u202f: il a 11 lettres et chiffres. Rien n’a été envoyé et aucun essai n’a été utilisé.",
      long: "Le code a trop de lettres\u202f: il a 11 lettres et chiffres. Rien n’a été envoyé et aucun essai n’a été utilisé.",
      other: "Il y a une erreur dans le code, peut-être une lettre à la place d’une autre. Rien n’a été envoyé et aucun essai n’a été utilisé.",
    },
    wrong: (n) =>
      n === 1
        ? "Le code n’est pas le bon. Le message est toujours là, mais il reste 1 essai\u202f: vérifiez le code avec l’expéditeur avant d’essayer."
        : `Le code n’est pas le bon. Le message est toujours là. ${essais(n)}.`,
    few: (n) => `${essais(n)}.`,
  },

  hold: {
    label: "Maintenir appuyé pour ouvrir",
    explain: "Gardez le bouton appuyé un instant. Ainsi, aucun programme n’ouvre le message par erreur.",
    short: "Gardez le bouton appuyé un peu plus longtemps. Le message n’a pas encore été ouvert.",
    confirm: "Oui, ouvrir maintenant",
    confirmExplain: "Pour confirmer, activez aussi le bouton suivant.",
  },

  working: {
    heading: "Ouverture du message",
    deriving: "Préparation de la clé à partir du code…",
    claiming: "Demande du message…",
    fetching: (percent) => `Réception… ${percent}\u202f%`,
    opening: "Ouverture…",
    offline: (s) => `Pas de connexion au serveur. Nouvel essai dans ${s} s.`,
    busy: (s) => `Le serveur est occupé. Nouvel essai dans ${s} s.`,
    nothingLost: "Rien n’est perdu.",
    stay: "Ne fermez pas cette page.",
    retry: "Réessayer maintenant",
  },

  content: {
    heading: "Votre message",
    message: "Message",
    fields: "Données",
    hidden: "masqué",
    invisible: "caractère invisible",
    show: "Afficher",
    hide: "Masquer",
    copy: "Copier",
    showAll: "Tout afficher",
    hideAll: "Tout masquer",
    showOf: (label) => `Afficher\u202f: ${label}`,
    hideOf: (label) => `Masquer\u202f: ${label}`,
    copyOf: (label) => `Copier\u202f: ${label}`,
    copied: "Copié",
    copiedSaid: (label) => `Copié\u202f: ${label}.`,
    clipboard: "Ce que vous avez copié reste dans le presse-papiers jusqu’à ce que vous copiiez autre chose. Cette page ne peut pas l’effacer.",
    selected: "Ce navigateur ne permet pas de copier avec un bouton. Le texte est sélectionné\u202f: copiez-le depuis le menu.",
    noCopy: "L’expéditeur vous demande de ne pas copier ce contenu. C’est une demande, pas un verrou\u202f: il compte sur vous.",
    until: "Disponible jusqu’au",
    here: "Cette page l’affiche, au plus tard, jusqu’au",
    last: "C’était la dernière ouverture\u202f: une fois cette page fermée, le contenu ne pourra plus être ouvert.",
    again: (n) => `Avec le même lien, vous pouvez encore l’ouvrir ${fois(n)}.`,
    done: "J’ai enregistré, effacer maintenant",
    doneExplain: "Retire le contenu de cet écran et indique à l’expéditeur que vous l’avez bien reçu.",
    kinds: {
      text: "Texte",
      username: "Identifiant",
      password: "Mot de passe",
      url: "Adresse web",
      totp: "Code 2FA",
      wifi: "Wi-Fi",
      contact: "Contact",
      network: "Réseau",
      security: "Sécurité",
      name: "Nom",
      organisation: "Organisation",
      email: "E-mail",
      phone: "Téléphone",
      code: "Code",
      date: "Date",
      address: "Adresse postale",
      note: "Note",
    },
    changes: (s) => `change dans ${s} s`,
    key: "Afficher la clé",
    keyOf: (label) => `Afficher la clé\u202f: ${label}`,
    hideKey: "Masquer la clé",
    keyHint: "La clé sert à configurer votre propre application de codes. Quiconque la possède produit les mêmes codes.",
    qr: "Code QR",
    hideQr: "Masquer le QR",
    qrOf: (label) => `Code QR\u202f: ${label}`,
    qrHint: {
      wifi: "Visez-le avec l’appareil photo d’un autre appareil pour rejoindre ce réseau.",
      contact: "Visez-le avec l’appareil photo d’un autre appareil pour enregistrer ce contact.",
      totp: "Scannez-le avec votre application de codes.",
    },
  },

  files: {
    heading: (n) => (n === 1 ? "1 fichier" : `${n} fichiers`),
    viewOnly: "L’expéditeur vous demande de regarder les images et les PDF sans les enregistrer. C’est une demande, pas un verrou\u202f: il compte sur vous.",
    preparing: "Préparation des fichiers…",
    kinds: {
      picture: "Image",
      pdf: "PDF",
      text: "Texte",
      table: "Feuille de calcul",
      sound: "Son",
      film: "Vidéo",
      archive: "Archive compressée",
      program: "Programme ou page",
      other: "Fichier",
    },
    program: "Peut exécuter des programmes\u202f: ne l’ouvrez que si vous l’attendiez.",
    size: taille,
    save: "Enregistrer",
    saveOf: (name) => `Enregistrer\u202f: ${name}`,
    look: "Voir",
    lookOf: (name) => `Voir\u202f: ${name}`,
    saveAll: (size) => `Tout enregistrer dans un zip (${size})`,
    zipName: "fichiers.zip",
    cancel: "Annuler",
    running: (percent, done, total) => `Réception… ${percent}\u202f% (${done} sur ${total})`,
    offline: "Pas de connexion. Rien n’est perdu\u202f: la réception reprendra où elle en était au retour de la connexion.",
    busy: "Le serveur est occupé. La réception reprendra dans un instant.",
    saved: "Enregistré en entier.",
    handed: "Reçu en entier et remis aux téléchargements du navigateur.",
    again: "Enregistrer de nouveau",
    cancelled: "Annulé. Aucun fichier incomplet n’est resté.",
    large: (again) =>
      `Trop grand pour ce navigateur. ${
        again
          ? "Ouvrez le même lien dans l’application Lacre, ou dans Chrome ou Edge sur un ordinateur."
          : "Redemandez-le à l’expéditeur et ouvrez le lien dans l’application Lacre, ou dans Chrome ou Edge sur un ordinateur."
      }`,
    failed: {
      damaged: "Il est arrivé différent de ce qui a été envoyé\u202f; nous ne vous le remettons donc pas. Prévenez l’expéditeur.",
      window: "Le temps prévu pour recevoir les fichiers est écoulé. Vous gardez ce que vous avez enregistré. S’il en manque un, redemandez-le à l’expéditeur.",
      revoked: "L’expéditeur a retiré le message. Vous gardez ce que vous avez enregistré.",
      disk: "Impossible d’écrire sur votre appareil, peut-être par manque de place. Aucun fichier incomplet n’est resté. Vous pouvez réessayer.",
      service: "Le serveur a répondu quelque chose d’inattendu. Aucun fichier incomplet n’est resté. Vous pouvez réessayer.",
      unreadable: "Impossible de l’afficher ici\u202f: le contenu n’est ni une image ni un PDF que ce navigateur sache lire.",
    },
    viewer: {
      close: "Fermer",
      place: "Contenu du fichier",
      previous: "Page précédente",
      next: "Page suivante",
      smaller: "Réduire",
      larger: "Agrandir",
      page: (page, pages) => `Page ${page} sur ${pages}`,
      wish: "À regarder seulement\u202f: c’est une demande de l’expéditeur, pas un verrou.",
      unreadable: "Impossible d’afficher cette page.",
    },
  },

  cleared: {
    done: {
      title: "Effacé de cette page",
      what: "Le contenu a quitté cet écran et l’expéditeur saura que vous l’avez bien reçu.",
      lost: "Vous gardez ce que vous avez copié ou enregistré.",
      now: "Vous pouvez fermer cette page.",
    },
    doneUnsaid: {
      title: "Effacé de cette page",
      what: "Le contenu a quitté cet écran. Faute de connexion, nous n’avons pas pu prévenir l’expéditeur.",
      lost: "Vous gardez ce que vous avez copié ou enregistré.",
      now: "Si c’est important, dites à l’expéditeur que vous l’avez bien reçu. Vous pouvez fermer cette page.",
    },
    left: (n) => ({
      title: "Le contenu a quitté l’écran",
      what: "Vous n’étiez plus sur cette page\u202f; nous avons donc retiré ce qui était visible.",
      lost:
        n > 0
          ? `Il n’est pas perdu\u202f: vous pouvez encore ouvrir le message ${fois(n)}.`
          : "C’était la dernière ouverture\u202f: le contenu n’existe plus sur le serveur.",
      now:
        n > 0
          ? "Pour le revoir, ouvrez de nouveau le lien depuis le message que vous avez reçu."
          : "Si vous ne l’aviez pas enregistré, redemandez-le à l’expéditeur.",
    }),
    over: {
      title: "Le délai est écoulé",
      what: "L’heure fixée par l’expéditeur est arrivée et nous avons retiré le contenu de l’écran.",
      lost: "Vous gardez ce que vous avez copié ou enregistré. Le contenu n’existe plus sur le serveur.",
      now: "Si vous en avez encore besoin, redemandez-le à l’expéditeur.",
    },
    reloaded: {
      title: "Ce message a déjà été ouvert ici",
      what: "La page a été rechargée, et le contenu n’est jamais conservé dans ce navigateur.",
      lost: "Vous gardez ce que vous avez copié ou enregistré.",
      now: "S’il reste des ouvertures, touchez de nouveau le lien du message que vous avez reçu. Sinon, redemandez-le à l’expéditeur.",
    },
  },

  trouble: {
    damaged: {
      title: "Le lien est incomplet",
      what: "Il manque une partie du lien, ou il a changé en chemin.",
      lost: "Rien n’est perdu\u202f: le message n’a pas été ouvert et aucun essai n’a été utilisé.",
      now: "Revenez au message que vous avez reçu et touchez le lien entier, ou copiez-le jusqu’au bout. Si cela échoue encore, redemandez le lien à l’expéditeur.",
    },
    "no-link": {
      title: "Il manque le lien",
      what: "Cette page ouvre des messages confidentiels, mais l’adresse ne contient pas la partie qui les ouvre.",
      lost: "Rien n’est perdu.",
      now: "Touchez le lien du message que vous avez reçu, ou copiez-le jusqu’au bout.",
    },
    altered: {
      title: "Ce message n’est pas fiable",
      what: "Ce que le serveur conserve ne correspond pas au lien que vous avez reçu. Cela a pu être modifié.",
      lost: "Nous n’avons rien ouvert et aucun essai n’a été utilisé.",
      now: "N’écrivez pas le code ici. Prévenez l’expéditeur et redemandez-lui le message.",
    },
    "too-old": {
      title: "Une version plus récente est nécessaire",
      what: "Ce message demande quelque chose que cette page ne sait pas encore faire.",
      lost: "Rien n’est perdu\u202f: le message n’a toujours pas été ouvert.",
      now: "Demandez à l’expéditeur de mettre Lacre à jour, ou d’envoyer le message autrement.",
    },
    unknown: {
      title: "Nous ne trouvons pas ce message",
      what: "Il a pu se terminer il y a longtemps, ou le lien vient d’ailleurs.",
      lost: "Rien n’a été ouvert d’ici.",
      now: "Vérifiez le lien dans le message que vous avez reçu, ou redemandez-le à l’expéditeur.",
    },
    opened: {
      title: "Ce message a déjà été ouvert",
      what: "Il a été ouvert autant de fois que l’expéditeur l’a permis.",
      lost: "Le contenu n’existe plus sur le serveur et personne ne peut plus l’ouvrir.",
      now: "Si ce n’est pas vous qui l’avez ouvert, prévenez tout de suite l’expéditeur. Si vous en avez encore besoin, redemandez-le-lui.",
    },
    expired: {
      title: "Le délai est écoulé",
      what: "Le message était disponible jusqu’à l’heure fixée par l’expéditeur.",
      lost: "Le contenu a été détruit sur le serveur. Personne ne peut plus l’ouvrir.",
      now: "Si vous en avez encore besoin, redemandez-le à l’expéditeur.",
    },
    revoked: {
      title: "L’expéditeur a retiré le message",
      what: "L’accès a été retiré avant l’ouverture ici.",
      lost: "Le contenu a été détruit sur le serveur. Personne ne peut plus l’ouvrir.",
      now: "Si vous en avez encore besoin, parlez à l’expéditeur.",
    },
    locked: {
      title: "Le message est bloqué",
      what: "Trop de codes erronés ont été écrits.",
      lost: "Par sécurité, le contenu a été détruit sur le serveur. Il ne peut plus être ouvert.",
      now: "Redemandez-le à l’expéditeur. Si ce n’est pas vous qui avez essayé, dites-le-lui aussi.",
    },
    gone: {
      title: "Le message ne peut plus être ouvert",
      what: "Le serveur a perdu la partie qu’il conservait.",
      lost: "Sans cette partie, le contenu ne peut pas être ouvert.",
      now: "Redemandez-le à l’expéditeur.",
    },
    paused: {
      title: "Le message est en pause",
      what: "L’expéditeur a suspendu l’accès pour l’instant.",
      lost: "Rien n’est perdu\u202f: le message est toujours là.",
      now: "Parlez à l’expéditeur, et réessayez plus tard avec le même lien.",
    },
    busy: {
      title: "Le serveur est occupé",
      what: "Il y a trop de demandes en ce moment.",
      lost: "Rien n’est perdu et aucun essai n’a été utilisé.",
      now: "Attendez un peu et réessayez.",
    },
    unreachable: {
      title: "Pas de connexion",
      what: "Nous n’avons pas pu joindre le serveur.",
      lost: "Rien n’est perdu\u202f: le message n’a toujours pas été ouvert.",
      now: "Vérifiez votre connexion et réessayez.",
    },
    service: {
      title: "Le serveur a répondu quelque chose d’inattendu",
      what: "Nous n’avons pas compris la réponse et nous nous sommes arrêtés.",
      lost: "Nous n’avons rien affiché qui ne soit pas sûr.",
      now: "Réessayez dans un moment. Si cela continue, prévenez l’expéditeur.",
    },
    content: {
      title: "Le contenu est arrivé endommagé",
      what: "Ce que le serveur a remis n’est pas ce qui a été envoyé\u202f; nous ne l’affichons donc pas.",
      lost: "Cette ouverture a été utilisée.",
      now: "Prévenez l’expéditeur et redemandez-lui le message.",
    },
    window: {
      title: "La connexion a été interrompue trop longtemps",
      what: "Le message a été remis, mais n’est pas arrivé en entier dans le temps permis.",
      lost: "Cette ouverture a été utilisée.",
      now: "S’il reste des ouvertures, ouvrez de nouveau le lien. Sinon, redemandez-le à l’expéditeur.",
    },
    memory: {
      title: "Ce navigateur manque de mémoire",
      what: "Préparer la clé demande plus de mémoire libre qu’il n’y en a maintenant.",
      lost: "Rien n’est perdu et aucun essai n’a été utilisé.",
      now: "Fermez d’autres pages ou applications et réessayez, ou ouvrez le lien sur un autre appareil.",
    },
  },
  claimedLost: "Cette ouverture a été utilisée.",
  missing: {
    wasm: "Il manque WebAssembly. Il est peut-être désactivé, par exemple par le mode Isolement de l’iPhone.",
    random: "Il manque un générateur de nombres aléatoires sûr.",
    modern: "La version de ce navigateur est trop ancienne.",
  },
  missingTold: {
    title: "Ce navigateur ne peut pas ouvrir le message",
    what: "",
    lost: "Rien n’est perdu\u202f: le message n’a toujours pas été ouvert.",
    now: "Ouvrez le même lien dans un autre navigateur à jour, par exemple Chrome, Safari, Firefox ou Edge.",
  },
  retry: "Réessayer",
  copyLink: "Copier le lien",
  linkCopied: "Lien copié. Collez-le dans un autre navigateur.",

  about: {
    trustWithPasscode: "Seule une personne qui a le lien et le code peut l’ouvrir. Pas même le serveur.",
    trustWithout: "Seule une personne qui a le lien peut l’ouvrir. Pas même le serveur.",
    question: "Qu’est-ce que c’est\u202f?",
    answer: [
      "Quelqu’un vous a envoyé des données délicates avec Lacre au lieu de les écrire dans une conversation. Le message voyage scellé, s’ouvre ici dans votre navigateur et se termine à la date indiquée.",
      "Ce que cette page n’empêche pas\u202f: les photos de l’écran, un appareil avec des programmes malveillants, ou le fait que la personne qui l’ouvre transmette ce qu’elle a lu.",
    ],
  },

  clock: { exact: quand, local: "heure locale", left: reste },
};
