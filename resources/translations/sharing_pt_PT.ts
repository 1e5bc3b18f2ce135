<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en_GB">
<context>
    <name>Demo</name>
    <message>
        <source>There is no display: Lacre runs without a window, on sample data, and shares an entry.</source>
        <translation>Não há ecrã: o Lacre corre sem janela, com dados de exemplo, e partilha uma entrada.</translation>
    </message>
    <message>
        <source>Stopped. The link works again when Lacre runs again on the same data.</source>
        <translation>Parado. O link volta a funcionar quando o Lacre correr de novo com os mesmos dados.</translation>
    </message>
    <message>
        <source>Stopped. The sample data and the link are gone.</source>
        <translation>Parado. Os dados de exemplo e o link desapareceram.</translation>
    </message>
    <message>
        <source>There is a vault already: {variable} must name the file of its passphrase.</source>
        <translation>Já existe um cofre: {variable} tem de indicar o ficheiro com a frase-passe dele.</translation>
    </message>
    <message>
        <source>Creating a vault in {folder}…</source>
        <translation>A criar um cofre em {folder}…</translation>
    </message>
    <message>
        <source>Your vault is in {folder}. Its passphrase is: {passphrase}</source>
        <translation>O cofre está em {folder}. A frase-passe dele é: {passphrase}</translation>
    </message>
    <message>
        <source>Sample data: {count} entries.</source>
        <translation>Dados de exemplo: {count} entradas.</translation>
    </message>
    <message>
        <source>Sharing “{title}” of {client}…</source>
        <translation>A partilhar «{title}», de {client}…</translation>
    </message>
    <message>
        <source>Link:      {link}</source>
        <translation>Link:      {link}</translation>
    </message>
    <message>
        <source>Passcode:  {passcode}</source>
        <translation>Código:    {passcode}</translation>
    </message>
    <message>
        <source>Ends:      {when}</source>
        <translation>Termina:   {when}</translation>
    </message>
    <message>
        <source>Open the link in a browser on this computer. Ctrl-C stops.</source>
        <translation>Abra o link num navegador deste computador. Ctrl-C para.</translation>
    </message>
</context>
<context>
    <name>EndSheet</name>
    <message>
        <source>Openings in all</source>
        <translation>Aberturas ao todo</translation>
    </message>
    <message>
        <source>Opened so far: {count}. After the last one the link is dead.</source>
        <translation>Aberta até agora: {count}. Depois da última, o link deixa de funcionar.</translation>
    </message>
    <message>
        <source>Change end or openings</source>
        <translation>Alterar fim ou aberturas</translation>
    </message>
    <message>
        <source>“{label}” ends {when} now. The link and the passcode stay the same.</source>
        <translation>«{label}» termina agora {when}. O link e o código continuam os mesmos.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Alterar</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Not all of it was brought in: look at what is named above first.</source>
        <translation>Não veio tudo: veja primeiro o que está indicado acima.</translation>
    </message>
    <message>
        <source>{name} still holds every password in clear. Delete it once you have seen that all is here, and empty the bin if it was ever in it.</source>
        <translation>{name} continua com todas as palavras-passe às claras. Apague-o quando tiver visto que está tudo cá, e esvazie o lixo do computador se alguma vez lá esteve.</translation>
    </message>
    <message>
        <source>Differed, and both are kept: {names}.</source>
        <translation>Diferiam, e ficam os dois valores: {names}.</translation>
    </message>
    <message>
        <source>Joined with entries that are about the same: {count}.</source>
        <translation>Juntas a entradas sobre o mesmo: {count}.</translation>
    </message>
    <message>
        <source>Files: {count} ({size}).</source>
        <translation>Ficheiros: {count} ({size}).</translation>
    </message>
    <message>
        <source>Already in the vault, word for word: {merged}.</source>
        <translation>Já no cofre, palavra por palavra: {merged}.</translation>
    </message>
    <message>
        <source>To be joined with entries that are about the same, nothing of either lost: {joined}.</source>
        <translation>A juntar a entradas sobre o mesmo, sem perder nada de nenhuma: {joined}.</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Juntas</translation>
    </message>
    <message>
        <source>2FA key</source>
        <translation>Chave 2FA</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Outro ficheiro</translation>
    </message>
    <message>
        <source>Add to the vault</source>
        <translation>Adicionar ao cofre</translation>
    </message>
    <message>
        <source>Choose the exported file</source>
        <translation>Escolher o ficheiro exportado</translation>
    </message>
    <message>
        <source>Exported files</source>
        <translation>Ficheiros exportados</translation>
    </message>
    <message>
        <source>Stopped. Nothing was added.</source>
        <translation>Parado. Nada foi adicionado.</translation>
    </message>
    <message>
        <source>Nothing was added: everything in the file was here already.</source>
        <translation>Nada foi adicionado: tudo o que está no ficheiro já cá estava.</translation>
    </message>
    <message>
        <source>Added: {kinds}, for {clients}.</source>
        <translation>Adicionado: {kinds}, para {clients}.</translation>
    </message>
    <message>
        <source>Already here, word for word: {count}.</source>
        <translation>Já cá estavam, palavra por palavra: {count}.</translation>
    </message>
    <message>
        <source>Signs that nobody sees were taken out of these names: {names}.</source>
        <translation>Foram retirados destes nomes sinais que ninguém vê: {names}.</translation>
    </message>
    <message>
        <source>Not kept by this version: {names}.</source>
        <translation>Esta versão não guarda: {names}.</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>Linha {line}: {reason}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>e mais {count}</translation>
    </message>
    <message>
        <source>Bring in what another program exported. You see what is in the file before anything is added, and importing the same file twice adds nothing.</source>
        <translation>Traga o que outro programa exportou. Vê o que está no ficheiro antes de algo ser adicionado, e importar duas vezes o mesmo ficheiro não adiciona nada.</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Escolher ficheiro…</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>ou largue-o aqui</translation>
    </message>
    <message>
        <source>Entries without a folder go to the client</source>
        <translation>As entradas sem pasta vão para o cliente</translation>
    </message>
    <message>
        <source>Choose one, or type a new name.</source>
        <translation>Escolha um, ou escreva um nome novo.</translation>
    </message>
    <message>
        <source>Adding entries. Until this is done, nothing is changed.</source>
        <translation>A adicionar entradas. Até terminar, nada é alterado.</translation>
    </message>
    <message>
        <source>Reading the file. Nothing is added yet.</source>
        <translation>A ler o ficheiro. Ainda nada é adicionado.</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Chrome, Edge or another browser (CSV)</source>
        <translation>Chrome, Edge ou outro navegador (CSV)</translation>
    </message>
    <message>
        <source>1 login</source>
        <translation>1 acesso</translation>
    </message>
    <message>
        <source>1 door code</source>
        <translation>1 código de porta</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 nota</translation>
    </message>
    <message>
        <source>{count} logins</source>
        <translation>{count} acessos</translation>
    </message>
    <message>
        <source>{count} door codes</source>
        <translation>{count} códigos de porta</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} notas</translation>
    </message>
    <message>
        <source>no entries</source>
        <translation>nenhuma entrada</translation>
    </message>
    <message>
        <source>1 client</source>
        <translation>1 cliente</translation>
    </message>
    <message>
        <source>{count} clients</source>
        <translation>{count} clientes</translation>
    </message>
    <message>
        <source>1 row is left out</source>
        <translation>1 linha fica de fora</translation>
    </message>
    <message>
        <source>{count} rows are left out</source>
        <translation>{count} linhas ficam de fora</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Novas</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>Já cá estão</translation>
    </message>
    <message>
        <source>Nothing new: all of it is in the vault already, word for word.</source>
        <translation>Nada de novo: está tudo no cofre, palavra por palavra.</translation>
    </message>
    <message>
        <source>To be added: {new}.</source>
        <translation>A acrescentar: {new}.</translation>
    </message>
    <message>
        <source>What is in the file, client by client</source>
        <translation>O que está no ficheiro, cliente a cliente</translation>
    </message>
    <message>
        <source>{clients} ({new} new)</source>
        <translation>{clients} (novos: {new})</translation>
    </message>
    <message>
        <source>1 identity</source>
        <translation>1 identidade</translation>
    </message>
    <message>
        <source>{count} identities</source>
        <translation>{count} identidades</translation>
    </message>
    <message>
        <source>1 card</source>
        <translation>1 cartão</translation>
    </message>
    <message>
        <source>{count} cards</source>
        <translation>{count} cartões</translation>
    </message>
    <message>
        <source>1 bank account</source>
        <translation>1 conta bancária</translation>
    </message>
    <message>
        <source>{count} bank accounts</source>
        <translation>{count} contas bancárias</translation>
    </message>
    <message>
        <source>1 API key</source>
        <translation>1 chave de API</translation>
    </message>
    <message>
        <source>{count} API keys</source>
        <translation>{count} chaves de API</translation>
    </message>
    <message>
        <source>1 Wi-Fi network</source>
        <translation>1 rede Wi-Fi</translation>
    </message>
    <message>
        <source>{count} Wi-Fi networks</source>
        <translation>{count} redes Wi-Fi</translation>
    </message>
    <message>
        <source>1 licence</source>
        <translation>1 licença</translation>
    </message>
    <message>
        <source>{count} licences</source>
        <translation>{count} licenças</translation>
    </message>
    <message>
        <source>1 document set</source>
        <translation>1 conjunto de documentos</translation>
    </message>
    <message>
        <source>{count} document sets</source>
        <translation>{count} conjuntos de documentos</translation>
    </message>
    <message>
        <source>1 other</source>
        <translation>1 outro</translation>
    </message>
    <message>
        <source>{count} others</source>
        <translation>{count} outros</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabela (CSV)</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nome de utilizador</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Field of its own</source>
        <translation>Campo próprio</translation>
    </message>
    <message>
        <source>Protected field of its own</source>
        <translation>Campo próprio protegido</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Deixar de fora</translation>
    </message>
    <message>
        <source>Kept as fields of their own: {names}.</source>
        <translation>Guardados em campos próprios: {names}.</translation>
    </message>
    <message>
        <source>From LastPass, Bitwarden, 1Password, KeePass and KeePassXC, Proton Pass, Dashlane, Chrome, Edge, Firefox, or any table saved as CSV. In most programs: Settings or Tools → Export.</source>
        <translation>Do LastPass, Bitwarden, 1Password, KeePass e KeePassXC, Proton Pass, Dashlane, Chrome, Edge, Firefox, ou de qualquer tabela gravada como CSV. Na maioria dos programas: Definições ou Ferramentas → Exportar.</translation>
    </message>
    <message>
        <source>Add those a second time as well</source>
        <translation>Adicionar também esses, outra vez</translation>
    </message>
    <message>
        <source>Double-click a client to send its entries to another one.</source>
        <translation>Prima duas vezes o nome de um cliente para mandar as suas entradas para outro.</translation>
    </message>
    <message>
        <source>This file is locked. What opens it in its own program?</source>
        <translation>Este ficheiro está fechado. O que o abre no programa dele?</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Palavra-passe do ficheiro</translation>
    </message>
    <message>
        <source>Key file…</source>
        <translation>Ficheiro-chave…</translation>
    </message>
    <message>
        <source>Key file: {name}</source>
        <translation>Ficheiro-chave: {name}</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>Escolher o ficheiro-chave</translation>
    </message>
    <message>
        <source>This table is of no known program. Say what each column is; what is left open becomes a field of its own.</source>
        <translation>Esta tabela não é de um programa conhecido. Diga o que é cada coluna; o que ficar em aberto passa a campo próprio.</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>The link</source>
        <translation>O link</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>O que é</translation>
    </message>
    <message>
        <source>When it ends</source>
        <translation>Quando termina</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Quantas vezes</translation>
    </message>
    <message>
        <source>About the passcode</source>
        <translation>Sobre o código</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Condições</translation>
    </message>
    <message>
        <source>Where it opens</source>
        <translation>Onde abre</translation>
    </message>
    <message>
        <source>What is never asked</source>
        <translation>O que nunca se pede</translation>
    </message>
    <message>
        <source>The passcode</source>
        <translation>O código</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>O seu nome</translation>
    </message>
    <message>
        <source>The address that opens the share. It has to be in the message.</source>
        <translation>O endereço que abre a partilha. Tem de estar na mensagem.</translation>
    </message>
    <message>
        <source>The name of what you share, or “the information we spoke about”.</source>
        <translation>O nome do que partilha, ou «a informação que combinámos».</translation>
    </message>
    <message>
        <source>Day, time and time zone of the end.</source>
        <translation>Dia, hora e fuso horário do fim.</translation>
    </message>
    <message>
        <source>“once”, or how many times.</source>
        <translation>«uma vez», ou quantas vezes.</translation>
    </message>
    <message>
        <source>One sentence: that a passcode comes another way, or that none is asked for.</source>
        <translation>Uma frase: que o código segue por outra via, ou que não é pedido nenhum.</translation>
    </message>
    <message>
        <source>From when it opens, an agreement, a code by e-mail: one sentence for each that you set, so that nobody takes the page for a fraud. Nothing if you set none.</source>
        <translation>A partir de quando abre, um acordo, um código por e-mail: uma frase por cada condição que puser, para que ninguém tome a página por uma fraude. Nada se não puser nenhuma.</translation>
    </message>
    <message>
        <source>The name of the server that carries the link.</source>
        <translation>O nome do servidor que leva o link.</translation>
    </message>
    <message>
        <source>One sentence: the page never asks for a password of theirs.</source>
        <translation>Uma frase: a página nunca pede uma palavra-passe de quem recebe.</translation>
    </message>
    <message>
        <source>The passcode of the share. It has to be in the message.</source>
        <translation>O código da partilha. Tem de estar na mensagem.</translation>
    </message>
    <message>
        <source>Your name for recipients, as in Settings. Nothing if it is empty.</source>
        <translation>O seu nome para quem recebe, como nas Definições. Nada se estiver vazio.</translation>
    </message>
    <message>
        <source>Ready messages</source>
        <translation>Mensagens prontas</translation>
    </message>
    <message>
        <source>Language of the recipient</source>
        <translation>Língua de quem recebe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Link by e-mail</source>
        <translation>Link por e-mail</translation>
    </message>
    <message>
        <source>Link by WhatsApp or SMS</source>
        <translation>Link por WhatsApp ou SMS</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Put in what Lacre fills in</source>
        <translation>Pôr o que o Lacre preenche</translation>
    </message>
    <message>
        <source>How it reads, with sample data</source>
        <translation>Como se lê, com dados de exemplo</translation>
    </message>
    <message>
        <source>Put the original back</source>
        <translation>Repor o original</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>The messages are saved.</source>
        <translation>As mensagens estão guardadas.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>Change messages…</source>
        <translation>Alterar mensagens…</translation>
    </message>
    <message>
        <source>Rewritten by you: {count} of 15.</source>
        <translation>Reescritas por si: {count} de 15.</translation>
    </message>
    <message>
        <source>What you send along with a link and, apart from it, with a passcode, in five languages.</source>
        <translation>O que envia com um link e, à parte, com um código, em cinco línguas.</translation>
    </message>
    <message>
        <source>Subject of the e-mail</source>
        <translation>Assunto do e-mail</translation>
    </message>
</context>
<context>
    <name>ResultSheet</name>
    <message>
        <source>Other ways</source>
        <translation>Outras formas</translation>
    </message>
    <message>
        <source>Remove access to this text?</source>
        <translation>Remover o acesso a este texto?</translation>
    </message>
    <message>
        <source>Ready to send</source>
        <translation>Pronto a enviar</translation>
    </message>
    <message>
        <source>1  Send the link</source>
        <translation>1  Envie o link</translation>
    </message>
    <message>
        <source>2  Send the passcode by another channel</source>
        <translation>2  Envie o código por outro meio</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar link</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copiar mensagem</translation>
    </message>
    <message>
        <source>Message in</source>
        <translation>Mensagem em</translation>
    </message>
    <message>
        <source>Copy passcode</source>
        <translation>Copiar código</translation>
    </message>
    <message>
        <source>Copy as text message</source>
        <translation>Copiar como SMS</translation>
    </message>
    <message>
        <source>Remove access</source>
        <translation>Remover acesso</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>Código QR do link</translation>
    </message>
    <message>
        <source>The link</source>
        <translation>O link</translation>
    </message>
    <message>
        <source>The passcode: {spelled}</source>
        <translation>O código: {spelled}</translation>
    </message>
    <message>
        <source>Language of the message</source>
        <translation>Língua da mensagem</translation>
    </message>
    <message>
        <source>There is no passcode: whoever the link reaches can open it. Send it to one person only.</source>
        <translation>Não há código: quem receber o link consegue abri-lo. Envie-o a uma só pessoa.</translation>
    </message>
    <message>
        <source>This link works on this computer only, while Lacre is open. To reach other people, connect to a relay in Settings.</source>
        <translation>Este link só funciona neste computador, com o Lacre aberto. Para chegar a outras pessoas, ligue-se a um servidor nas Definições.</translation>
    </message>
    <message>
        <source>Ends {when} · {views}</source>
        <translation>Termina {when} · {views}</translation>
    </message>
    <message>
        <source>Access removed. Nobody can open it any more.</source>
        <translation>Acesso removido. Já ninguém o pode abrir.</translation>
    </message>
    <message>
        <source>Remove access to “{label}”?</source>
        <translation>Remover o acesso a «{label}»?</translation>
    </message>
    <message>
        <source>The link dies at once, for everybody. What somebody has already seen or copied stays with them. It cannot be undone, but you can share again.</source>
        <translation>O link deixa de funcionar de imediato, para todos. O que alguém já viu ou copiou fica com essa pessoa. Não se pode desfazer, mas pode voltar a partilhar.</translation>
    </message>
    <message>
        <source>Copy subject</source>
        <translation>Copiar assunto</translation>
    </message>
    <message>
        <source>Send by</source>
        <translation>Enviar por</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>How you send the link</source>
        <translation>Como envia o link</translation>
    </message>
    <message>
        <source>A letter with the link, for an e-mail</source>
        <translation>Um texto com o link, para um e-mail</translation>
    </message>
    <message>
        <source>A short text with the link, for WhatsApp</source>
        <translation>Um texto curto com o link, para o WhatsApp</translation>
    </message>
    <message>
        <source>A short text with the link, for an SMS</source>
        <translation>Um texto curto com o link, para um SMS</translation>
    </message>
    <message>
        <source>Copy for WhatsApp</source>
        <translation>Copiar para o WhatsApp</translation>
    </message>
    <message>
        <source>The link goes by SMS: send the passcode by WhatsApp, or say it on the phone. Who sees only one of the two cannot open anything.</source>
        <translation>O link vai por SMS: envie o código por WhatsApp, ou diga-o ao telefone. Quem vir só um dos dois não consegue abrir nada.</translation>
    </message>
    <message>
        <source>The link goes by e-mail: send the passcode by WhatsApp or SMS, or say it on the phone. Who sees only one of the two cannot open anything.</source>
        <translation>O link vai por e-mail: envie o código por WhatsApp ou SMS, ou diga-o ao telefone. Quem vir só um dos dois não consegue abrir nada.</translation>
    </message>
    <message>
        <source>The link goes by WhatsApp: send the passcode by SMS, or say it on the phone. Who sees only one of the two cannot open anything.</source>
        <translation>O link vai por WhatsApp: envie o código por SMS, ou diga-o ao telefone. Quem vir só um dos dois não consegue abrir nada.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Check the page now</source>
        <translation>Verificar a página agora</translation>
    </message>
    <message>
        <source>Once a day Lacre checks that links open the page that it brings, and not another.</source>
        <translation>Uma vez por dia, o Lacre verifica se os links abrem a página que traz consigo, e não outra.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>A comparar…</translation>
    </message>
    <message>
        <source>The page at {hosts} is the one that Lacre brings.</source>
        <translation>A página em {hosts} é a que o Lacre traz consigo.</translation>
    </message>
    <message>
        <source>{hosts} did not answer: nothing new is known of its page. Try again later.</source>
        <translation>{hosts} não respondeu: nada de novo se sabe da sua página. Tente mais tarde.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Convite</translation>
    </message>
    <message>
        <source>From whoever runs the relay. It begins with lacre-invite-1.</source>
        <translation>De quem gere o servidor. Começa por lacre-invite-1.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Ligar</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Desligar</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ligado</translation>
    </message>
    <message>
        <source>Links lead there and work for anybody who has the link and the passcode.</source>
        <translation>Os links levam até lá e funcionam para quem tiver o link e o código.</translation>
    </message>
    <message>
        <source>Inside Lacre</source>
        <translation>Dentro do Lacre</translation>
    </message>
    <message>
        <source>Links work on this computer only, while Lacre is open: good for trying it out. To reach other people, connect to a relay by its invite.</source>
        <translation>Os links só funcionam neste computador, com o Lacre aberto: serve para experimentar. Para chegar a outras pessoas, ligue-se a um servidor com o convite dele.</translation>
    </message>
    <message>
        <source>Connected. New links lead to {relay}.</source>
        <translation>Ligado. Os novos links levam a {relay}.</translation>
    </message>
    <message>
        <source>Disconnect from the relay?</source>
        <translation>Desligar do servidor?</translation>
    </message>
    <message>
        <source>Links made there stay alive until they end, and access can still be removed in Shares. New links will work on this computer only.</source>
        <translation>Os links já criados continuam a funcionar até terminarem, e o acesso ainda pode ser removido em Partilhas. Os novos links só vão funcionar neste computador.</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Língua e aspeto</translation>
    </message>
    <message>
        <source>Protection on this computer</source>
        <translation>Proteção neste computador</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Partilha</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Língua</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Lock by itself after</source>
        <translation>Bloquear sozinho ao fim de</translation>
    </message>
    <message>
        <source>Clear what was copied after</source>
        <translation>Limpar o que foi copiado ao fim de</translation>
    </message>
    <message>
        <source>Lock with the computer</source>
        <translation>Bloquear com o computador</translation>
    </message>
    <message>
        <source>Lock when the window is minimised</source>
        <translation>Bloquear ao minimizar a janela</translation>
    </message>
    <message>
        <source>When it goes to sleep, its screen is locked or another user takes over.</source>
        <translation>Quando adormece, o ecrã é bloqueado ou entra outro utilizador.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sim</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>Your name for recipients</source>
        <translation>O seu nome para quem recebe</translation>
    </message>
    <message>
        <source>Your name in the history</source>
        <translation>O seu nome no histórico</translation>
    </message>
    <message>
        <source>Kept in the vault with each value that you change. Empty: nobody is named.</source>
        <translation>Fica no cofre com cada valor que mudar. Vazio: não se nomeia ninguém.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Without a key pressed or the mouse moved.</source>
        <translation>Sem tocar no teclado nem no rato.</translation>
    </message>
    <message>
        <source>Clipboard histories are asked not to keep it. Some do anyway.</source>
        <translation>Pede-se aos históricos da área de transferência que não o guardem. Alguns guardam na mesma.</translation>
    </message>
    <message>
        <source>Shown on the page before the passcode, so that people know whom it is from.</source>
        <translation>Aparece na página antes do código, para que se saiba de quem vem.</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} segundos</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 minuto</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} minutos</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>Não utilizável</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <source>Everything that holds text grows with it.</source>
        <translation>Tudo o que tem texto cresce com ele.</translation>
    </message>
    <message>
        <source>Notifications of the system</source>
        <translation>Notificações do sistema</translation>
    </message>
    <message>
        <source>When a share is opened, when somebody guesses, and before Lacre locks. They name no value.</source>
        <translation>Quando uma partilha é aberta, quando alguém tenta adivinhar e antes de o Lacre bloquear. Não mostram nenhum valor.</translation>
    </message>
</context>
<context>
    <name>ShareNews</name>
    <message>
        <source>Wrong passcode at 1 link</source>
        <translation>Código errado num link</translation>
    </message>
    <message>
        <source>Wrong passcodes at {count} links</source>
        <translation>Códigos errados em {count} links</translation>
    </message>
    <message>
        <source>1 link was opened</source>
        <translation>Foi aberto 1 link</translation>
    </message>
    <message>
        <source>{count} links were opened</source>
        <translation>Foram abertos {count} links</translation>
    </message>
    <message>
        <source>The terms of 1 link were accepted</source>
        <translation>Foram aceites os termos de 1 link</translation>
    </message>
    <message>
        <source>The terms of {count} links were accepted</source>
        <translation>Foram aceites os termos de {count} links</translation>
    </message>
    <message>
        <source>1 link was locked</source>
        <translation>Foi bloqueado 1 link</translation>
    </message>
    <message>
        <source>{count} links were locked</source>
        <translation>Foram bloqueados {count} links</translation>
    </message>
    <message>
        <source>1 link expired</source>
        <translation>Expirou 1 link</translation>
    </message>
    <message>
        <source>{count} links expired</source>
        <translation>Expiraram {count} links</translation>
    </message>
</context>
<context>
    <name>ShareSheet</name>
    <message>
        <source>Ends in</source>
        <translation>Termina em</translation>
    </message>
    <message>
        <source>Date and time of the end</source>
        <translation>Data e hora em que termina</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Aberturas</translation>
    </message>
    <message>
        <source>After the last one the link is dead, for the recipient as well.</source>
        <translation>Depois da última, o link deixa de funcionar, também para quem o recebeu.</translation>
    </message>
    <message>
        <source>Values stay hidden until the recipient presses show</source>
        <translation>Os valores ficam ocultos até quem recebe carregar em mostrar</translation>
    </message>
    <message>
        <source>No copy buttons on the page</source>
        <translation>Sem botões de copiar na página</translation>
    </message>
    <message>
        <source>Language of the recipient</source>
        <translation>Língua de quem recebe</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Shown to the recipient before the passcode, with the note.</source>
        <translation>Quem recebe vê isto antes do código, com a nota.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>For example: the access you asked for. Nothing secret here.</source>
        <translation>Por exemplo: o acesso que pediu. Nada de secreto aqui.</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>A passcode that both of you know</source>
        <translation>Um código que ambos conhecem</translation>
    </message>
    <message>
        <source>Your own passcode</source>
        <translation>O seu próprio código</translation>
    </message>
    <message>
        <source>Share “{title}”</source>
        <translation>Partilhar «{title}»</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>Only who has both the link and the passcode can open it. Not even the relay can.</source>
        <translation>Só quem tiver o link e o código consegue abrir. Nem o servidor.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>A criar…</translation>
    </message>
    <message>
        <source>Create link</source>
        <translation>Criar link</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>protegido</translation>
    </message>
    <message>
        <source>Gives codes for as long as it is not replaced. Share it only with who is to keep it.</source>
        <translation>Dá códigos enquanto não for substituído. Partilhe-o só com quem o deve guardar.</translation>
    </message>
    <message>
        <source>What you want to pass on: an access, a code, an address…</source>
        <translation>O que quer entregar: um acesso, um código, uma morada…</translation>
    </message>
    <message>
        <source>Not before a certain time</source>
        <translation>Só a partir de certa hora</translation>
    </message>
    <message>
        <source>Ask for an agreement</source>
        <translation>Pedir um acordo</translation>
    </message>
    <message>
        <source>Check the person's e-mail</source>
        <translation>Confirmar o e-mail da pessoa</translation>
    </message>
    <message>
        <source>Date and time of the beginning</source>
        <translation>Data e hora do início</translation>
    </message>
    <message>
        <source>The text to agree to</source>
        <translation>O texto a aceitar</translation>
    </message>
    <message>
        <source>E-mail address of the person</source>
        <translation>Endereço de e-mail da pessoa</translation>
    </message>
    <message>
        <source>name@company.example</source>
        <translation>nome@empresa.example</translation>
    </message>
    <message>
        <source>The recipient reads this text, accepts it and types their name before anything is shown. It proves that somebody with link and passcode did so; it is no signature.</source>
        <translation>Quem recebe lê este texto, aceita-o e escreve o nome antes de ver o conteúdo. Prova que o fez alguém com o link e o código; não é uma assinatura.</translation>
    </message>
    <message>
        <source>The relay is being asked whether it sends e-mail.</source>
        <translation>A perguntar ao servidor se envia e-mails.</translation>
    </message>
    <message>
        <source>Whoever opens it needs a code that the relay sends to this address: link and passcode alone are not enough.</source>
        <translation>Quem abre precisa de um código que o servidor envia para este endereço: o link e o código da partilha não bastam.</translation>
    </message>
    <message>
        <source>Not possible with this relay: it does not send e-mail, or does not answer now.</source>
        <translation>Não é possível com este servidor: não envia e-mails, ou não responde agora.</translation>
    </message>
    <message>
        <source>More: openings, conditions, page, note</source>
        <translation>Mais: aberturas, condições, página, nota</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>Condições</translation>
    </message>
    <message>
        <source>On the page</source>
        <translation>Na página</translation>
    </message>
    <message>
        <source>To the recipient</source>
        <translation>A quem recebe</translation>
    </message>
    <message>
        <source>Reminders, not locks: nobody can prevent a photo of a screen.</source>
        <translation>São lembretes, não fechaduras: ninguém impede uma fotografia do ecrã.</translation>
    </message>
    <message>
        <source>Choose files to share</source>
        <translation>Escolher ficheiros para partilhar</translation>
    </message>
    <message>
        <source>Choose a folder to share</source>
        <translation>Escolher uma pasta para partilhar</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>e mais {count}</translation>
    </message>
    <message>
        <source>Leave out {name}</source>
        <translation>Deixar de fora {name}</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 ficheiro</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} ficheiros</translation>
    </message>
    <message>
        <source>Pictures and PDF pages are shown, and not offered for saving</source>
        <translation>As imagens e as páginas PDF são mostradas, sem botão para as guardar</translation>
    </message>
    <message>
        <source>Note roughly from where it is opened</source>
        <translation>Registar aproximadamente de onde é aberta</translation>
    </message>
    <message>
        <source>You see a part of the network address and the kind of browser, not who it is. The recipient is told before the passcode.</source>
        <translation>Fica a ver parte do endereço de rede e o tipo de navegador, não quem é. O destinatário é avisado antes do código.</translation>
    </message>
    <message>
        <source>{first} and {count} more</source>
        <translation>{first} e mais {count}</translation>
    </message>
    <message>
        <source>Share another entry as well</source>
        <translation>Partilhar também outra entrada</translation>
    </message>
    <message>
        <source>Search the entries of this client</source>
        <translation>Procurar nas entradas deste cliente</translation>
    </message>
    <message>
        <source>Entries of this client</source>
        <translation>Entradas deste cliente</translation>
    </message>
    <message>
        <source>Share a message or files</source>
        <translation>Partilhar uma mensagem ou ficheiros</translation>
    </message>
    <message>
        <source>Share {count} entries</source>
        <translation>Partilhar {count} entradas</translation>
    </message>
    <message>
        <source>Drop to share it as well</source>
        <translation>Largue para partilhar também</translation>
    </message>
    <message>
        <source>These entries are of several clients. One link is for one client: choose entries of one.</source>
        <translation>Estas entradas são de vários clientes. Cada link é para um só cliente: escolha entradas de um deles.</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Ficheiros…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Pasta…</translation>
    </message>
    <message>
        <source>Entry…</source>
        <translation>Entrada…</translation>
    </message>
    <message>
        <source>Add files of this computer, or drop them here</source>
        <translation>Juntar ficheiros deste computador, ou largá-los aqui</translation>
    </message>
    <message>
        <source>Add a folder with all that is in it</source>
        <translation>Juntar uma pasta com tudo o que tem dentro</translation>
    </message>
    <message>
        <source>Add another entry of this client</source>
        <translation>Juntar outra entrada deste cliente</translation>
    </message>
    <message>
        <source>Add a message</source>
        <translation>Juntar uma mensagem</translation>
    </message>
</context>
<context>
    <name>ShareWays</name>
    <message>
        <source>Copy message and open WhatsApp</source>
        <translation>Copiar mensagem e abrir o WhatsApp</translation>
    </message>
    <message>
        <source>Copy message and write an e-mail</source>
        <translation>Copiar mensagem e escrever um e-mail</translation>
    </message>
    <message>
        <source>Message copied: paste it where you write.</source>
        <translation>Mensagem copiada: cole-a onde vai escrever.</translation>
    </message>
    <message>
        <source>Print with QR code…</source>
        <translation>Imprimir com código QR…</translation>
    </message>
    <message>
        <source>Save as PDF with QR code…</source>
        <translation>Guardar como PDF com código QR…</translation>
    </message>
    <message>
        <source>Save as an e-mail draft…</source>
        <translation>Guardar como rascunho de e-mail…</translation>
    </message>
    <message>
        <source>Saved: {name}. The link is in it; the passcode is not.</source>
        <translation>Guardado: {name}. Tem o link; o código não.</translation>
    </message>
    <message>
        <source>Where to save it</source>
        <translation>Onde guardar</translation>
    </message>
</context>
<context>
    <name>SharesPage</name>
    <message>
        <source>Change</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Ended on</source>
        <translation>Terminou</translation>
    </message>
    <message>
        <source>Show link</source>
        <translation>Mostrar link</translation>
    </message>
    <message>
        <source>Change end or openings</source>
        <translation>Alterar fim ou aberturas</translation>
    </message>
    <message>
        <source>Remove access</source>
        <translation>Remover acesso</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Tirar da lista</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>O que aconteceu</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Termina</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Aberturas</translation>
    </message>
    <message>
        <source>Wrong passcodes</source>
        <translation>Códigos errados</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhum</translation>
    </message>
    <message>
        <source>{wrong} of {all}</source>
        <translation>{wrong} de {all}</translation>
    </message>
    <message>
        <source>Live: what happens to a link appears here by itself.</source>
        <translation>Em direto: o que acontece a um link aparece aqui sozinho.</translation>
    </message>
    <message>
        <source>The relay does not answer. Nothing is known of these links yet.</source>
        <translation>O servidor não responde. Ainda nada se sabe destes links.</translation>
    </message>
    <message>
        <source>The relay does not answer. This is what was last known, {ago}.</source>
        <translation>O servidor não responde. Isto é o que se sabia por último, {ago}.</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Partilhas</translation>
    </message>
    <message>
        <source>Which shares are listed</source>
        <translation>Que partilhas se mostram</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Can be opened</source>
        <translation>Podem abrir-se</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminadas</translation>
    </message>
    <message>
        <source>Nothing is shared</source>
        <translation>Nada partilhado</translation>
    </message>
    <message>
        <source>Open an entry and press Share, or write a message. Here you will see whether it was opened, and when.</source>
        <translation>Abra uma entrada e carregue em Partilhar, ou escreva uma mensagem. Aqui verá se foi aberta, e quando.</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>ainda não</translation>
    </message>
    <message>
        <source>Link created</source>
        <translation>Link criado</translation>
    </message>
    <message>
        <source>{what} (opening {number})</source>
        <translation>{what} (abertura {number})</translation>
    </message>
    <message>
        <source>Begins on</source>
        <translation>Começa em</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Termos</translation>
    </message>
    <message>
        <source>Waits for the relay</source>
        <translation>À espera do servidor</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Stay here until it is sent. If you close this or Lacre is locked, nothing is sent, and you can send it again.</source>
        <translation>Deixe esta janela aberta até ao fim do envio. Se a fechar, ou se o Lacre for bloqueado, nada é enviado, e pode enviar de novo.</translation>
    </message>
    <message>
        <source>Nobody opened “{label}”. The same link and passcode work again where the relay still knows them; else a new link is made. What is in the vault now is sent.</source>
        <translation>Ninguém abriu «{label}». O mesmo link e o mesmo código voltam a funcionar, se o servidor ainda os conhecer; senão, é criado um link novo. É enviado o que está agora no cofre.</translation>
    </message>
    <message>
        <source>The link that you sent before works again.</source>
        <translation>O link que enviou antes volta a funcionar.</translation>
    </message>
    <message>
        <source>This is a new link: send it. The one before stays dead.</source>
        <translation>Este é um link novo: envie-o. O anterior continua sem funcionar.</translation>
    </message>
    <message>
        <source>Every link to data of “{name}” stops working, for good. What was opened before cannot be taken back.</source>
        <translation>Todos os links para dados de «{name}» deixam de funcionar, de vez. O que já foi aberto não se pode recuperar.</translation>
    </message>
    <message>
        <source>Remove all access</source>
        <translation>Remover todo o acesso</translation>
    </message>
    <message>
        <source>Remove all access of this client?</source>
        <translation>Remover todo o acesso deste cliente?</translation>
    </message>
    <message>
        <source>Links that still wait to be removed: {count}. The relay does not answer.</source>
        <translation>Links ainda à espera de remoção: {count}. O servidor não responde.</translation>
    </message>
    <message>
        <source>Nothing of this client could be opened.</source>
        <translation>Nada deste cliente podia ser aberto.</translation>
    </message>
    <message>
        <source>Links that stopped working: {count}</source>
        <translation>Links que deixaram de funcionar: {count}</translation>
    </message>
    <message>
        <source>Share a message or files</source>
        <translation>Partilhar mensagem ou ficheiros</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Let it be opened again</source>
        <translation>Deixar abrir de novo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>{opened} of {all}</source>
        <translation>{opened} de {all}</translation>
    </message>
    <message>
        <source>wrong passcodes: {count}</source>
        <translation>códigos errados: {count}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoje</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>amanhã</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>no time left</source>
        <translation>sem tempo</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} dias</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 dia</translation>
    </message>
    <message>
        <source>{days} days {hours} h</source>
        <translation>{days} dias {hours} h</translation>
    </message>
    <message>
        <source>1 day {hours} h</source>
        <translation>1 dia {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02} min</source>
        <translation>{hours} h {minutes:02} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02} s</source>
        <translation>{minutes} min {seconds:02} s</translation>
    </message>
    <message>
        <source>Not opened yet</source>
        <translation>Ainda não aberta</translation>
    </message>
    <message>
        <source>Link visited</source>
        <translation>Link visitado</translation>
    </message>
    <message>
        <source>Wrong passcode tried</source>
        <translation>Código errado tentado</translation>
    </message>
    <message>
        <source>Opened, still live</source>
        <translation>Aberta, ainda ativa</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Aberta</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Revogada</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>Destruída</translation>
    </message>
    <message>
        <source>Not known to the relay</source>
        <translation>Desconhecida do servidor</translation>
    </message>
    <message>
        <source>Nobody has visited the link yet.</source>
        <translation>Ainda ninguém visitou o link.</translation>
    </message>
    <message>
        <source>The page was visited, and no passcode has been accepted so far.</source>
        <translation>A página foi visitada, e até agora nenhum código foi aceite.</translation>
    </message>
    <message>
        <source>Somebody typed a wrong passcode. Tries left: {left}. Then the link locks by itself.</source>
        <translation>Alguém escreveu um código errado. Tentativas que restam: {left}. Depois o link bloqueia-se sozinho.</translation>
    </message>
    <message>
        <source>It was opened with the right passcode, and can be opened again until it ends.</source>
        <translation>Foi aberta com o código certo, e pode voltar a ser aberta até terminar.</translation>
    </message>
    <message>
        <source>Nobody can open it while it is paused.</source>
        <translation>Ninguém a pode abrir enquanto estiver em pausa.</translation>
    </message>
    <message>
        <source>It was opened as often as you allowed. Nobody can open it any more.</source>
        <translation>Foi aberta as vezes que permitiu. Já ninguém a pode abrir.</translation>
    </message>
    <message>
        <source>Its time is over. Nobody can open it any more.</source>
        <translation>O prazo terminou. Já ninguém a pode abrir.</translation>
    </message>
    <message>
        <source>You removed access. Nobody can open it any more.</source>
        <translation>Removeu o acesso. Já ninguém a pode abrir.</translation>
    </message>
    <message>
        <source>Five wrong passcodes locked it, and nobody can open it any more. If that was not the recipient, the link has leaked: share again, by another channel.</source>
        <translation>Cinco códigos errados bloquearam-na, e já ninguém a pode abrir. Se não foi quem a recebeu, o link foi parar a outras mãos: partilhe de novo, por outro meio.</translation>
    </message>
    <message>
        <source>The relay lost its part of the key, so nobody can open it. Share again if it is still needed.</source>
        <translation>O servidor perdeu a sua parte da chave, por isso ninguém a pode abrir. Partilhe de novo se ainda for preciso.</translation>
    </message>
    <message>
        <source>The relay does not know this link now: it was emptied, or another one answers at its address.</source>
        <translation>O servidor não conhece este link agora: foi esvaziado, ou é outro que responde no endereço dele.</translation>
    </message>
    <message>
        <source>Page visited</source>
        <translation>Página visitada</translation>
    </message>
    <message>
        <source>Passcode accepted</source>
        <translation>Código aceite</translation>
    </message>
    <message>
        <source>Content shown</source>
        <translation>Conteúdo mostrado</translation>
    </message>
    <message>
        <source>Recipient has it</source>
        <translation>Recebido e guardado</translation>
    </message>
    <message>
        <source>Wrong passcode</source>
        <translation>Código errado</translation>
    </message>
    <message>
        <source>Locked after five wrong passcodes</source>
        <translation>Bloqueada após cinco códigos errados</translation>
    </message>
    <message>
        <source>Time ran out</source>
        <translation>O prazo terminou</translation>
    </message>
    <message>
        <source>Access removed</source>
        <translation>Acesso removido</translation>
    </message>
    <message>
        <source>Conditions changed</source>
        <translation>Condições alteradas</translation>
    </message>
    <message>
        <source>Something this version does not know</source>
        <translation>Algo que esta versão não conhece</translation>
    </message>
    <message>
        <source>ends in {left}</source>
        <translation>termina em {left}</translation>
    </message>
    <message>
        <source>can be opened once</source>
        <translation>pode ser aberta uma vez</translation>
    </message>
    <message>
        <source>can be opened {count} times</source>
        <translation>pode ser aberta {count} vezes</translation>
    </message>
    <message>
        <source>{left} of {count} openings left</source>
        <translation>restam {left} de {count} aberturas</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 hora</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 dia</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 semana</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 mês</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 meses</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Outro…</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>Gerado</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Palavras</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>O meu</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Sem código</translation>
    </message>
    <message>
        <source>Ten random letters and digits. Beyond guessing, even for who holds the link and the relay.</source>
        <translation>Dez letras e algarismos ao acaso. Fora do alcance de quem tente adivinhar, mesmo tendo o link e o servidor.</translation>
    </message>
    <message>
        <source>Five random words, easy to say on the phone. As strong as the generated one.</source>
        <translation>Cinco palavras ao acaso, fáceis de dizer ao telefone. Tão forte como o gerado.</translation>
    </message>
    <message>
        <source>Six digits. Five wrong tries lock the link, but who holds both the link and the relay's data can try all million PINs.</source>
        <translation>Seis algarismos. Cinco tentativas erradas bloqueiam o link, mas quem tiver o link e os dados do servidor pode experimentar o milhão de PIN.</translation>
    </message>
    <message>
        <source>As strong as what you type. Five wrong tries lock the link, but who holds both the link and the relay's data can go on guessing. Do not use a password that opens something else.</source>
        <translation>Tão forte como o que escrever. Cinco tentativas erradas bloqueiam o link, mas quem tiver o link e os dados do servidor pode continuar a tentar. Não use uma palavra-passe que abra outra coisa.</translation>
    </message>
    <message>
        <source>Anybody the link reaches can open it: who forwards it, who reads the chat or the mailbox. Only for what may be read by them.</source>
        <translation>Qualquer pessoa a quem o link chegue consegue abri-lo: quem o reencaminhe, quem leia a conversa ou o correio. Só para o que essas pessoas possam ler.</translation>
    </message>
    <message>
        <source>The message is too long for one link. Shorten it.</source>
        <translation>A mensagem é longa demais para um link. Encurte-a.</translation>
    </message>
    <message>
        <source>The end must be at least 5 minutes from now.</source>
        <translation>O fim tem de ser daqui a 5 minutos, pelo menos.</translation>
    </message>
    <message>
        <source>The end must be within 400 days.</source>
        <translation>O fim tem de ser nos próximos 400 dias.</translation>
    </message>
    <message>
        <source>Type the passcode, or choose a generated one.</source>
        <translation>Escreva o código, ou escolha um gerado.</translation>
    </message>
    <message>
        <source>It must open at least 5 minutes before it ends. Change the beginning or the end.</source>
        <translation>Tem de abrir pelo menos 5 minutos antes de terminar. Altere o início ou o fim.</translation>
    </message>
    <message>
        <source>Write the text to agree to, or do not ask for one.</source>
        <translation>Escreva o texto a aceitar, ou não peça um acordo.</translation>
    </message>
    <message>
        <source>The text to agree to is too long. Shorten it.</source>
        <translation>O texto a aceitar é demasiado longo. Encurte-o.</translation>
    </message>
    <message>
        <source>Type the whole e-mail address of the person.</source>
        <translation>Escreva o endereço de e-mail completo da pessoa.</translation>
    </message>
    <message>
        <source>Begins later</source>
        <translation>Começa mais tarde</translation>
    </message>
    <message>
        <source>Waits to be removed</source>
        <translation>À espera de remoção</translation>
    </message>
    <message>
        <source>Nobody can open it before it begins.</source>
        <translation>Ninguém o pode abrir antes de começar.</translation>
    </message>
    <message>
        <source>You removed access, and the relay has not heard of it yet. Until it can be reached, the link can still be opened.</source>
        <translation>Removeu o acesso, e o servidor ainda não o sabe. Enquanto não responder, o link ainda pode ser aberto.</translation>
    </message>
    <message>
        <source>Your change waits, and is made as soon as the relay can be reached.</source>
        <translation>A sua alteração está à espera, e é feita assim que o servidor responder.</translation>
    </message>
    <message>
        <source>Wrong e-mail code</source>
        <translation>Código do e-mail errado</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Enviada de novo</translation>
    </message>
    <message>
        <source>Terms accepted — not valid</source>
        <translation>Termos aceites — não válido</translation>
    </message>
    <message>
        <source>Terms accepted</source>
        <translation>Termos aceites</translation>
    </message>
    <message>
        <source>Terms accepted by {name} — valid</source>
        <translation>Termos aceites por {name} — válido</translation>
    </message>
    <message>
        <source>File downloaded</source>
        <translation>Ficheiro transferido</translation>
    </message>
    <message>
        <source>File {number} downloaded</source>
        <translation>Ficheiro {number} transferido</translation>
    </message>
    <message>
        <source>from {place}</source>
        <translation>de {place}</translation>
    </message>
    <message>
        <source>begins in {left}</source>
        <translation>começa em {left}</translation>
    </message>
    <message>
        <source>Choose at least one field or file, or write a message.</source>
        <translation>Escolha pelo menos um campo ou ficheiro, ou escreva uma mensagem.</translation>
    </message>
    <message>
        <source>At most 1000 files fit into one link. Put them in a zip archive, or share them in several links.</source>
        <translation>Num link cabem no máximo 1000 ficheiros. Junte-os num ficheiro zip, ou partilhe-os em vários links.</translation>
    </message>
    <message>
        <source>At most 2 GiB fit into one link, all files together. Share them in several links.</source>
        <translation>Num link cabem no máximo 2 GiB, todos os ficheiros juntos. Partilhe-os em vários links.</translation>
    </message>
    <message>
        <source>The page at {hosts} is not the one that Lacre brings. It could hand passcodes to somebody else. Send no link that leads there, and ask whoever runs that relay; “lacre relay verify-page” says what differs.</source>
        <translation>A página em {hosts} não é a que o Lacre traz. Pode entregar códigos a outra pessoa. Não envie links que levem até lá e fale com quem gere esse servidor; «lacre relay verify-page» diz o que difere.</translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message>
        <source>The upload of “{label}” was interrupted</source>
        <translation>O envio de «{label}» foi interrompido</translation>
    </message>
    <message>
        <source>Sending “{label}”</source>
        <translation>A enviar «{label}»</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>A ver os ficheiros…</translation>
    </message>
    <message>
        <source>Waits until another upload has ended</source>
        <translation>Espera que outro envio acabe</translation>
    </message>
    <message>
        <source>{percent} % of {size}</source>
        <translation>{percent} % de {size}</translation>
    </message>
    <message>
        <source>{far} is there. It goes on from there; the link is made at the end.</source>
        <translation>Já lá estão {far}. Continua a partir daí; o link é feito no fim.</translation>
    </message>
    <message>
        <source>File {number} of {count}</source>
        <translation>Ficheiro {number} de {count}</translation>
    </message>
    <message>
        <source>{size} a second</source>
        <translation>{size} por segundo</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>falta menos de um minuto</translation>
    </message>
    <message>
        <source>about {count} min left</source>
        <translation>faltam cerca de {count} min</translation>
    </message>
    <message>
        <source>Close and send on</source>
        <translation>Fechar e continuar a enviar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>You can close this and go on working: the link is then under Shares. If Lacre is locked or closed meanwhile, it goes on afterwards from where it was.</source>
        <translation>Pode fechar esta janela e continuar a trabalhar: o link fica depois em Partilhas. Se entretanto o Lacre for bloqueado ou fechado, o envio continua mais tarde de onde estava.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Cancel the upload</source>
        <translation>Cancelar o envio</translation>
    </message>
    <message>
        <source>“{label}” is ready to send: its link is under Shares.</source>
        <translation>«{label}» está pronto a enviar: o link está em Partilhas.</translation>
    </message>
    <message>
        <source>The upload of “{label}” was interrupted. Continue or discard it under Shares.</source>
        <translation>O envio de «{label}» foi interrompido. Continue-o ou descarte-o em Partilhas.</translation>
    </message>
</context>
</TS>
