<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Clients</name>
    <message>
        <source>New client</source>
        <translation>Novo cliente</translation>
    </message>
    <message>
        <source>Add client</source>
        <translation>Adicionar cliente</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Novo</translation>
    </message>
    <message>
        <source>Import from another program…</source>
        <translation>Importar de outro programa…</translation>
    </message>
    <message>
        <source>Start with a client</source>
        <translation>Comece por um cliente</translation>
    </message>
    <message>
        <source>Keep here what a client entrusts to you, and pass it on by a link that ends when you say.</source>
        <translation>Guarde aqui o que um cliente lhe confia, e envie-o por um link que termina quando quiser.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>A person or a company whose data you keep.</source>
        <translation>Uma pessoa ou empresa de quem guarda dados.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Dê um nome.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>Search looks in titles, user names, addresses, client names and notes.</source>
        <translation>A procura percorre títulos, utilizadores, endereços, nomes de clientes e notas.</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>Ainda sem entradas</translation>
    </message>
    <message>
        <source>Keep a login, a door code or a note here, and share it by a link.</source>
        <translation>Guarde aqui um acesso, um código de porta ou uma nota, e partilhe por link.</translation>
    </message>
    <message>
        <source>New login</source>
        <translation>Novo acesso</translation>
    </message>
    <message>
        <source>Your vault is ready</source>
        <translation>O seu cofre está pronto</translation>
    </message>
    <message>
        <source>Bring what you have in another program or browser, or add a client.</source>
        <translation>Traga o que tem noutro programa ou no navegador, ou adicione um cliente.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Choose a client</source>
        <translation>Escolha um cliente</translation>
    </message>
    <message>
        <source>Its logins, codes and notes open here. Ctrl+K searches all of them.</source>
        <translation>Os acessos, códigos e notas abrem-se aqui. Ctrl+K procura em todos.</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>1 day {hours} h</source>
        <translation>1 dia {hours} h</translation>
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
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{days} days {hours} h</source>
        <translation>{days} dias {hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Rename client…</source>
        <translation>Mudar o nome do cliente…</translation>
    </message>
    <message>
        <source>Delete client…</source>
        <translation>Apagar cliente…</translation>
    </message>
    <message>
        <source>Rename client</source>
        <translation>Mudar o nome do cliente</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Mudar o nome</translation>
    </message>
    <message>
        <source>“{name}” and {count} are erased for good. It cannot be undone. Backups made before still hold the data.</source>
        <translation>Apaga de vez «{name}» e, com ele, {count}. Não se pode voltar atrás. As cópias de segurança feitas antes ainda têm os dados.</translation>
    </message>
    <message>
        <source>Delete client</source>
        <translation>Apagar cliente</translation>
    </message>
    <message>
        <source>Delete this client?</source>
        <translation>Apagar este cliente?</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>Todas as entradas</translation>
    </message>
    <message>
        <source>The first {count}</source>
        <translation>As primeiras {count}</translation>
    </message>
    <message>
        <source>Back to the clients</source>
        <translation>Voltar aos clientes</translation>
    </message>
    <message>
        <source>More about this client</source>
        <translation>Mais sobre este cliente</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Nova entrada</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Acesso</translation>
    </message>
    <message>
        <source>Door or alarm</source>
        <translation>Porta ou alarme</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 entrada</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} entradas</translation>
    </message>
    <message>
        <source>two-factor</source>
        <translation>dois fatores</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identidade</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Cartão</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>Conta bancária</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Chave de API</translation>
    </message>
    <message>
        <source>Wi-Fi</source>
        <translation>Wi-Fi</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licença</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Outro</translation>
    </message>
    <message>
        <source>Remove all access…</source>
        <translation>Remover todo o acesso…</translation>
    </message>
    <message>
        <source>Ask for something…</source>
        <translation>Pedir algo…</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Give the entry a title.</source>
        <translation>Dê um título à entrada.</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Sair sem guardar?</translation>
    </message>
    <message>
        <source>What you changed here is not saved yet.</source>
        <translation>O que alterou aqui ainda não está guardado.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Edit “{title}”</source>
        <translation>Editar «{title}»</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Nova entrada</translation>
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
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Fields of your own</source>
        <translation>Campos próprios</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Adicionar campo</translation>
    </message>
    <message>
        <source>Generate a password</source>
        <translation>Gerar uma palavra-passe</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Fica como está</translation>
    </message>
    <message>
        <source>Name of the field</source>
        <translation>Nome do campo</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>O que é</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Protegido</translation>
    </message>
    <message>
        <source>Remove this field</source>
        <translation>Retirar este campo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>The entry that you were changing is gone. Save makes a new one.</source>
        <translation>A entrada que estava a alterar já não existe. Guardar cria uma nova.</translation>
    </message>
    <message>
        <source>This is what you were writing when Lacre locked. Save keeps it.</source>
        <translation>Era isto que estava a escrever quando o Lacre bloqueou. Prima Guardar para não o perder.</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>Share</source>
        <translation>Partilhar</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>More about this entry</source>
        <translation>Mais sobre esta entrada</translation>
    </message>
    <message>
        <source>changed {ago}</source>
        <translation>alterado {ago}</translation>
    </message>
</context>
<context>
    <name>EntryPast</name>
    <message>
        <source>Past values</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>Show {count}</source>
        <translation>Mostrar {count}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Esconder</translation>
    </message>
</context>
<context>
    <name>EntryShares</name>
    <message>
        <source>Shared now</source>
        <translation>Partilhas ativas</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Can be opened</source>
        <translation>Pode ser aberta</translation>
    </message>
    <message>
        <source>ends {at}</source>
        <translation>termina a {at}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>ended {at}</source>
        <translation>terminou {at}</translation>
    </message>
    <message>
        <source>What can be done with this share</source>
        <translation>O que se pode fazer com esta partilha</translation>
    </message>
    <message>
        <source>Ended unopened</source>
        <translation>Terminou sem ser aberta</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>User name</source>
        <translation>Utilizador</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>Endereço do site</translation>
    </message>
    <message>
        <source>2FA code</source>
        <translation>Código 2FA</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Local</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Instruções</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Válido desde</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válido até</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <source>2FA key</source>
        <translation>Chave do código 2FA</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Morada</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>Texto longo</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Nome completo</translation>
    </message>
    <message>
        <source>NIF (tax number)</source>
        <translation>NIF</translation>
    </message>
    <message>
        <source>NISS (social security)</source>
        <translation>NISS</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Data de nascimento</translation>
    </message>
    <message>
        <source>ID document number</source>
        <translation>N.º do documento de identificação</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Código postal</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Número do cartão</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Validade</translation>
    </message>
    <message>
        <source>Security code</source>
        <translation>Código de segurança</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation>IBAN</translation>
    </message>
    <message>
        <source>BIC/SWIFT</source>
        <translation>BIC/SWIFT</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>Número da conta</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Serviço</translation>
    </message>
    <message>
        <source>Key ID</source>
        <translation>Identificador da chave</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Chave secreta</translation>
    </message>
    <message>
        <source>Network name</source>
        <translation>Nome da rede</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Segurança</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produto</translation>
    </message>
    <message>
        <source>Licence key</source>
        <translation>Chave da licença</translation>
    </message>
    <message>
        <source>Registered to</source>
        <translation>Registado em nome de</translation>
    </message>
    <message>
        <source>Date of purchase</source>
        <translation>Data de compra</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Mês</translation>
    </message>
</context>
<context>
    <name>Generator</name>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Palavras</translation>
    </message>
    <message>
        <source>What to generate</source>
        <translation>O que gerar</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>Outra</translation>
    </message>
    <message>
        <source>Capitals</source>
        <translation>Maiúsculas</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Algarismos</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Símbolos</translation>
    </message>
    <message>
        <source>No look-alikes</source>
        <translation>Sem parecidos</translation>
    </message>
    <message>
        <source>Language of the words</source>
        <translation>Língua das palavras</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} palavras</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} caracteres</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Comprimento</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Hide what is typed</source>
        <translation>Esconder o que se escreve</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Mostrar o que se escreve</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Search  Ctrl+F</source>
        <translation>Procurar  Ctrl+F</translation>
    </message>
    <message>
        <source>Search all entries</source>
        <translation>Procurar em todas as entradas</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Partilhas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Clear the clipboard now</source>
        <translation>Limpar já a área de transferência</translation>
    </message>
    <message>
        <source>Clipboard: {seconds} s</source>
        <translation>Copiado: {seconds} s</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Pedidos</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Copied. It will be cleared from the clipboard in {seconds} s.</source>
        <translation>Copiado. Sai da área de transferência daqui a {seconds} s.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message>
        <source>Four or five words that do not belong together are best.</source>
        <translation>O melhor são quatro ou cinco palavras que nada tenham a ver umas com as outras.</translation>
    </message>
    <message>
        <source>Weak: a program guesses it. Add words that do not belong together.</source>
        <translation>Fraca: um programa adivinha-a. Junte palavras que nada tenham a ver umas com as outras.</translation>
    </message>
    <message>
        <source>Fair: holds for a while. One more word makes it good.</source>
        <translation>Razoável: aguenta algum tempo. Mais uma palavra torna-a boa.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Boa.</translation>
    </message>
    <message>
        <source>Very good.</source>
        <translation>Muito boa.</translation>
    </message>
    <message>
        <source>About {bits} bits.</source>
        <translation>Cerca de {bits} bits.</translation>
    </message>
</context>
<context>
    <name>Unlock</name>
    <message>
        <source>Language</source>
        <translation>Língua</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>O Caps Lock está ligado.</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>A trabalhar</translation>
    </message>
    <message>
        <source>Type the passphrase of your vault.</source>
        <translation>Escreva a frase-passe do seu cofre.</translation>
    </message>
    <message>
        <source>Your vault is locked</source>
        <translation>O seu cofre está fechado</translation>
    </message>
    <message>
        <source>Everything in it is encrypted on this computer.</source>
        <translation>Tudo o que guarda está cifrado neste computador.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Abrir o cofre</translation>
    </message>
    <message>
        <source>Unlocking. This takes about a second.</source>
        <translation>A abrir. Demora cerca de um segundo.</translation>
    </message>
    <message>
        <source>Use at least {count} characters; four or five words are best.</source>
        <translation>Use pelo menos {count} caracteres; o melhor são quatro ou cinco palavras.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>As duas não são iguais.</translation>
    </message>
    <message>
        <source>Create your vault</source>
        <translation>Crie o seu cofre</translation>
    </message>
    <message>
        <source>Your clients' passwords, codes and notes, encrypted on this computer under one passphrase.</source>
        <translation>As palavras-passe, os códigos e as notas dos seus clientes, cifrados neste computador sob uma só frase-passe.</translation>
    </message>
    <message>
        <source>The same passphrase again</source>
        <translation>A mesma frase-passe outra vez</translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation>Criar cofre</translation>
    </message>
    <message>
        <source>Nobody can recover this passphrase for you. Write it on paper and keep the paper where you keep your documents.</source>
        <translation>Ninguém lhe pode recuperar esta frase-passe. Escreva-a em papel e guarde o papel com os seus documentos.</translation>
    </message>
    <message>
        <source>Creating your vault. This takes a few seconds.</source>
        <translation>A criar o cofre. Demora uns segundos.</translation>
    </message>
    <message>
        <source>What you were writing is kept in the vault. It is there again when you unlock.</source>
        <translation>O que estava a escrever ficou guardado no cofre. Volta a aparecer quando desbloquear.</translation>
    </message>
</context>
<context>
    <name>ValueRow</name>
    <message>
        <source>Show {name}</source>
        <translation>Mostrar {name}</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>Esconder {name}</translation>
    </message>
    <message>
        <source>Copy {name}</source>
        <translation>Copiar {name}</translation>
    </message>
    <message>
        <source>Open {name} in the browser</source>
        <translation>Abrir {name} no navegador</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>just now</source>
        <translation>agora mesmo</translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>há 1 minuto</translation>
    </message>
    <message>
        <source>{n} minutes ago</source>
        <translation>há {n} minutos</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>há 1 hora</translation>
    </message>
    <message>
        <source>{n} hours ago</source>
        <translation>há {n} horas</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>há {n} dias</translation>
    </message>
</context>
</TS>
