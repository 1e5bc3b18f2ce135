// Spanish, with "usted", in words that are said on both sides of the Atlantic. An asset of its own.

import type { Words } from "./words";

const veces = (n: number): string => (n === 1 ? "1 vez" : `${n} veces`);
const quedan = (n: number): string => (n === 1 ? "Queda 1 intento" : `Quedan ${n} intentos`);

const DIAS = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"];
const MESES = [
  "enero",
  "febrero",
  "marzo",
  "abril",
  "mayo",
  "junio",
  "julio",
  "agosto",
  "septiembre",
  "octubre",
  "noviembre",
  "diciembre",
];
const dos = (n: number): string => String(n).padStart(2, "0");

function cuando(at: Date, withYear: boolean): string {
  const day = `el ${DIAS[at.getDay()]} ${at.getDate()} de ${MESES[at.getMonth()]}`;
  const las = at.getHours() === 1 ? "a la" : "a las";
  return `${day}${withYear ? ` de ${at.getFullYear()}` : ""} ${las} ${dos(at.getHours())}:${dos(at.getMinutes())}`;
}

function falta(s: number): string {
  if (s < 60) return s === 1 ? "queda 1 segundo" : `quedan ${s} segundos`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return minutes === 1 ? "queda 1 minuto" : `quedan ${minutes} minutos`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60 === 0 || hours >= 12 ? "" : ` y ${minutes % 60} min`;
    return hours === 1 ? `queda 1 hora${rest}` : `quedan ${hours} horas${rest}`;
  }
  return `quedan ${Math.floor(hours / 24)} días`;
}

function espera(s: number): string {
  if (s <= 90) return `${s} s`;
  return s < 5400 ? `${Math.ceil(s / 60)} minutos` : `${Math.ceil(s / 3600)} horas`;
}

/** In units of a thousand, as systems show them. */
function medida(octets: number): string {
  if (octets < 1000) return octets === 1 ? "1 byte" : `${octets} bytes`;
  const [value, unit] = octets < 1e6 ? [octets / 1e3, "kB"] : octets < 1e9 ? [octets / 1e6, "MB"] : [octets / 1e9, "GB"];
  return `${(value < 10 ? value.toFixed(1) : String(Math.round(value))).replace(".", ",")}\u00a0${unit}`;
}

export const words: Words = {
  lang: "es",
  language: "Idioma",
  title: "Mensaje confidencial",
  seal: "Lacre",
  preparing: "Preparando…",

  cover: {
    heading: "Ha recibido un mensaje confidencial",
    from: "De",
    nobody: "Quien lo envió no indicó su nombre",
    note: "Nota",
    until: "Disponible hasta",
    views: (n) => (n === 1 ? "Solo se puede abrir 1 vez" : `Se puede abrir ${veces(n)} más`),
    keep: (n) => (n === 1 ? "Ábralo cuando pueda guardar lo que reciba." : ""),
  },

  notices: {
    trace: "El servidor anota, de forma aproximada, desde dónde se abre (la red y el navegador) y se lo muestra a quien lo envió.",
    files: (size) => `Trae archivos: ${size} como máximo.`,
    large: (limit) =>
      `Este navegador guarda archivos de hasta ${limit}. Para los más grandes, abra el enlace en la aplicación Lacre, o en Chrome o Edge en un equipo de escritorio.`,
    inApp: "Está en el navegador de otra aplicación, que quizá no permita guardar archivos. Antes de abrir el mensaje, abra este enlace en el navegador del dispositivo.",
  },

  early: {
    title: "Todavía no es la hora",
    what: (when) => `Quien lo envió fijó la apertura para ${when}.`,
    lost: "No se ha perdido nada: el mensaje está guardado y sin abrir.",
    now: "Vuelva a este enlace a partir de esa hora.",
    retry: "Intentar abrir",
  },

  terms: {
    heading: "Lea y acepte antes de abrir",
    text: "Condiciones de quien lo envió",
    name: "Su nombre completo",
    consent: "He leído estas condiciones y las acepto",
    explain:
      "Quien lo envió conserva su aceptación: el nombre que escriba y la hora de este dispositivo. Viaja cerrada y el servidor no puede leerla. No es una firma digital.",
    accept: "Aceptar y continuar",
    refuse: "No acepto",
    slip: {
      name: "Escriba su nombre.",
      long: "El nombre debe caber en 120 letras.",
      consent: "Marque que ha leído y acepta las condiciones.",
    },
    refused: {
      title: "No aceptó las condiciones",
      what: "Por eso el mensaje no se abrió, y no se dijo nada a quien lo envió.",
      lost: "No se ha perdido nada: el mensaje sigue sin abrir.",
      now: "Si tiene dudas, hable con quien lo envió antes de aceptar.",
    },
    back: "Volver a las condiciones",
  },

  identity: {
    heading: "Confirme su correo electrónico",
    what: "Quien lo envió pide que confirme que es usted. Escriba el correo electrónico que esa persona conoce; el servidor le enviará un código de 8 cifras.",
    address: "Su correo electrónico",
    ask: "Recibir el código",
    asking: "Pidiendo el código…",
    enter: "Escriba el código del correo",
    sent: ["Si ", " es el correo que indicó quien lo envió, el código llegará en un momento. Vale durante 10 minutos."],
    spam: "Si no llega, mire en el correo no deseado (spam).",
    code: "Código de 8 cifras",
    next: "Continuar",
    again: "Pedir otro código",
    againIn: (s) => `Podrá pedir otro código en ${s} s`,
    other: "Usar otro correo",
    slip: {
      address: "Este correo parece incompleto. No se ha enviado nada.",
      short: "El código del correo tiene 8 cifras. No se ha enviado nada.",
      wrong: "El código del correo no es correcto o ya no vale. El mensaje sigue guardado y no se ha gastado ningún intento. Revíselo o pida otro.",
      offline: "Sin conexión con el servidor: puede que la petición no haya llegado. No se ha perdido nada. Inténtelo de nuevo.",
    },
    busy: (s) =>
      s > 90
        ? `Ya se han pedido muchos códigos para este mensaje. No se ha perdido nada: inténtelo dentro de ${espera(s)}.`
        : `Solo se puede pedir un código por minuto. No se ha perdido nada: inténtelo dentro de ${espera(s)}.`,
  },

  passcode: {
    label: { symbols: "Código", words: "Palabras del código", digits: "Código de números", text: "Código o contraseña" },
    hint: "Lo recibió aparte, por ejemplo por SMS o por teléfono.",
    tolerant: {
      symbols: "Las mayúsculas, los espacios y los guiones no cuentan.",
      words: "Las mayúsculas, los espacios y los guiones no cuentan.",
      digits: "Los espacios y los guiones no cuentan.",
      text: "Las mayúsculas, los espacios y los guiones no cuentan.",
    },
    open: "Abrir",
    empty: "Escriba el código que recibió.",
    mistyped: {
      short: "El código parece incompleto: tiene 11 letras y números. No se ha enviado nada y no se ha gastado ningún intento.",
      long: "Al código le sobran letras: son 11 letras y números. No se ha enviado nada y no se ha gastado ningún intento.",
      other: "Hay un error en el código, quizá una letra cambiada. No se ha enviado nada y no se ha gastado ningún intento.",
    },
    wrong: (n) =>
      n === 1
        ? "El código no es correcto. El mensaje sigue guardado, pero queda 1 intento: confirme el código con quien lo envió antes de probar."
        : `El código no es correcto. El mensaje sigue guardado. ${quedan(n)}.`,
    few: (n) => `${quedan(n)}.`,
  },

  hold: {
    label: "Mantener pulsado para abrir",
    explain: "Mantenga pulsado el botón un momento. Así ningún programa abre el mensaje por error.",
    short: "Mantenga pulsado el botón un poco más. El mensaje todavía no se ha abierto.",
    confirm: "Sí, abrir ahora",
    confirmExplain: "Para confirmar, active también el botón siguiente.",
  },

  working: {
    heading: "Abriendo el mensaje",
    deriving: "Preparando la clave con el código…",
    claiming: "Pidiendo el mensaje…",
    fetching: (percent) => `Recibiendo… ${percent}\u00a0%`,
    opening: "Abriendo…",
    offline: (s) => `Sin conexión con el servidor. Lo intentaremos de nuevo en ${s} s.`,
    busy: (s) => `El servidor está ocupado. Lo intentaremos de nuevo en ${s} s.`,
    nothingLost: "No se ha perdido nada.",
    stay: "No cierre esta página.",
    retry: "Intentar ahora",
  },

  content: {
    heading: "Su mensaje",
    message: "Mensaje",
    fields: "Datos",
    hidden: "oculto",
    invisible: "carácter invisible",
    show: "Mostrar",
    hide: "Ocultar",
    copy: "Copiar",
    showAll: "Mostrar todo",
    hideAll: "Ocultar todo",
    showOf: (label) => `Mostrar: ${label}`,
    hideOf: (label) => `Ocultar: ${label}`,
    copyOf: (label) => `Copiar: ${label}`,
    copied: "Copiado",
    copiedSaid: (label) => `Copiado: ${label}.`,
    clipboard: "Lo que copió queda en el portapapeles hasta que copie otra cosa. Esta página no puede borrarlo.",
    selected: "Este navegador no permite copiar con un botón. El texto está seleccionado: cópielo desde el menú.",
    noCopy: "Quien lo envió pide que no lo copie. Es una petición, no un candado: se confía en usted.",
    until: "Disponible hasta",
    here: "Esta página lo muestra, como máximo, hasta",
    last: "Esta fue la última apertura: cuando cierre esta página, el contenido no se podrá volver a abrir.",
    again: (n) => `Con el mismo enlace todavía puede abrirlo ${veces(n)} más.`,
    done: "Ya lo guardé, borrar ahora",
    doneExplain: "Quita el contenido de esta pantalla y avisa a quien lo envió de que usted ya lo tiene.",
    kinds: {
      text: "Texto",
      username: "Usuario",
      password: "Contraseña",
      url: "Dirección web",
      totp: "Código 2FA",
      wifi: "Wi-Fi",
      contact: "Contacto",
      network: "Red",
      security: "Seguridad",
      name: "Nombre",
      organisation: "Organización",
      email: "Correo electrónico",
      phone: "Teléfono",
      code: "Código",
      date: "Fecha",
      address: "Dirección postal",
      note: "Nota",
    },
    changes: (s) => `cambia en ${s} s`,
    key: "Mostrar clave",
    keyOf: (label) => `Mostrar la clave: ${label}`,
    hideKey: "Ocultar clave",
    keyHint: "La clave sirve para configurar su propia aplicación de códigos. Quien la tenga genera los mismos códigos.",
    qr: "Código QR",
    hideQr: "Ocultar QR",
    qrOf: (label) => `Código QR: ${label}`,
    qrHint: {
      wifi: "Apunte con la cámara de otro dispositivo para conectarse a esta red.",
      contact: "Apunte con la cámara de otro dispositivo para guardar este contacto.",
      totp: "Léalo con su aplicación de códigos.",
    },
  },

  files: {
    heading: (n) => (n === 1 ? "1 archivo" : `${n} archivos`),
    viewOnly: "Quien lo envió pide que vea las imágenes y los PDF sin guardarlos. Es una petición, no un candado: se confía en usted.",
    preparing: "Preparando los archivos…",
    kinds: {
      picture: "Imagen",
      pdf: "PDF",
      text: "Texto",
      table: "Hoja de cálculo",
      sound: "Sonido",
      film: "Vídeo",
      archive: "Archivo comprimido",
      program: "Programa o página",
      other: "Archivo",
    },
    program: "Puede ejecutar programas: ábralo solo si lo esperaba.",
    size: medida,
    save: "Guardar",
    saveOf: (name) => `Guardar: ${name}`,
    look: "Ver",
    lookOf: (name) => `Ver: ${name}`,
    saveAll: (size) => `Guardar todo en un zip (${size})`,
    zipName: "archivos.zip",
    cancel: "Cancelar",
    running: (percent, done, total) => `Recibiendo… ${percent}\u00a0% (${done} de ${total})`,
    offline: "Sin conexión. No se ha perdido nada: seguirá desde donde quedó cuando vuelva la conexión.",
    busy: "El servidor está ocupado. Seguirá en un momento.",
    saved: "Guardado entero.",
    handed: "Recibido entero y entregado a las descargas del navegador.",
    again: "Guardar otra vez",
    cancelled: "Cancelado. No quedó ningún archivo a medias.",
    large: (again) =>
      `Demasiado grande para este navegador. ${
        again
          ? "Abra el mismo enlace en la aplicación Lacre, o en Chrome o Edge en un equipo de escritorio."
          : "Pídalo de nuevo a quien lo envió y abra el enlace en la aplicación Lacre, o en Chrome o Edge en un equipo de escritorio."
      }`,
    failed: {
      damaged: "Llegó distinto de lo que se envió, por eso no se lo entregamos. Avise a quien lo envió.",
      window: "El tiempo para recibir los archivos terminó. Lo que ya guardó sigue en su poder. Si falta alguno, pídalo de nuevo a quien lo envió.",
      revoked: "Quien lo envió retiró el mensaje. Lo que ya guardó sigue en su poder.",
      disk: "No se pudo escribir en su dispositivo, quizá por falta de espacio. No quedó ningún archivo a medias. Puede intentarlo de nuevo.",
      service: "El servidor respondió algo inesperado. No quedó ningún archivo a medias. Puede intentarlo de nuevo.",
      unreadable: "No podemos mostrarlo aquí: el contenido no es una imagen ni un PDF que este navegador pueda leer.",
    },
    viewer: {
      close: "Cerrar",
      place: "Contenido del archivo",
      previous: "Página anterior",
      next: "Página siguiente",
      smaller: "Reducir",
      larger: "Ampliar",
      page: (page, pages) => `Página ${page} de ${pages}`,
      wish: "Solo para ver: es una petición de quien lo envió, no un candado.",
      unreadable: "Esta página no se puede mostrar.",
    },
  },

  cleared: {
    done: {
      title: "Borrado de esta página",
      what: "El contenido salió de esta pantalla y quien lo envió sabrá que usted ya lo tiene.",
      lost: "Lo que copió o guardó sigue en su poder.",
      now: "Puede cerrar esta página.",
    },
    doneUnsaid: {
      title: "Borrado de esta página",
      what: "El contenido salió de esta pantalla. Por falta de conexión no pudimos avisar a quien lo envió.",
      lost: "Lo que copió o guardó sigue en su poder.",
      now: "Si es importante, diga a quien lo envió que ya lo recibió. Puede cerrar esta página.",
    },
    left: (n) => ({
      title: "El contenido salió de la pantalla",
      what: "Estuvo fuera de esta página, por eso quitamos lo que estaba a la vista.",
      lost:
        n > 0
          ? `No se ha perdido: todavía puede abrir el mensaje ${veces(n)} más.`
          : "Era la última apertura: el contenido ya no existe en el servidor.",
      now:
        n > 0
          ? "Para verlo de nuevo, abra otra vez el enlace desde el mensaje que recibió."
          : "Si no llegó a guardarlo, pídalo de nuevo a quien lo envió.",
    }),
    over: {
      title: "El plazo terminó",
      what: "Llegó la hora fijada por quien lo envió y quitamos el contenido de la pantalla.",
      lost: "Lo que copió o guardó sigue en su poder. En el servidor ya no existe.",
      now: "Si todavía lo necesita, pídalo de nuevo a quien lo envió.",
    },
    reloaded: {
      title: "Este mensaje ya se abrió aquí",
      what: "La página se recargó y el contenido nunca se guarda en este navegador.",
      lost: "Lo que copió o guardó sigue en su poder.",
      now: "Si quedan aperturas, toque otra vez el enlace del mensaje que recibió. Si no, pídalo de nuevo a quien lo envió.",
    },
  },

  trouble: {
    damaged: {
      title: "El enlace está incompleto",
      what: "Falta una parte del enlace, o cambió por el camino.",
      lost: "No se ha perdido nada: el mensaje sigue sin abrir y no se ha gastado ningún intento.",
      now: "Vuelva al mensaje que recibió y toque el enlace entero, o cópielo hasta el final. Si vuelve a fallar, pida de nuevo el enlace a quien lo envió.",
    },
    "no-link": {
      title: "Falta el enlace",
      what: "Esta página abre mensajes confidenciales, pero la dirección no trae la parte que los abre.",
      lost: "No se ha perdido nada.",
      now: "Toque el enlace del mensaje que recibió, o cópielo hasta el final.",
    },
    altered: {
      title: "Este mensaje no es de confianza",
      what: "Lo que guarda el servidor no corresponde al enlace que recibió. Puede haber sido alterado.",
      lost: "No abrimos nada y no se ha gastado ningún intento.",
      now: "No escriba el código aquí. Avise a quien lo envió y pídalo de nuevo.",
    },
    "too-old": {
      title: "Hace falta una versión más reciente",
      what: "Este mensaje pide algo que esta página todavía no sabe hacer.",
      lost: "No se ha perdido nada: el mensaje sigue sin abrir.",
      now: "Pida a quien lo envió que actualice Lacre, o que envíe el mensaje de otra forma.",
    },
    unknown: {
      title: "No encontramos este mensaje",
      what: "Puede que terminara hace mucho, o que el enlace sea de otro lugar.",
      lost: "Desde aquí no se abrió nada.",
      now: "Revise el enlace en el mensaje que recibió, o pídalo de nuevo a quien lo envió.",
    },
    opened: {
      title: "Este mensaje ya se abrió",
      what: "Ya se abrió tantas veces como permitió quien lo envió.",
      lost: "El contenido ya no existe en el servidor y nadie puede volver a abrirlo.",
      now: "Si no fue usted quien lo abrió, avise enseguida a quien lo envió. Si todavía lo necesita, pídalo de nuevo.",
    },
    expired: {
      title: "El plazo terminó",
      what: "El mensaje estuvo disponible hasta la hora fijada por quien lo envió.",
      lost: "El contenido se destruyó en el servidor. Nadie puede volver a abrirlo.",
      now: "Si todavía lo necesita, pídalo de nuevo a quien lo envió.",
    },
    revoked: {
      title: "Quien lo envió retiró el mensaje",
      what: "El acceso se retiró antes de que se abriera aquí.",
      lost: "El contenido se destruyó en el servidor. Nadie puede volver a abrirlo.",
      now: "Si todavía lo necesita, hable con quien lo envió.",
    },
    locked: {
      title: "El mensaje quedó bloqueado",
      what: "Se escribieron demasiados códigos equivocados.",
      lost: "Por seguridad, el contenido se destruyó en el servidor. Ya no se puede abrir.",
      now: "Pídalo de nuevo a quien lo envió. Si no fue usted quien lo intentó, dígaselo también.",
    },
    gone: {
      title: "El mensaje ya no se puede abrir",
      what: "El servidor perdió la parte que guardaba.",
      lost: "Sin esa parte, el contenido no se puede abrir.",
      now: "Pídalo de nuevo a quien lo envió.",
    },
    paused: {
      title: "El mensaje está en pausa",
      what: "Quien lo envió suspendió el acceso por ahora.",
      lost: "No se ha perdido nada: el mensaje sigue guardado.",
      now: "Hable con quien lo envió e inténtelo más tarde con el mismo enlace.",
    },
    busy: {
      title: "El servidor está ocupado",
      what: "Hay demasiadas peticiones en este momento.",
      lost: "No se ha perdido nada y no se ha gastado ningún intento.",
      now: "Espere un poco e inténtelo de nuevo.",
    },
    unreachable: {
      title: "Sin conexión",
      what: "No pudimos llegar al servidor.",
      lost: "No se ha perdido nada: el mensaje sigue sin abrir.",
      now: "Compruebe su conexión e inténtelo de nuevo.",
    },
    service: {
      title: "El servidor respondió algo inesperado",
      what: "No entendimos la respuesta, por eso nos detuvimos.",
      lost: "No mostramos nada que no fuera seguro.",
      now: "Inténtelo de nuevo dentro de un rato. Si continúa, avise a quien lo envió.",
    },
    content: {
      title: "El contenido llegó dañado",
      what: "Lo que entregó el servidor no es lo que se envió, por eso no lo mostramos.",
      lost: "Esta apertura se ha gastado.",
      now: "Avise a quien lo envió y pídalo de nuevo.",
    },
    window: {
      title: "La conexión estuvo parada demasiado tiempo",
      what: "El mensaje se entregó, pero no terminó de llegar dentro del tiempo permitido.",
      lost: "Esta apertura se ha gastado.",
      now: "Si quedan aperturas, abra otra vez el enlace. Si no, pídalo de nuevo a quien lo envió.",
    },
    memory: {
      title: "Falta memoria en este navegador",
      what: "Preparar la clave necesita más memoria libre de la que hay ahora.",
      lost: "No se ha perdido nada y no se ha gastado ningún intento.",
      now: "Cierre otras páginas o aplicaciones e inténtelo de nuevo, o abra el enlace en otro dispositivo.",
    },
  },
  claimedLost: "Esta apertura se ha gastado.",
  missing: {
    wasm: "Falta WebAssembly. Puede estar desactivado, por ejemplo por el modo de aislamiento del iPhone.",
    random: "Falta un generador de números seguro.",
    modern: "La versión de este navegador es demasiado antigua.",
  },
  missingTold: {
    title: "Este navegador no puede abrir el mensaje",
    what: "",
    lost: "No se ha perdido nada: el mensaje sigue sin abrir.",
    now: "Abra el mismo enlace en otro navegador actualizado, por ejemplo Chrome, Safari, Firefox o Edge.",
  },
  retry: "Intentar de nuevo",
  copyLink: "Copiar el enlace",
  linkCopied: "Enlace copiado. Péguelo en otro navegador.",

  about: {
    trustWithPasscode: "Solo quien tenga el enlace y el código puede abrirlo. Ni siquiera el servidor.",
    trustWithout: "Solo quien tenga el enlace puede abrirlo. Ni siquiera el servidor.",
    question: "¿Qué es esto?",
    answer: [
      "Alguien le envió datos delicados con Lacre en lugar de escribirlos en una conversación. El mensaje viaja cerrado, se abre aquí en su navegador y termina en la fecha indicada.",
      "Lo que esta página no impide: fotos de la pantalla, un dispositivo con programas maliciosos, o que quien lo abra reenvíe lo que leyó.",
    ],
  },

  clock: { exact: cuando, local: "hora local", left: falta },
};
