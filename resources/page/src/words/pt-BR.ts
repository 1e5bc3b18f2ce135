// Brazilian Portuguese, as a calm person speaks. An asset of its own.

import type { Words } from "./words";

const vezes = (n: number): string => (n === 1 ? "1 vez" : `${n} vezes`);
const tentativas = (n: number): string => (n === 1 ? "1 tentativa" : `${n} tentativas`);

const DIAS = ["domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"];
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
  return `${day}${withYear ? ` de ${at.getFullYear()}` : ""} ${at.getHours() === 1 ? "à" : "às"} ${dois(at.getHours())}:${dois(at.getMinutes())}`;
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

export const words: Words = {
  lang: "pt-BR",
  language: "Idioma",
  title: "Mensagem confidencial",
  seal: "Lacre",
  preparing: "Preparando…",

  cover: {
    heading: "Você recebeu uma mensagem confidencial",
    from: "De",
    nobody: "Quem enviou não informou o nome",
    note: "Nota",
    until: "Disponível até",
    views: (left) => `Pode ser aberta ${left === 1 ? "só 1 vez" : `mais ${vezes(left)}`}`,
    keep: (left) => (left === 1 ? "Abra quando puder salvar o que vai receber." : ""),
  },

  notices: {
    trace: "O servidor anota, de forma aproximada, de onde é aberta (a rede e o navegador) e mostra isso a quem enviou.",
    files: (size) => `Traz arquivos: ${size} no máximo.`,
    large: (limit) =>
      `Este navegador salva arquivos de até ${limit}. Para os maiores, abra o link no aplicativo Lacre, ou no Chrome ou Edge de um computador.`,
    inApp: "Você está no navegador de outro aplicativo, que talvez não deixe salvar arquivos. Antes de abrir a mensagem, abra este link no navegador do aparelho.",
  },

  early: {
    title: "Ainda não está na hora",
    what: (when) => `Quem enviou marcou a abertura para ${when}.`,
    lost: "Nada se perdeu: a mensagem está guardada e ainda não foi aberta.",
    now: "Volte a este link a partir dessa hora.",
    retry: "Tentar abrir",
  },

  terms: {
    heading: "Leia e aceite antes de abrir",
    text: "Condições de quem enviou",
    name: "Seu nome completo",
    consent: "Li e aceito estas condições",
    explain:
      "Quem enviou fica com o seu aceite: o nome que você digitar e a hora deste aparelho. Ele segue lacrado e o servidor não consegue ler. Não é uma assinatura digital.",
    accept: "Aceitar e continuar",
    refuse: "Não aceito",
    slip: {
      name: "Digite o seu nome.",
      long: "O nome precisa caber em 120 letras.",
      consent: "Marque que leu e aceita as condições.",
    },
    refused: {
      title: "Você não aceitou as condições",
      what: "Por isso a mensagem não foi aberta, e nada foi dito a quem enviou.",
      lost: "Nada se perdeu: a mensagem ainda não foi aberta.",
      now: "Se tiver dúvidas, fale com quem enviou antes de aceitar.",
    },
    back: "Voltar às condições",
  },

  identity: {
    heading: "Confirme seu e-mail",
    what: "Quem enviou pede que você confirme que é você mesmo. Digite o e-mail que essa pessoa conhece; o servidor vai enviar a ele um código de 8 dígitos.",
    address: "Seu e-mail",
    ask: "Receber código",
    asking: "Pedindo o código…",
    enter: "Digite o código do e-mail",
    sent: ["Se ", " for o e-mail que quem enviou informou, o código chega em instantes. Vale por 10 minutos."],
    spam: "Se não chegar, procure na caixa de spam.",
    code: "Código de 8 dígitos",
    next: "Continuar",
    again: "Pedir outro código",
    againIn: (s) => `Você pode pedir outro código em ${s} s`,
    other: "Usar outro e-mail",
    slip: {
      address: "Este e-mail não parece completo. Nada foi enviado.",
      short: "O código do e-mail tem 8 dígitos. Nada foi enviado.",
      wrong: "O código do e-mail não está certo ou não vale mais. A mensagem continua guardada e nenhuma tentativa foi gasta. Confira o código ou peça outro.",
      offline: "Sem conexão com o servidor: o pedido pode não ter chegado. Nada se perdeu. Tente de novo.",
    },
    busy: (s) =>
      s > 90
        ? `Já foram pedidos muitos códigos para esta mensagem. Nada se perdeu: tente de novo em ${espera(s)}.`
        : `Só é possível pedir um código por minuto. Nada se perdeu: tente de novo em ${espera(s)}.`,
  },

  passcode: {
    label: {
      symbols: "Código",
      words: "Palavras do código",
      digits: "Código numérico",
      text: "Código ou senha",
    },
    hint: "Você o recebeu à parte, por exemplo por SMS ou por telefone.",
    tolerant: {
      symbols: "Maiúsculas, espaços e hifens não fazem diferença.",
      words: "Maiúsculas, espaços e hifens não fazem diferença.",
      digits: "Espaços e hifens não fazem diferença.",
      text: "Maiúsculas, espaços e hifens não fazem diferença.",
    },
    open: "Abrir",
    empty: "Digite o código que você recebeu.",
    mistyped: {
      short: "O código parece incompleto: tem 11 letras e números. Nada foi enviado e nenhuma tentativa foi gasta.",
      long: "O código tem letras demais: são 11 letras e números. Nada foi enviado e nenhuma tentativa foi gasta.",
      other: "Há um erro no código, talvez uma letra trocada. Nada foi enviado e nenhuma tentativa foi gasta.",
    },
    wrong: (left) =>
      left === 1
        ? "O código não está certo. A mensagem continua guardada, mas resta 1 tentativa: confira o código com quem enviou antes de tentar."
        : `O código não está certo. A mensagem continua guardada. Restam ${tentativas(left)}.`,
    few: (left) => (left === 1 ? "Resta 1 tentativa." : `Restam ${tentativas(left)}.`),
  },

  hold: {
    label: "Segure para abrir",
    explain: "Segure o botão por um momento. Assim nenhum programa abre a mensagem por engano.",
    short: "Segure o botão um pouco mais. A mensagem ainda não foi aberta.",
    confirm: "Sim, abrir agora",
    confirmExplain: "Para confirmar, ative também o botão seguinte.",
  },

  working: {
    heading: "Abrindo a mensagem",
    deriving: "Preparando a chave com o código…",
    claiming: "Pedindo a mensagem…",
    fetching: (percent) => `Recebendo… ${percent}%`,
    opening: "Abrindo…",
    offline: (s) => `Sem conexão com o servidor. Vamos tentar de novo em ${s} s.`,
    busy: (s) => `O servidor está ocupado. Vamos tentar de novo em ${s} s.`,
    nothingLost: "Nada se perdeu.",
    stay: "Não feche esta página.",
    retry: "Tentar agora",
  },

  content: {
    heading: "Sua mensagem",
    message: "Mensagem",
    fields: "Dados",
    hidden: "oculto",
    invisible: "caractere invisível",
    show: "Mostrar",
    hide: "Ocultar",
    copy: "Copiar",
    showAll: "Mostrar tudo",
    hideAll: "Ocultar tudo",
    showOf: (label) => `Mostrar: ${label}`,
    hideOf: (label) => `Ocultar: ${label}`,
    copyOf: (label) => `Copiar: ${label}`,
    copied: "Copiado",
    copiedSaid: (label) => `Copiado: ${label}.`,
    clipboard: "O que você copiou fica na área de transferência até você copiar outra coisa. Esta página não consegue limpá-la.",
    selected: "Este navegador não deixa copiar pelo botão. O texto está selecionado: copie pelo menu.",
    noCopy: "Quem enviou pede que você não copie. É um pedido, não um cadeado: conta com a sua discrição.",
    until: "Disponível até",
    here: "Esta página mostra o conteúdo, no máximo, até",
    last: "Esta foi a última abertura: depois que você fechar esta página, o conteúdo não abre mais.",
    again: (left) => `Com o mesmo link, você ainda pode abrir mais ${vezes(left)}.`,
    done: "Já salvei, apagar agora",
    doneExplain: "Retira o conteúdo desta tela e avisa a quem enviou que você já o tem.",
    kinds: {
      text: "Texto",
      username: "Usuário",
      password: "Senha",
      url: "Endereço web",
      totp: "Código 2FA",
      wifi: "Wi-Fi",
      contact: "Contato",
      network: "Rede",
      security: "Segurança",
      name: "Nome",
      organisation: "Organização",
      email: "E-mail",
      phone: "Telefone",
      code: "Código",
      date: "Data",
      address: "Endereço postal",
      note: "Nota",
    },
    changes: (s) => `muda em ${s} s`,
    key: "Mostrar chave",
    keyOf: (label) => `Mostrar a chave: ${label}`,
    hideKey: "Ocultar chave",
    keyHint: "A chave serve para configurar o seu próprio aplicativo de códigos. Quem tiver a chave gera os mesmos códigos.",
    qr: "Código QR",
    hideQr: "Ocultar QR",
    qrOf: (label) => `Código QR: ${label}`,
    qrHint: {
      wifi: "Aponte a câmera de outro aparelho para se conectar a esta rede.",
      contact: "Aponte a câmera de outro aparelho para salvar este contato.",
      totp: "Leia com o seu aplicativo de códigos.",
    },
  },

  files: {
    heading: (n) => (n === 1 ? "1 arquivo" : `${n} arquivos`),
    viewOnly:
      "Quem enviou pede que você veja as imagens e os PDFs sem salvar. É um pedido, não um cadeado: conta com a sua discrição.",
    preparing: "Preparando os arquivos…",
    kinds: {
      picture: "Imagem",
      pdf: "PDF",
      text: "Texto",
      table: "Planilha",
      sound: "Som",
      film: "Vídeo",
      archive: "Arquivo compactado",
      program: "Programa ou página",
      other: "Arquivo",
    },
    program: "Pode executar programas: abra só se você o esperava.",
    size: tamanho,
    save: "Salvar",
    saveOf: (name) => `Salvar: ${name}`,
    look: "Ver",
    lookOf: (name) => `Ver: ${name}`,
    saveAll: (size) => `Salvar tudo em um zip (${size})`,
    zipName: "arquivos.zip",
    cancel: "Cancelar",
    running: (percent, done, total) => `Recebendo… ${percent}% (${done} de ${total})`,
    offline: "Sem conexão. Nada se perdeu: continua de onde parou quando a conexão voltar.",
    busy: "O servidor está ocupado. Continua em instantes.",
    saved: "Salvo por inteiro.",
    handed: "Recebido por inteiro e entregue aos downloads do navegador.",
    again: "Salvar de novo",
    cancelled: "Cancelado. Nenhum arquivo ficou pela metade.",
    large: (again) =>
      `Grande demais para este navegador. ${
        again
          ? "Abra o mesmo link no aplicativo Lacre, ou no Chrome ou Edge de um computador."
          : "Peça novamente a quem enviou e abra o link no aplicativo Lacre, ou no Chrome ou Edge de um computador."
      }`,
    failed: {
      damaged: "Chegou diferente do que foi enviado, por isso não vamos entregar. Avise quem enviou.",
      window: "O tempo para receber os arquivos acabou. O que você já salvou continua com você. Se faltar algum, peça novamente a quem enviou.",
      revoked: "Quem enviou retirou a mensagem. O que você já salvou continua com você.",
      disk: "Não foi possível gravar no seu aparelho, talvez por falta de espaço. Nenhum arquivo ficou pela metade. Você pode tentar de novo.",
      service: "O servidor respondeu algo inesperado. Nenhum arquivo ficou pela metade. Você pode tentar de novo.",
      unreadable: "Não conseguimos mostrar aqui: o conteúdo não é uma imagem ou um PDF que este navegador consiga ler.",
    },
    viewer: {
      close: "Fechar",
      place: "Conteúdo do arquivo",
      previous: "Página anterior",
      next: "Próxima página",
      smaller: "Diminuir",
      larger: "Aumentar",
      page: (page, pages) => `Página ${page} de ${pages}`,
      wish: "Só para ver: é um pedido de quem enviou, não um cadeado.",
      unreadable: "Não é possível mostrar esta página.",
    },
  },

  cleared: {
    done: {
      title: "Apagado desta página",
      what: "O conteúdo saiu desta tela e quem enviou fica sabendo que você já o tem.",
      lost: "O que você copiou ou salvou continua com você.",
      now: "Você pode fechar esta página.",
    },
    doneUnsaid: {
      title: "Apagado desta página",
      what: "O conteúdo saiu desta tela. Por falta de conexão, não conseguimos avisar quem enviou.",
      lost: "O que você copiou ou salvou continua com você.",
      now: "Se for importante, diga a quem enviou que você já recebeu. Você pode fechar esta página.",
    },
    left: (viewsLeft) => ({
      title: "O conteúdo saiu da tela",
      what: "Você saiu desta página, por isso retiramos o que estava à vista.",
      lost:
        viewsLeft > 0
          ? `Não se perdeu: você ainda pode abrir a mensagem mais ${vezes(viewsLeft)}.`
          : "Era a última abertura: o conteúdo não existe mais no servidor.",
      now:
        viewsLeft > 0
          ? "Para ver de novo, abra o link de novo na mensagem que você recebeu."
          : "Se você não chegou a salvar, peça novamente a quem enviou.",
    }),
    over: {
      title: "O prazo terminou",
      what: "Chegou a hora marcada por quem enviou e retiramos o conteúdo da tela.",
      lost: "O que você copiou ou salvou continua com você. No servidor ele não existe mais.",
      now: "Se você ainda precisar, peça novamente a quem enviou.",
    },
    reloaded: {
      title: "Esta mensagem já foi aberta aqui",
      what: "A página foi recarregada e o conteúdo nunca fica salvo neste navegador.",
      lost: "O que você copiou ou salvou continua com você.",
      now: "Se ainda houver aberturas, toque de novo no link da mensagem que você recebeu. Se não houver, peça novamente a quem enviou.",
    },
  },

  trouble: {
    damaged: {
      title: "O link está incompleto",
      what: "Falta uma parte do link, ou ele mudou no caminho.",
      lost: "Nada se perdeu: a mensagem ainda não foi aberta e nenhuma tentativa foi gasta.",
      now: "Volte à mensagem que você recebeu e toque no link inteiro, ou copie-o até o fim. Se falhar de novo, peça o link outra vez a quem enviou.",
    },
    "no-link": {
      title: "Falta o link",
      what: "Esta página abre mensagens confidenciais, mas o endereço não traz a parte que as abre.",
      lost: "Nada se perdeu.",
      now: "Toque no link da mensagem que você recebeu, ou copie-o até o fim.",
    },
    altered: {
      title: "Esta mensagem não é confiável",
      what: "O que o servidor guarda não corresponde ao link que você recebeu. Pode ter sido alterado.",
      lost: "Não abrimos nada e nenhuma tentativa foi gasta.",
      now: "Não digite o código aqui. Avise quem enviou e peça novamente.",
    },
    "too-old": {
      title: "É preciso uma versão mais recente",
      what: "Esta mensagem pede algo que esta página ainda não sabe fazer.",
      lost: "Nada se perdeu: a mensagem ainda não foi aberta.",
      now: "Peça a quem enviou que atualize o Lacre, ou que envie a mensagem de outra forma.",
    },
    unknown: {
      title: "Não encontramos esta mensagem",
      what: "Pode ter terminado há muito tempo, ou o link é de outro lugar.",
      lost: "Nada foi aberto daqui.",
      now: "Confira o link na mensagem que você recebeu, ou peça novamente a quem enviou.",
    },
    opened: {
      title: "Esta mensagem já foi aberta",
      what: "Ela já foi aberta quantas vezes quem enviou permitiu.",
      lost: "O conteúdo não existe mais no servidor e ninguém pode abri-lo de novo.",
      now: "Se não foi você que abriu, avise logo quem enviou. Se você ainda precisar, peça novamente a quem enviou.",
    },
    expired: {
      title: "O prazo terminou",
      what: "A mensagem esteve disponível até à hora marcada por quem enviou.",
      lost: "O conteúdo foi destruído no servidor. Ninguém pode abri-lo de novo.",
      now: "Se você ainda precisar, peça novamente a quem enviou.",
    },
    revoked: {
      title: "Quem enviou retirou a mensagem",
      what: "O acesso foi retirado antes que ela fosse aberta aqui.",
      lost: "O conteúdo foi destruído no servidor. Ninguém pode abri-lo de novo.",
      now: "Se você ainda precisar, fale com quem enviou.",
    },
    locked: {
      title: "A mensagem foi bloqueada",
      what: "Foram digitados códigos errados demais.",
      lost: "Por segurança, o conteúdo foi destruído no servidor. Não é mais possível abrir.",
      now: "Peça novamente a quem enviou. Se não foi você que tentou, diga isso também.",
    },
    gone: {
      title: "Não é mais possível abrir a mensagem",
      what: "O servidor perdeu a parte que guardava.",
      lost: "Sem essa parte, não é possível abrir o conteúdo.",
      now: "Peça novamente a quem enviou.",
    },
    paused: {
      title: "A mensagem está em pausa",
      what: "Quem enviou suspendeu o acesso por agora.",
      lost: "Nada se perdeu: a mensagem continua guardada.",
      now: "Fale com quem enviou e tente de novo mais tarde com o mesmo link.",
    },
    busy: {
      title: "O servidor está ocupado",
      what: "Há pedidos demais neste momento.",
      lost: "Nada se perdeu e nenhuma tentativa foi gasta.",
      now: "Espere um pouco e tente de novo.",
    },
    unreachable: {
      title: "Sem conexão",
      what: "Não conseguimos chegar ao servidor.",
      lost: "Nada se perdeu: a mensagem ainda não foi aberta.",
      now: "Confira sua conexão e tente de novo.",
    },
    service: {
      title: "O servidor respondeu algo inesperado",
      what: "Não entendemos a resposta, por isso paramos.",
      lost: "Não mostramos nada que não fosse seguro.",
      now: "Tente de novo daqui a pouco. Se continuar, avise quem enviou.",
    },
    content: {
      title: "O conteúdo chegou danificado",
      what: "O que o servidor entregou não é o que foi enviado, por isso não vamos mostrá-lo.",
      lost: "Esta abertura foi gasta.",
      now: "Avise quem enviou e peça novamente.",
    },
    window: {
      title: "A conexão ficou parada por tempo demais",
      what: "A mensagem foi entregue, mas não terminou de chegar no tempo permitido.",
      lost: "Esta abertura foi gasta.",
      now: "Se ainda houver aberturas, abra o link de novo. Se não houver, peça novamente a quem enviou.",
    },
    memory: {
      title: "Falta memória neste navegador",
      what: "Preparar a chave precisa de mais memória livre do que há agora.",
      lost: "Nada se perdeu e nenhuma tentativa foi gasta.",
      now: "Feche outras páginas ou aplicativos e tente de novo, ou abra o link em outro aparelho.",
    },
  },
  claimedLost: "Esta abertura foi gasta.",
  missing: {
    wasm: "Falta o WebAssembly. Ele pode estar desativado, por exemplo pelo Modo de Isolamento do iPhone.",
    random: "Falta um gerador de números seguro.",
    modern: "A versão deste navegador é antiga demais.",
  },
  missingTold: {
    title: "Este navegador não consegue abrir a mensagem",
    what: "",
    lost: "Nada se perdeu: a mensagem ainda não foi aberta.",
    now: "Abra o mesmo link em outro navegador atualizado, por exemplo Chrome, Safari, Firefox ou Edge.",
  },
  retry: "Tentar de novo",
  copyLink: "Copiar o link",
  linkCopied: "Link copiado. Cole em outro navegador.",

  about: {
    trustWithPasscode: "Só quem tem o link e o código consegue abrir. Nem o servidor.",
    trustWithout: "Só quem tem o link consegue abrir. Nem o servidor.",
    question: "O que é isto?",
    answer: [
      "Alguém enviou dados delicados a você com o Lacre, em vez de escrevê-los em uma conversa. A mensagem viaja lacrada, abre aqui no seu navegador e termina na data indicada.",
      "O que esta página não impede: fotos da tela, um aparelho com programas maliciosos, ou que quem abrir repasse o que leu.",
    ],
  },

  clock: { exact: quando, local: "hora local", left: falta },
};
