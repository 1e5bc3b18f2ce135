<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Asking</name>
    <message>
        <source>Address</source>
        <translation>Morada</translation>
    </message>
    <message>
        <source>Another answer stands where this one says that it belongs. It was not kept. Ask your client what they sent.</source>
        <translation>Já há outra resposta no lugar desta. Não foi guardada. Pergunte ao cliente o que enviou.</translation>
    </message>
    <message>
        <source>Answer to look at</source>
        <translation>Resposta para ver</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondido</translation>
    </message>
    <message>
        <source>As a letter box</source>
        <translation>Como caixa de correio</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>Conta bancária</translation>
    </message>
    <message>
        <source>Came a second time</source>
        <translation>Chegou segunda vez</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Cartão</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Número do cartão</translation>
    </message>
    <message>
        <source>Choose the client whom you ask.</source>
        <translation>Escolha o cliente a quem pede.</translation>
    </message>
    <message>
        <source>Choose what to ask for, or ask for files.</source>
        <translation>Escolha o que pede, ou peça ficheiros.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Fechado</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Copy it while it is fresh. Your client can send more codes from the same page.</source>
        <translation>Copie-o enquanto serve. O cliente pode enviar mais códigos da mesma página.</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Danificado</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Door or alarm</source>
        <translation>Porta ou alarme</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expirado</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ficheiros</translation>
    </message>
    <message>
        <source>Five wrong passcodes locked it. If that was not your client, the link has leaked: ask again by another channel.</source>
        <translation>Cinco códigos errados bloquearam-no. Se não foi o cliente, o link foi parar a outras mãos: peça outra vez por outro meio.</translation>
    </message>
    <message>
        <source>For the code that a bank or a site sends to your client while you sign in. The link works for 10 minutes, and takes several codes from the same open page.</source>
        <translation>Para o código que um banco ou um site envia ao cliente enquanto entra na conta dele. O link funciona durante 10 minutos e recebe vários códigos da mesma página aberta.</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>Texto livre</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identidade</translation>
    </message>
    <message>
        <source>It took all the answers that it takes.</source>
        <translation>Já recebeu todas as respostas que podia receber.</translation>
    </message>
    <message>
        <source>Its time is over. Nothing can be sent any more.</source>
        <translation>O prazo acabou. Já nada pode ser enviado.</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>No longer kept</source>
        <translation>Já não está guardado</translation>
    </message>
    <message>
        <source>A code is of use for a few minutes. After ten it is forgotten, here as well.</source>
        <translation>Um código serve por poucos minutos. Ao fim de dez é esquecido, também aqui.</translation>
    </message>
    <message>
        <source>Link visited</source>
        <translation>Link visitado</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Acesso</translation>
    </message>
    <message>
        <source>Look at what came, and compare the four words with your client.</source>
        <translation>Veja o que chegou e confirme as quatro palavras com o cliente.</translation>
    </message>
    <message>
        <source>Lost at the relay</source>
        <translation>Perdido no servidor</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Ainda sem resposta</translation>
    </message>
    <message>
        <source>Not from your link</source>
        <translation>Não veio do seu link</translation>
    </message>
    <message>
        <source>Not known to the relay</source>
        <translation>Desconhecido do servidor</translation>
    </message>
    <message>
        <source>Nothing can be sent while it is paused.</source>
        <translation>Nada pode ser enviado enquanto estiver em pausa.</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Uma vez</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>Campos à escolha</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Photographs and documents, up to 2 GB together.</source>
        <translation>Fotografias e documentos, até 2 GB no total.</translation>
    </message>
    <message>
        <source>Received code</source>
        <translation>Código recebido</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Recuperação</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejeitado</translation>
    </message>
    <message>
        <source>Say what each of your own fields is for.</source>
        <translation>Diga para que é cada um dos seus campos.</translation>
    </message>
    <message>
        <source>Several lines</source>
        <translation>Várias linhas</translation>
    </message>
    <message>
        <source>Several logins</source>
        <translation>Vários acessos</translation>
    </message>
    <message>
        <source>Several times</source>
        <translation>Várias vezes</translation>
    </message>
    <message>
        <source>Site or app</source>
        <translation>Site ou aplicação</translation>
    </message>
    <message>
        <source>Somebody put something there who has not the link and passcode. Nothing of it was read. Ask again by a new link.</source>
        <translation>Foi posto por alguém que não tem o link e o código. Nada foi lido. Peça outra vez com um link novo.</translation>
    </message>
    <message>
        <source>Somebody typed a wrong passcode. Tries left: {left}. Then the link locks by itself.</source>
        <translation>Alguém escreveu um código errado. Tentativas que restam: {left}. Depois o link bloqueia-se sozinho.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>The end is too late: choose at most ten years.</source>
        <translation>O fim é tarde demais: escolha no máximo dez anos.</translation>
    </message>
    <message>
        <source>The end is too soon: choose at least five minutes.</source>
        <translation>O fim é cedo demais: escolha pelo menos cinco minutos.</translation>
    </message>
    <message>
        <source>The link stays open until you close it: your client can send you things whenever there is something.</source>
        <translation>O link fica aberto até o fechar: o cliente pode enviar-lhe coisas sempre que precisar.</translation>
    </message>
    <message>
        <source>The link takes one answer, and is closed by it.</source>
        <translation>O link recebe uma resposta e fecha-se com ela.</translation>
    </message>
    <message>
        <source>The link takes up to 20 answers until it ends.</source>
        <translation>O link recebe até 20 respostas enquanto não terminar.</translation>
    </message>
    <message>
        <source>The page was opened, and nothing has been sent so far.</source>
        <translation>A página foi aberta, mas ainda nada foi enviado.</translation>
    </message>
    <message>
        <source>The relay brought an answer that you had already. It was not taken a second time.</source>
        <translation>O servidor trouxe uma resposta que já tinha. Não foi aceite segunda vez.</translation>
    </message>
    <message>
        <source>The relay does not know this link now: it was emptied, or another one answers at its address.</source>
        <translation>O servidor não conhece este link: foi esvaziado, ou responde outro no seu endereço.</translation>
    </message>
    <message>
        <source>The relay lost it. Ask again if it is still needed.</source>
        <translation>O servidor perdeu-o. Peça outra vez, se ainda for preciso.</translation>
    </message>
    <message>
        <source>The relay told of an answer and does not have it. Ask your client to send it again.</source>
        <translation>O servidor anunciou uma resposta e não a tem. Peça ao cliente que a envie outra vez.</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Para ver</translation>
    </message>
    <message>
        <source>Two in one place</source>
        <translation>Dois no mesmo lugar</translation>
    </message>
    <message>
        <source>Type the passcode, or choose another kind.</source>
        <translation>Escreva o código, ou escolha outro tipo.</translation>
    </message>
    <message>
        <source>User name or e-mail</source>
        <translation>Utilizador ou e-mail</translation>
    </message>
    <message>
        <source>Waits to be closed</source>
        <translation>À espera de fechar</translation>
    </message>
    <message>
        <source>What came is not whole, or does not fit what was asked. Nothing of it was kept. Ask your client to send it again.</source>
        <translation>O que chegou não está inteiro, ou não corresponde ao que pediu. Nada foi guardado. Peça ao cliente que envie outra vez.</translation>
    </message>
    <message>
        <source>Wrong passcode tried</source>
        <translation>Código errado tentado</translation>
    </message>
    <message>
        <source>You closed it, and the relay has not heard of it yet. Until it can be reached, the link still takes answers.</source>
        <translation>Fechou-o, mas o servidor ainda não soube. Até se conseguir falar com ele, o link ainda recebe respostas.</translation>
    </message>
    <message>
        <source>You closed it. Nothing can be sent any more.</source>
        <translation>Fechou-o. Já nada pode ser enviado.</translation>
    </message>
    <message>
        <source>You have seen all that came. More can be sent.</source>
        <translation>Já viu tudo o que chegou. Pode ser enviado mais.</translation>
    </message>
    <message>
        <source>Your client can fill in up to 20 logins, one below the other.</source>
        <translation>O cliente pode preencher até 20 acessos, uns a seguir aos outros.</translation>
    </message>
    <message>
        <source>Your client has not opened the link yet.</source>
        <translation>O cliente ainda não abriu o link.</translation>
    </message>
    <message>
        <source>files, {size}</source>
        <translation>ficheiros, {size}</translation>
    </message>
    <message>
        <source>ends in {left}</source>
        <translation>termina em {left}</translation>
    </message>
    <message>
        <source>reminded {when}</source>
        <translation>lembrado {when}</translation>
    </message>
    <message>
        <source>stays open</source>
        <translation>fica aberto</translation>
    </message>
    <message>
        <source>{hours} h ago</source>
        <translation>há {hours} h</translation>
    </message>
    <message>
        <source>{minutes} min ago</source>
        <translation>há {minutes} min</translation>
    </message>
    <message>
        <source>{seconds} s ago</source>
        <translation>há {seconds} s</translation>
    </message>
</context>
<context>
    <name>RequestResult</name>
    <message>
        <source>Ask once more</source>
        <translation>Pedir outra vez</translation>
    </message>
    <message>
        <source>Can be answered until {when}</source>
        <translation>Pode ser respondido até {when}</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copiar o link</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copiar a mensagem</translation>
    </message>
    <message>
        <source>Copy passcode</source>
        <translation>Copiar o código</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>How you send the link</source>
        <translation>Como envia o link</translation>
    </message>
    <message>
        <source>It stays open until you close it.</source>
        <translation>Fica aberto até o fechar.</translation>
    </message>
    <message>
        <source>Language of the message</source>
        <translation>Língua da mensagem</translation>
    </message>
    <message>
        <source>Message in</source>
        <translation>Mensagem em</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Outras formas</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>Código QR do link</translation>
    </message>
    <message>
        <source>Ready to send</source>
        <translation>Pronto a enviar</translation>
    </message>
    <message>
        <source>Send by</source>
        <translation>Enviar por</translation>
    </message>
    <message>
        <source>Send the link to your client</source>
        <translation>Envie o link ao seu cliente</translation>
    </message>
    <message>
        <source>Send the passcode by another channel</source>
        <translation>Envie o código por outro meio</translation>
    </message>
    <message>
        <source>The link</source>
        <translation>O link</translation>
    </message>
    <message>
        <source>The passcode: {spelled}</source>
        <translation>O código: {spelled}</translation>
    </message>
</context>
<context>
    <name>RequestSheet</name>
    <message>
        <source>Answers</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <source>Ask a client for something</source>
        <translation>Pedir algo a um cliente</translation>
    </message>
    <message>
        <source>Ask for something else as well</source>
        <translation>Pedir mais alguma coisa</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Create link</source>
        <translation>Criar link</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>A criar…</translation>
    </message>
    <message>
        <source>Ends in</source>
        <translation>Termina em</translation>
    </message>
    <message>
        <source>Files may come with it</source>
        <translation>Pode vir com ficheiros</translation>
    </message>
    <message>
        <source>How often it can be answered</source>
        <translation>Quantas vezes se pode responder</translation>
    </message>
    <message>
        <source>Language of your client</source>
        <translation>Língua do cliente</translation>
    </message>
    <message>
        <source>Message to your client, on the page</source>
        <translation>Mensagem para o cliente, na página</translation>
    </message>
    <message>
        <source>More: message, name, language</source>
        <translation>Mais: mensagem, nome, língua</translation>
    </message>
    <message>
        <source>Only who has both the link and the passcode can answer. Send it by another channel.</source>
        <translation>Só quem tiver o link e o código pode responder. Envie o código por outro meio.</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>Código do link</translation>
    </message>
    <message>
        <source>Remove this field</source>
        <translation>Retirar este campo</translation>
    </message>
    <message>
        <source>Sort of field</source>
        <translation>Tipo de campo</translation>
    </message>
    <message>
        <source>The client whom you ask</source>
        <translation>O cliente a quem pede</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>What it is for: “Online shop”</source>
        <translation>Para que é: «Loja online»</translation>
    </message>
    <message>
        <source>What the field is called</source>
        <translation>Como se chama o campo</translation>
    </message>
    <message>
        <source>What you ask for</source>
        <translation>O que pede</translation>
    </message>
    <message>
        <source>What your client types is sealed in their browser. Only this vault can open it: not even the relay can.</source>
        <translation>O que o cliente escrever é selado no navegador dele. Só este cofre o pode abrir: nem o servidor consegue.</translation>
    </message>
    <message>
        <source>Who has the link can answer, and can read nothing. You recognise your client by four spoken words.</source>
        <translation>Quem tiver o link pode responder, mas não pode ler nada. Reconhece o seu cliente por quatro palavras ditas ao telefone.</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>A quem</translation>
    </message>
    <message>
        <source>Your name, as your client sees it</source>
        <translation>O seu nome, como o cliente o vê</translation>
    </message>
    <message>
        <source>required</source>
        <translation>obrigatório</translation>
    </message>
    <message>
        <source>{fields}  (*must be filled in)</source>
        <translation>{fields}  (*obrigatório)</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>10 minutes from now</source>
        <translation>Mais 10 minutos</translation>
    </message>
    <message>
        <source>What came for a request is no answer to it.</source>
        <translation>O que chegou para um pedido não é resposta a ele.</translation>
    </message>
    <message>
        <source>{count} answers came for one request.</source>
        <translation>Chegaram {count} respostas a um pedido.</translation>
    </message>
    <message>
        <source>{requests} requests have been answered.</source>
        <translation>{requests} pedidos foram respondidos.</translation>
    </message>
    <message>
        <source>{count} answers came for {requests} requests.</source>
        <translation>Chegaram {count} respostas a {requests} pedidos.</translation>
    </message>
    <message>
        <source>A client has answered a request.</source>
        <translation>Um cliente respondeu a um pedido.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <source>Ask a client</source>
        <translation>Pedir a um cliente</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Mudar</translation>
    </message>
    <message>
        <source>Change the end</source>
        <translation>Mudar o prazo</translation>
    </message>
    <message>
        <source>Close the request</source>
        <translation>Fechar o pedido</translation>
    </message>
    <message>
        <source>Close “{name}”?</source>
        <translation>Fechar «{name}»?</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Copiar o código</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminados</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Fim</translation>
    </message>
    <message>
        <source>Let it be answered again</source>
        <translation>Voltar a aceitar respostas</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Look at what came</source>
        <translation>Ver o que chegou</translation>
    </message>
    <message>
        <source>Nothing has been asked for</source>
        <translation>Ainda não pediu nada</translation>
    </message>
    <message>
        <source>Nothing came.</source>
        <translation>Não chegou nada.</translation>
    </message>
    <message>
        <source>Nothing so far. It appears here by itself, and you are told.</source>
        <translation>Ainda nada. Quando chegar, aparece aqui e é avisado.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abertos</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Lembrar</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>Retirar da lista</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Pedidos</translation>
    </message>
    <message>
        <source>Send a client a link with a short form. What they type is sealed in their browser, and arrives here.</source>
        <translation>Envie a um cliente um link com um pequeno formulário. O que ele escrever é selado no navegador dele e chega aqui.</translation>
    </message>
    <message>
        <source>Show link</source>
        <translation>Mostrar o link</translation>
    </message>
    <message>
        <source>The code: {spelled}</source>
        <translation>O código: {spelled}</translation>
    </message>
    <message>
        <source>The link takes nothing more, from nobody. What has come stays here to be looked at.</source>
        <translation>O link deixa de receber seja o que for, de seja quem for. O que já chegou fica aqui para ver.</translation>
    </message>
    <message>
        <source>The words on your client's page: {words}</source>
        <translation>As palavras na página do cliente: {words}</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>O que chegou</translation>
    </message>
    <message>
        <source>Which requests are listed</source>
        <translation>Que pedidos estão na lista</translation>
    </message>
    <message>
        <source>{taken} of {all}</source>
        <translation>{taken} de {all}</translation>
    </message>
    <message>
        <source>“{name}” ends {when} now. The link stays the same.</source>
        <translation>«{name}» termina {when}. O link continua o mesmo.</translation>
    </message>
</context>
<context>
    <name>ReviewSheet</name>
    <message>
        <source>Ask your client for the four words on their page. They must be these:</source>
        <translation>Peça ao cliente as quatro palavras que tem na página. Têm de ser estas:</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Chegou</translation>
    </message>
    <message>
        <source>Copy {label}</source>
        <translation>Copiar {label}</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Decidir depois</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ficheiros</translation>
    </message>
    <message>
        <source>Hide {label}</source>
        <translation>Ocultar {label}</translation>
    </message>
    <message>
        <source>It is deleted here and on the relay. It cannot be brought back.</source>
        <translation>É apagado aqui e no servidor. Não pode ser recuperado.</translation>
    </message>
    <message>
        <source>Keep in the vault</source>
        <translation>Guardar no cofre</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Kept in the vault.</source>
        <translation>Guardado no cofre.</translation>
    </message>
    <message>
        <source>Other words: somebody else who has the link sent this. Reject it, and ask again by a new link.</source>
        <translation>São outras? Então foi outra pessoa com o link que enviou isto. Rejeite e peça outra vez com um link novo.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rejeitar</translation>
    </message>
    <message>
        <source>Reject what came?</source>
        <translation>Rejeitar o que chegou?</translation>
    </message>
    <message>
        <source>Rejected and deleted.</source>
        <translation>Rejeitado e apagado.</translation>
    </message>
    <message>
        <source>Show {label}</source>
        <translation>Mostrar {label}</translation>
    </message>
    <message>
        <source>Something that was sent before this from the same page has not arrived.</source>
        <translation>Falta algo que foi enviado antes disto, da mesma página.</translation>
    </message>
    <message>
        <source>The relay said at first that it did not have this, and gave it only later.</source>
        <translation>O servidor disse primeiro que não tinha isto e só mais tarde o entregou.</translation>
    </message>
    <message>
        <source>The same is there already.</source>
        <translation>Já lá está o mesmo.</translation>
    </message>
    <message>
        <source>There now</source>
        <translation>Está agora</translation>
    </message>
    <message>
        <source>What came</source>
        <translation>O que chegou</translation>
    </message>
    <message>
        <source>as a new entry</source>
        <translation>como nova entrada</translation>
    </message>
    <message>
        <source>in “{title}”, which is there</source>
        <translation>em «{title}», que já existe</translation>
    </message>
    <message>
        <source>{title} · {place} of {all}</source>
        <translation>{title} · {place} de {all}</translation>
    </message>
</context>
</TS>
