// European Portuguese, as a calm person speaks.

import type { Words } from "./words";

const vezes = (n: number): string => (n === 1 ? "1 vez" : `${n} vezes`);
const tentativas = (n: number): string => (n === 1 ? "1 tentativa" : `${n} tentativas`);

const DIAS = ["domingo", "segunda", "terça", "quarta", "quinta", "sexta", "sábado"];
const MESES = [
  "janeiro",
  "fevereiro",
  "março",
  "abril",
  "maio",
  "junho",
  "julho",
  "agosto",
  "setembro",
  "outubro",
  "novembro",
  "dezembro",
];
const dois = (n: number): string => String(n).padStart(2, "0");

function quando(at: Date, withYear: boolean): string {
  const day = `${DIAS[at.getDay()]}, ${at.getDate()} de ${MESES[at.getMonth()]}`;
  return `${day}${withYear ? ` de ${at.getFullYear()}` : ""} às ${dois(at.getHours())}:${dois(at.getMinutes())}`;
}

function falta(s: number): string {
  if (s < 60) return s === 1 ? "falta 1 segundo" : `faltam ${s} segundos`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return minutes === 1 ? "falta 1 minuto" : `faltam ${minutes} minutos`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60 === 0 || hours >= 12 ? "" : ` e ${minutes % 60} min`;
    return hours === 1 ? `falta 1 hora${rest}` : `faltam ${hours} horas${rest}`;
  }
  return `faltam ${Math.floor(hours / 24)} dias`;
}

function espera(s: number): string {
  if (s <= 90) return `${s} s`;
  return s < 5400 ? `${Math.ceil(s / 60)} minutos` : `${Math.ceil(s / 3600)} horas`;
}

/** In units of a thousand, as systems show them. */
function tamanho(octets: number): string {
  if (octets < 1000) return octets === 1 ? "1 byte" : `${octets} bytes`;
  const [value, unit] = octets < 1e6 ? [octets / 1e3, "kB"] : octets < 1e9 ? [octets / 1e6, "MB"] : [octets / 1e9, "GB"];
  return `${(value < 10 ? value.toFixed(1) : String(Math.round(value))).replace(".", ",")}\u00a0${unit}`;
}

export const ptPT: Words = {
  lang: "pt-PT",
  language: "Língua",
  title: "Mensagem confidencial",
  seal: "Lacre",
  preparing: "A preparar…",

  cover: {
    heading: "Recebeu uma mensagem confidencial",
    from: "De",
    nobody: "Quem enviou não indicou o nome",
    note: "Nota",
    until: "Disponível até",
    views: (left) => `Pode ser aberta ${left === 1 ? "só 1 vez" : `mais ${vezes(left)}`}`,
    keep: (left) => (left === 1 ? "Abra quando puder guardar o que recebe." : ""),
  },

  notices: {
    trace: "O servidor anota, de forma aproximada, de onde é aberta (a rede e o navegador) e mostra-o a quem enviou.",
    files: (size) => `Traz ficheiros: ${size} no máximo.`,
    large: (limit) =>
      `Este navegador guarda ficheiros até ${limit}. Para os maiores, abra antes o link na aplicação Lacre, ou no Chrome ou Edge de um computador.`,
    inApp: "Está no navegador de outra aplicação, que pode não deixar guardar ficheiros. Antes de abrir, abra este link no navegador do aparelho.",
  },

  early: {
    title: "Ainda não é a hora",
    what: (when) => `Quem enviou marcou a abertura para ${when}.`,
    lost: "Não se perdeu nada: a mensagem está guardada e por abrir.",
    now: "Volte a este link a partir dessa hora.",
    retry: "Tentar abrir",
  },

  terms: {
    heading: "Leia e aceite antes de abrir",
    text: "Condições de quem enviou",
    name: "O seu nome completo",
    consent: "Li estas condições e aceito-as",
    explain:
      "Quem enviou fica com a sua aceitação: o nome que escrever e a hora deste aparelho. Segue fechada e o servidor não a lê. Não é uma assinatura digital.",
    accept: "Aceitar e continuar",
    refuse: "Não aceito",
    slip: {
      name: "Escreva o seu nome.",
      long: "O nome tem de caber em 120 letras.",
      consent: "Assinale que leu e aceita as condições.",
    },
    refused: {
      title: "Não aceitou as condições",
      what: "Por isso a mensagem não foi aberta, e nada foi dito a quem enviou.",
      lost: "Não se perdeu nada: a mensagem continua por abrir.",
      now: "Se tiver dúvidas, fale com quem enviou antes de aceitar.",
    },
    back: "Voltar às condições",
  },

  identity: {
    heading: "Confirme o seu e-mail",
    what: "Quem enviou pede que confirme que é consigo. Escreva o e-mail que essa pessoa conhece; o servidor envia-lhe um código de 8 algarismos.",
    address: "O seu e-mail",
    ask: "Receber código",
    asking: "A pedir o código…",
    enter: "Escreva o código do e-mail",
    sent: ["Se ", " for o e-mail que quem enviou indicou, o código chega dentro de momentos. Vale 10 minutos."],
    spam: "Se não chegar, veja no correio não solicitado (spam).",
    code: "Código de 8 algarismos",
    next: "Continuar",
    again: "Pedir outro código",
    againIn: (s) => `Pode pedir outro código dentro de ${s} s`,
    other: "Usar outro e-mail",
    slip: {
      address: "Este e-mail não parece completo. Nada foi enviado.",
      short: "O código do e-mail tem 8 algarismos. Nada foi enviado.",
      wrong: "O código do e-mail não está certo ou já não vale. A mensagem continua guardada e não gastou nenhuma tentativa. Confirme-o, ou peça outro.",
      offline: "Sem ligação ao servidor: o pedido pode não ter chegado. Não se perdeu nada. Tente de novo.",
    },
    busy: (s) =>
      s > 90
        ? `Já foram pedidos muitos códigos para esta mensagem. Não se perdeu nada: tente daqui a ${espera(s)}.`
        : `Só se pode pedir um código por minuto. Não se perdeu nada: tente daqui a ${espera(s)}.`,
  },

  passcode: {
    label: {
      symbols: "Código",
      words: "Palavras do código",
      digits: "Código de números",
      text: "Código ou palavra-passe",
    },
    hint: "Recebeu-o à parte, por exemplo por SMS ou por telefone.",
    tolerant: {
      symbols: "Maiúsculas, espaços e traços não contam.",
      words: "Maiúsculas, espaços e traços não contam.",
      digits: "Espaços e traços não contam.",
      text: "Maiúsculas, espaços e traços não contam.",
    },
    open: "Abrir",
    empty: "Escreva o código que recebeu.",
    mistyped: {
      short: "O código parece incompleto: tem 11 letras e números. Nada foi enviado e não gastou nenhuma tentativa.",
      long: "O código tem letras a mais: são 11 letras e números. Nada foi enviado e não gastou nenhuma tentativa.",
      other: "Há um engano no código, talvez uma letra trocada. Nada foi enviado e não gastou nenhuma tentativa.",
    },
    wrong: (left) =>
      left === 1
        ? "O código não está certo. A mensagem continua guardada, mas resta 1 tentativa: confirme o código com quem enviou antes de tentar."
        : `O código não está certo. A mensagem continua guardada. Restam ${tentativas(left)}.`,
    few: (left) => (left === 1 ? "Resta 1 tentativa." : `Restam ${tentativas(left)}.`),
  },

  hold: {
    label: "Manter premido para abrir",
    explain: "Prima o botão durante um momento. Assim nenhum programa abre a mensagem por engano.",
    short: "Mantenha o botão premido um pouco mais. A mensagem ainda não foi aberta.",
    confirm: "Sim, abrir agora",
    confirmExplain: "Para confirmar, ative também o botão seguinte.",
  },

  working: {
    heading: "A abrir a mensagem",
    deriving: "A preparar a chave com o código…",
    claiming: "A pedir a mensagem…",
    fetching: (percent) => `A receber… ${percent} %`,
    opening: "A abrir…",
    offline: (s) => `Sem ligação ao servidor. Tentamos de novo dentro de ${s} s.`,
    busy: (s) => `O servidor está ocupado. Tentamos de novo dentro de ${s} s.`,
    nothingLost: "Nada se perdeu.",
    stay: "Não feche esta página.",
    retry: "Tentar agora",
  },

  content: {
    heading: "A sua mensagem",
    message: "Mensagem",
    fields: "Dados",
    hidden: "escondido",
    invisible: "carácter invisível",
    show: "Mostrar",
    hide: "Esconder",
    copy: "Copiar",
    showAll: "Mostrar tudo",
    hideAll: "Esconder tudo",
    showOf: (label) => `Mostrar: ${label}`,
    hideOf: (label) => `Esconder: ${label}`,
    copyOf: (label) => `Copiar: ${label}`,
    copied: "Copiado",
    copiedSaid: (label) => `Copiado: ${label}.`,
    clipboard: "O que copiou fica na área de transferência até copiar outra coisa. Esta página não a consegue limpar.",
    selected: "Este navegador não deixa copiar por botão. O texto está selecionado: copie-o pelo menu.",
    noCopy: "Quem enviou pede que não copie. É um pedido, não um cadeado: conte com a sua discrição.",
    until: "Disponível até",
    here: "Esta página mostra-o, no máximo, até",
    last: "Esta foi a última abertura: depois de fechar esta página, o conteúdo não volta a abrir.",
    again: (left) => `Com o mesmo link, ainda pode abrir mais ${vezes(left)}.`,
    done: "Já guardei, apagar agora",
    doneExplain: "Retira o conteúdo deste ecrã e avisa quem enviou de que já o tem.",
    kinds: {
      text: "Texto",
      username: "Utilizador",
      password: "Palavra-passe",
      url: "Endereço",
      totp: "Código 2FA",
      wifi: "Wi-Fi",
      contact: "Contacto",
      network: "Rede",
      security: "Segurança",
      name: "Nome",
      organisation: "Organização",
      email: "E-mail",
      phone: "Telefone",
      code: "Código",
      date: "Data",
      address: "Morada",
      note: "Nota",
    },
    changes: (s) => `muda em ${s} s`,
    key: "Mostrar chave",
    keyOf: (label) => `Mostrar a chave: ${label}`,
    hideKey: "Esconder chave",
    keyHint: "A chave serve para configurar a sua própria aplicação de códigos. Quem a tiver gera os mesmos códigos.",
    qr: "Código QR",
    hideQr: "Esconder QR",
    qrOf: (label) => `Código QR: ${label}`,
    qrHint: {
      wifi: "Aponte a câmara de outro aparelho para se ligar a esta rede.",
      contact: "Aponte a câmara de outro aparelho para guardar este contacto.",
      totp: "Leia-o com a sua aplicação de códigos.",
    },
  },

  files: {
    heading: (n) => (n === 1 ? "1 ficheiro" : `${n} ficheiros`),
    viewOnly:
      "Quem enviou pede que veja as imagens e os PDF sem os guardar. É um pedido, não um cadeado: conte com a sua discrição.",
    preparing: "A preparar os ficheiros…",
    kinds: {
      picture: "Imagem",
      pdf: "PDF",
      text: "Texto",
      table: "Folha de cálculo",
      sound: "Som",
      film: "Vídeo",
      archive: "Arquivo comprimido",
      program: "Programa ou página",
      other: "Ficheiro",
    },
    program: "Pode executar programas: abra-o só se o esperava.",
    size: tamanho,
    save: "Guardar",
    saveOf: (name) => `Guardar: ${name}`,
    look: "Ver",
    lookOf: (name) => `Ver: ${name}`,
    saveAll: (size) => `Guardar tudo num zip (${size})`,
    zipName: "ficheiros.zip",
    cancel: "Cancelar",
    running: (percent, done, total) => `A receber… ${percent} % (${done} de ${total})`,
    offline: "Sem ligação. Nada se perdeu: continua de onde ficou quando a ligação voltar.",
    busy: "O servidor está ocupado. Continua dentro de momentos.",
    saved: "Guardado inteiro.",
    handed: "Recebido inteiro e entregue às transferências do navegador.",
    again: "Guardar outra vez",
    cancelled: "Cancelado. Não ficou nenhum ficheiro a meio.",
    large: (again) =>
      `Grande demais para este navegador. ${
        again
          ? "Abra o mesmo link na aplicação Lacre, ou no Chrome ou Edge de um computador."
          : "Peça novamente a quem enviou e abra o link na aplicação Lacre, ou no Chrome ou Edge de um computador."
      }`,
    failed: {
      damaged: "Chegou diferente do que foi enviado, por isso não o entregamos. Avise quem enviou.",
      window: "O tempo para receber os ficheiros acabou. O que já guardou continua consigo. Se faltar algum, peça novamente a quem enviou.",
      revoked: "Quem enviou retirou a mensagem. O que já guardou continua consigo.",
      disk: "Não foi possível escrever no seu aparelho, talvez por falta de espaço. Não ficou nenhum ficheiro a meio. Pode tentar de novo.",
      service: "O servidor respondeu algo inesperado. Não ficou nenhum ficheiro a meio. Pode tentar de novo.",
      unreadable: "Não o conseguimos mostrar aqui: o conteúdo não é uma imagem ou um PDF que este navegador leia.",
    },
    viewer: {
      close: "Fechar",
      place: "Conteúdo do ficheiro",
      previous: "Página anterior",
      next: "Página seguinte",
      smaller: "Diminuir",
      larger: "Aumentar",
      page: (page, pages) => `Página ${page} de ${pages}`,
      wish: "Só para ver: é um pedido de quem enviou, não um cadeado.",
      unreadable: "Esta página não se consegue mostrar.",
    },
  },

  cleared: {
    done: {
      title: "Apagado desta página",
      what: "O conteúdo saiu deste ecrã e quem enviou fica a saber que já o tem.",
      lost: "O que copiou ou guardou continua consigo.",
      now: "Pode fechar esta página.",
    },
    doneUnsaid: {
      title: "Apagado desta página",
      what: "O conteúdo saiu deste ecrã. Por falta de ligação não conseguimos avisar quem enviou.",
      lost: "O que copiou ou guardou continua consigo.",
      now: "Se for importante, diga a quem enviou que já recebeu. Pode fechar esta página.",
    },
    left: (viewsLeft) => ({
      title: "O conteúdo saiu do ecrã",
      what: "Esteve fora desta página, por isso retirámos o que estava à vista.",
      lost:
        viewsLeft > 0
          ? `Não se perdeu: ainda pode abrir a mensagem mais ${vezes(viewsLeft)}.`
          : "Era a última abertura: o conteúdo já não existe no servidor.",
      now:
        viewsLeft > 0
          ? "Para ver de novo, abra outra vez o link a partir da mensagem que recebeu."
          : "Se não chegou a guardar, peça novamente a quem enviou.",
    }),
    over: {
      title: "O prazo terminou",
      what: "Chegou a hora marcada por quem enviou e retirámos o conteúdo do ecrã.",
      lost: "O que copiou ou guardou continua consigo. No servidor já não existe.",
      now: "Se ainda precisar, peça novamente a quem enviou.",
    },
    reloaded: {
      title: "Esta mensagem já foi aberta aqui",
      what: "A página foi recarregada e o conteúdo nunca fica guardado neste navegador.",
      lost: "O que copiou ou guardou continua consigo.",
      now: "Se ainda houver aberturas, toque outra vez no link da mensagem que recebeu. Se não houver, peça novamente a quem enviou.",
    },
  },

  trouble: {
    damaged: {
      title: "O link está incompleto",
      what: "Falta uma parte do link, ou mudou pelo caminho.",
      lost: "Não se perdeu nada: a mensagem continua por abrir e não gastou nenhuma tentativa.",
      now: "Volte à mensagem que recebeu e toque no link inteiro, ou copie-o até ao fim. Se voltar a falhar, peça novamente o link a quem enviou.",
    },
    "no-link": {
      title: "Falta o link",
      what: "Esta página abre mensagens confidenciais, mas o endereço não traz a parte que as abre.",
      lost: "Não se perdeu nada.",
      now: "Toque no link da mensagem que recebeu, ou copie-o até ao fim.",
    },
    altered: {
      title: "Esta mensagem não é de confiança",
      what: "O que o servidor guarda não corresponde ao link que recebeu. Pode ter sido alterado.",
      lost: "Não abrimos nada e não gastou nenhuma tentativa.",
      now: "Não escreva o código aqui. Avise quem enviou e peça novamente.",
    },
    "too-old": {
      title: "É precisa uma versão mais recente",
      what: "Esta mensagem pede algo que esta página ainda não sabe fazer.",
      lost: "Não se perdeu nada: a mensagem continua por abrir.",
      now: "Peça a quem enviou que atualize o Lacre, ou que envie a mensagem de outra forma.",
    },
    unknown: {
      title: "Não encontramos esta mensagem",
      what: "Pode ter terminado há muito tempo, ou o link ser de outro lugar.",
      lost: "Daqui não se abriu nada.",
      now: "Confirme o link na mensagem que recebeu, ou peça novamente a quem enviou.",
    },
    opened: {
      title: "Esta mensagem já foi aberta",
      what: "Já foi aberta tantas vezes quantas quem enviou permitiu.",
      lost: "O conteúdo já não existe no servidor e ninguém o pode voltar a abrir.",
      now: "Se não foi você que a abriu, avise já quem enviou. Se ainda precisar, peça novamente a quem enviou.",
    },
    expired: {
      title: "O prazo terminou",
      what: "A mensagem esteve disponível até à hora marcada por quem enviou.",
      lost: "O conteúdo foi destruído no servidor. Ninguém o pode voltar a abrir.",
      now: "Se ainda precisar, peça novamente a quem enviou.",
    },
    revoked: {
      title: "Quem enviou retirou a mensagem",
      what: "O acesso foi retirado antes de ser aberta aqui.",
      lost: "O conteúdo foi destruído no servidor. Ninguém o pode voltar a abrir.",
      now: "Se ainda precisar, fale com quem enviou.",
    },
    locked: {
      title: "A mensagem ficou bloqueada",
      what: "Foram escritos demasiados códigos errados.",
      lost: "Por segurança, o conteúdo foi destruído no servidor. Já não se pode abrir.",
      now: "Peça novamente a quem enviou. Se não foi você a tentar, diga-lhe também isso.",
    },
    gone: {
      title: "A mensagem já não se pode abrir",
      what: "O servidor perdeu a parte que guardava.",
      lost: "Sem essa parte, o conteúdo não se pode abrir.",
      now: "Peça novamente a quem enviou.",
    },
    paused: {
      title: "A mensagem está em pausa",
      what: "Quem enviou suspendeu o acesso por agora.",
      lost: "Não se perdeu nada: a mensagem continua guardada.",
      now: "Fale com quem enviou e tente de novo mais tarde com o mesmo link.",
    },
    busy: {
      title: "O servidor está ocupado",
      what: "Há demasiados pedidos neste momento.",
      lost: "Não se perdeu nada e não gastou nenhuma tentativa.",
      now: "Espere um pouco e tente de novo.",
    },
    unreachable: {
      title: "Sem ligação",
      what: "Não conseguimos chegar ao servidor.",
      lost: "Não se perdeu nada: a mensagem continua por abrir.",
      now: "Veja se tem rede e tente de novo.",
    },
    service: {
      title: "O servidor respondeu algo inesperado",
      what: "Não percebemos a resposta, por isso parámos.",
      lost: "Não mostrámos nada que não fosse seguro.",
      now: "Tente de novo daqui a pouco. Se continuar, avise quem enviou.",
    },
    content: {
      title: "O conteúdo chegou danificado",
      what: "O que o servidor entregou não é o que foi enviado, por isso não o mostramos.",
      lost: "Esta abertura foi gasta.",
      now: "Avise quem enviou e peça novamente.",
    },
    window: {
      title: "A ligação esteve parada demasiado tempo",
      what: "A mensagem foi entregue, mas não acabou de chegar dentro do tempo permitido.",
      lost: "Esta abertura foi gasta.",
      now: "Se ainda houver aberturas, abra outra vez o link. Se não houver, peça novamente a quem enviou.",
    },
    memory: {
      title: "Falta memória neste navegador",
      what: "Preparar a chave precisa de mais memória livre do que há agora.",
      lost: "Não se perdeu nada e não gastou nenhuma tentativa.",
      now: "Feche outras páginas ou aplicações e tente de novo, ou abra o link noutro aparelho.",
    },
  },
  claimedLost: "Esta abertura foi gasta.",
  missing: {
    wasm: "Falta o WebAssembly. Pode estar desligado, por exemplo no modo de isolamento do iPhone.",
    random: "Falta um gerador de números seguro.",
    modern: "A versão deste navegador é demasiado antiga.",
  },
  missingTold: {
    title: "Este navegador não consegue abrir a mensagem",
    what: "",
    lost: "Não se perdeu nada: a mensagem continua por abrir.",
    now: "Abra o mesmo link noutro navegador atualizado, por exemplo Chrome, Safari, Firefox ou Edge.",
  },
  retry: "Tentar de novo",
  copyLink: "Copiar o link",
  linkCopied: "Link copiado. Cole-o noutro navegador.",

  about: {
    trustWithPasscode: "Só quem tiver o link e o código consegue abrir. Nem o servidor.",
    trustWithout: "Só quem tiver o link consegue abrir. Nem o servidor.",
    question: "O que é isto?",
    answer: [
      "Alguém enviou-lhe dados delicados com o Lacre, em vez de os escrever numa conversa. A mensagem viaja fechada, abre-se aqui no seu navegador e termina na data indicada.",
      "O que esta página não impede: fotografias ao ecrã, um aparelho com programas maliciosos, ou que quem abrir volte a enviar o que leu.",
    ],
  },

  clock: { exact: quando, local: "hora local", left: falta },
};
