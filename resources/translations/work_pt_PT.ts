<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Everywhere</source>
        <translation>Em qualquer lugar</translation>
    </message>
    <message>
        <source>In a list</source>
        <translation>Numa lista</translation>
    </message>
    <message>
        <source>With the open entry</source>
        <translation>Com a entrada aberta</translation>
    </message>
    <message>
        <source>In a form</source>
        <translation>Num formulário</translation>
    </message>
    <message>
        <source>Find or do anything</source>
        <translation>Encontrar ou fazer qualquer coisa</translation>
    </message>
    <message>
        <source>Search all entries</source>
        <translation>Procurar em todas as entradas</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Nova entrada</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Novo cliente</translation>
    </message>
    <message>
        <source>Go to clients</source>
        <translation>Ir para os clientes</translation>
    </message>
    <message>
        <source>Go to shares</source>
        <translation>Ir para as partilhas</translation>
    </message>
    <message>
        <source>Go to settings</source>
        <translation>Ir para as definições</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>Ver todas as entradas</translation>
    </message>
    <message>
        <source>Generate a password</source>
        <translation>Gerar uma palavra-passe</translation>
    </message>
    <message>
        <source>Import from another program</source>
        <translation>Importar de outro programa</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos de teclado</translation>
    </message>
    <message>
        <source>Lock the vault</source>
        <translation>Bloquear o cofre</translation>
    </message>
    <message>
        <source>Quit Lacre</source>
        <translation>Sair do Lacre</translation>
    </message>
    <message>
        <source>Move up and down</source>
        <translation>Andar para cima e para baixo</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>Selecionar várias</translation>
    </message>
    <message>
        <source>Open the menu of the row</source>
        <translation>Abrir o menu da linha</translation>
    </message>
    <message>
        <source>Copy user name</source>
        <translation>Copiar utilizador</translation>
    </message>
    <message>
        <source>Copy password</source>
        <translation>Copiar palavra-passe</translation>
    </message>
    <message>
        <source>Copy 2FA code</source>
        <translation>Copiar código 2FA</translation>
    </message>
    <message>
        <source>Show or hide what is protected</source>
        <translation>Mostrar ou ocultar o que está protegido</translation>
    </message>
    <message>
        <source>Open the address</source>
        <translation>Abrir o endereço</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Partilhar</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Show the past</source>
        <translation>Ver valores anteriores</translation>
    </message>
    <message>
        <source>Delete entry</source>
        <translation>Eliminar entrada</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Leave the form</source>
        <translation>Sair do formulário</translation>
    </message>
    <message>
        <source>Move the field up</source>
        <translation>Mover o campo para cima</translation>
    </message>
    <message>
        <source>Move the field down</source>
        <translation>Mover o campo para baixo</translation>
    </message>
    <message>
        <source>Go to health</source>
        <translation>Ir para a saúde</translation>
    </message>
    <message>
        <source>Show favourites</source>
        <translation>Ver as favoritas</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>Ver o lixo</translation>
    </message>
    <message>
        <source>Favourite or not</source>
        <translation>Favorita ou não</translation>
    </message>
    <message>
        <source>Change tags</source>
        <translation>Mudar etiquetas</translation>
    </message>
    <message>
        <source>Move to another client</source>
        <translation>Mover para outro cliente</translation>
    </message>
    <message>
        <source>Archive or bring back</source>
        <translation>Arquivar ou trazer de volta</translation>
    </message>
    <message>
        <source>Restore from the trash</source>
        <translation>Restaurar do lixo</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>Mover para o lixo</translation>
    </message>
    <message>
        <source>Show the Wi-Fi as a QR code</source>
        <translation>Mostrar a rede Wi-Fi em código QR</translation>
    </message>
    <message>
        <source>Erase for good…</source>
        <translation>Apagar de vez…</translation>
    </message>
    <message>
        <source>Go to requests</source>
        <translation>Ir para os pedidos</translation>
    </message>
    <message>
        <source>Ask a client for something</source>
        <translation>Pedir algo a um cliente</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>by itself</source>
        <translation>automática</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>antes de importar</translation>
    </message>
    <message>
        <source>before another passphrase</source>
        <translation>antes de mudar a frase-passe</translation>
    </message>
    <message>
        <source>before a new version</source>
        <translation>antes de uma nova versão</translation>
    </message>
    <message>
        <source>before a restore</source>
        <translation>antes de repor</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>feita por si</translation>
    </message>
    <message>
        <source>Backed up, and the copy was read through.</source>
        <translation>Cópia feita e lida até ao fim.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Cópias de segurança</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Fazer cópia agora</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <source>Lacre makes one every day while it is open, encrypted as the vault is and read through before it counts. Copy the folder to another disk now and then.</source>
        <translation>O Lacre faz uma por dia enquanto está aberto, cifrada como o cofre e lida até ao fim antes de contar. De vez em quando, copie a pasta para outro disco.</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Ainda nenhuma</translation>
    </message>
    <message>
        <source>Last one {ago}</source>
        <translation>A última {ago}</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>ilegível</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} entradas</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>Add to the favourites</source>
        <translation>Adicionar às favoritas</translation>
    </message>
    <message>
        <source>Change their tags</source>
        <translation>Mudar as etiquetas</translation>
    </message>
    <message>
        <source>Move to another client</source>
        <translation>Mover para outro cliente</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Arquivar</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>Mover para o lixo</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>{count}: fields, past and files are erased. It cannot be undone.</source>
        <translation>{count}: os campos, os valores anteriores e os ficheiros são apagados. Não se pode anular.</translation>
    </message>
    <message>
        <source>Erase for good?</source>
        <translation>Apagar de vez?</translation>
    </message>
    <message>
        <source>Share them in one link</source>
        <translation>Partilhá-las num só link</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Empty the trash…</source>
        <translation>Esvaziar o lixo…</translation>
    </message>
    <message>
        <source>{count} and their past and files are erased. It cannot be undone.</source>
        <translation>São apagadas {count}, com os valores anteriores e os ficheiros. Não se pode anular.</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>Empty the trash?</source>
        <translation>Esvaziar o lixo?</translation>
    </message>
</context>
<context>
    <name>EntryActs</name>
    <message>
        <source>Added to the favourites</source>
        <translation>Nas favoritas</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Fora das favoritas</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Entre as arquivadas</translation>
    </message>
    <message>
        <source>Back from the archive</source>
        <translation>Fora das arquivadas</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>No lixo</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>De volta do lixo</translation>
    </message>
    <message>
        <source>Erased for good</source>
        <translation>Apagada de vez</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>O lixo está vazio</translation>
    </message>
    <message>
        <source>Moved to {client}</source>
        <translation>Agora em {client}</translation>
    </message>
    <message>
        <source>Tags changed</source>
        <translation>Etiquetas mudadas</translation>
    </message>
    <message>
        <source>Category changed</source>
        <translation>Categoria mudada</translation>
    </message>
    <message>
        <source>{what}: {count} entries</source>
        <translation>{what}: {count} entradas</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Add another</source>
        <translation>Adicionar outro</translation>
    </message>
    <message>
        <source>Protect: hide it and clear it after copying</source>
        <translation>Proteger: ocultar e limpar depois de copiar</translation>
    </message>
    <message>
        <source>Do not protect: show it</source>
        <translation>Não proteger: mostrar</translation>
    </message>
    <message>
        <source>Move this field: drag, or Alt+↑ and Alt+↓</source>
        <translation>Mover este campo: arraste, ou Alt+↑ e Alt+↓</translation>
    </message>
    <message>
        <source>Save it first; then add the files, or drop them on the entry.</source>
        <translation>Guarde primeiro; depois adicione os ficheiros, ou largue-os sobre a entrada.</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>No longer a favourite</source>
        <translation>Tirar das favoritas</translation>
    </message>
    <message>
        <source>Add to the favourites</source>
        <translation>Adicionar às favoritas</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Desarquivar</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Arquivar</translation>
    </message>
</context>
<context>
    <name>Generator</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>A digit</source>
        <translation>Um algarismo</translation>
    </message>
</context>
<context>
    <name>GeneratorSheet</name>
    <message>
        <source>Generate a password</source>
        <translation>Gerar uma palavra-passe</translation>
    </message>
    <message>
        <source>Generated before</source>
        <translation>Geradas antes</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>In a breach</source>
        <translation>Em fugas</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expirado</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Fraca</translation>
    </message>
    <message>
        <source>Reused</source>
        <translation>Repetida</translation>
    </message>
    <message>
        <source>Ending soon</source>
        <translation>A terminar</translation>
    </message>
    <message>
        <source>Without 2FA</source>
        <translation>Sem 2FA</translation>
    </message>
    <message>
        <source>Old</source>
        <translation>Antiga</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Corrigir</translation>
    </message>
    <message>
        <source>Ask about known breaches?</source>
        <translation>Perguntar por fugas conhecidas?</translation>
    </message>
    <message>
        <source>Lacre asks Have I Been Pwned whether passwords appear in known breaches. Of each password only the first five signs of a fingerprint are sent, which thousands of passwords share: nobody can tell from them which are yours.</source>
        <translation>O Lacre pergunta ao Have I Been Pwned se há palavras-passe em fugas de dados conhecidas. De cada uma só segue o começo de uma impressão digital, cinco sinais que milhares de palavras-passe partilham: ninguém fica a saber quais são as suas.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Perguntar</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Saúde</translation>
    </message>
    <message>
        <source>Of which client</source>
        <translation>De que cliente</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Todos os clientes</translation>
    </message>
    <message>
        <source>Breaches…</source>
        <translation>Fugas…</translation>
    </message>
    <message>
        <source>Ask whether passwords appear in known breaches</source>
        <translation>Perguntar se há palavras-passe em fugas conhecidas</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Ver de novo</translation>
    </message>
    <message>
        <source>Looking the vault over</source>
        <translation>A examinar o cofre</translation>
    </message>
    <message>
        <source>What to put right</source>
        <translation>O que corrigir</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Está tudo bem</translation>
    </message>
    <message>
        <source>No weak, reused, old or expired values were found here.</source>
        <translation>Não há aqui valores fracos, repetidos, antigos ou expirados.</translation>
    </message>
    <message>
        <source>Looking the vault over…</source>
        <translation>A examinar o cofre…</translation>
    </message>
    <message>
        <source>{count} entries looked at, {when}</source>
        <translation>{count} entradas examinadas, {when}</translation>
    </message>
</context>
<context>
    <name>Move</name>
    <message>
        <source>Move to which client?</source>
        <translation>Mover para que cliente?</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clientes</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find an entry, a client or something to do</source>
        <translation>Encontre uma entrada, um cliente ou o que fazer</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>O que foi encontrado</translation>
    </message>
    <message>
        <source>↑ ↓ to choose   ↵ to open   Esc to leave</source>
        <translation>↑ ↓ para escolher   ↵ para abrir   Esc para sair</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Nothing found. Fewer letters find more; Esc to leave</source>
        <translation>Nada encontrado. Menos letras encontram mais; Esc para sair</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Health</source>
        <translation>Saúde</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Categorias</translation>
    </message>
    <message>
        <source>Lock the vault ({keys})</source>
        <translation>Bloquear o cofre ({keys})</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Undo</source>
        <translation>Anular</translation>
    </message>
</context>
<context>
    <name>Shelves</name>
    <message>
        <source>Personal</source>
        <translation>Pessoal e profissional</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Palavras-passe</translation>
    </message>
    <message>
        <source>Third parties</source>
        <translation>Terceiros</translation>
    </message>
    <message>
        <source>Financial</source>
        <translation>Financeira</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>Todas as entradas</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoritas</translation>
    </message>
    <message>
        <source>Used lately</source>
        <translation>Usadas há pouco</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Arquivadas</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Lixo</translation>
    </message>
    <message>
        <source>No entries yet</source>
        <translation>Ainda sem entradas</translation>
    </message>
    <message>
        <source>Everything you keep, of every client, is listed here.</source>
        <translation>Aqui aparece tudo o que guarda, de todos os clientes.</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Ainda sem favoritas</translation>
    </message>
    <message>
        <source>The star of an entry puts it here, whichever client it belongs to.</source>
        <translation>A estrela de uma entrada põe-na aqui, seja de que cliente for.</translation>
    </message>
    <message>
        <source>Nothing used yet</source>
        <translation>Ainda nada foi usado</translation>
    </message>
    <message>
        <source>What you copy or share appears here, the latest first.</source>
        <translation>O que copia ou partilha aparece aqui, primeiro o mais recente.</translation>
    </message>
    <message>
        <source>Nothing has this tag</source>
        <translation>Nada tem esta etiqueta</translation>
    </message>
    <message>
        <source>A tag stays as long as an entry has it.</source>
        <translation>Uma etiqueta existe enquanto alguma entrada a tiver.</translation>
    </message>
    <message>
        <source>Nothing of this category</source>
        <translation>Nada desta categoria</translation>
    </message>
    <message>
        <source>An entry's category follows from its fields; you can correct it.</source>
        <translation>A categoria de uma entrada resulta dos seus campos; pode corrigi-la.</translation>
    </message>
    <message>
        <source>The archive is empty</source>
        <translation>Nada está arquivado</translation>
    </message>
    <message>
        <source>What is archived is kept, but no longer in your way.</source>
        <translation>O que é arquivado fica guardado, mas deixa de estorvar.</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>O lixo está vazio</translation>
    </message>
    <message>
        <source>What you delete waits here for 30 days, then it is erased for good.</source>
        <translation>O que elimina espera aqui 30 dias e depois é apagado de vez.</translation>
    </message>
</context>
<context>
    <name>Split</name>
    <message>
        <source>Back to the list</source>
        <translation>Voltar à lista</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Category of data: {category}. Change it.</source>
        <translation>Categoria de dados: {category}. Mudar.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>Back from the archive</source>
        <translation>Desarquivar</translation>
    </message>
    <message>
        <source>In the trash since {day}. It is erased for good after 30 days.</source>
        <translation>No lixo desde {day}. É apagada de vez ao fim de 30 dias.</translation>
    </message>
    <message>
        <source>Archived: kept, and out of the way.</source>
        <translation>Arquivada: guardada, sem estorvar.</translation>
    </message>
    <message>
        <source>Change the tags</source>
        <translation>Mudar as etiquetas</translation>
    </message>
    <message>
        <source>Add tag</source>
        <translation>Adicionar etiqueta</translation>
    </message>
    <message>
        <source>As its fields say</source>
        <translation>Conforme os seus campos</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>Tags</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>New tags</source>
        <translation>Novas etiquetas</translation>
    </message>
    <message>
        <source>Several with a comma between them.</source>
        <translation>Várias, separadas por vírgulas.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>A tag has at most {count} characters.</source>
        <translation>Uma etiqueta tem no máximo {count} caracteres.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Lacre, locked</source>
        <translation>Lacre, bloqueado</translation>
    </message>
    <message>
        <source>Open Lacre</source>
        <translation>Abrir o Lacre</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Copy user name</source>
        <translation>Copiar utilizador</translation>
    </message>
    <message>
        <source>Copy what is secret</source>
        <translation>Copiar o que é secreto</translation>
    </message>
    <message>
        <source>Copy 2FA code</source>
        <translation>Copiar código 2FA</translation>
    </message>
    <message>
        <source>This entry has nothing of that kind.</source>
        <translation>Esta entrada não tem nada disso.</translation>
    </message>
    <message>
        <source>Copied: {name}</source>
        <translation>Copiado: {name}</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Partilhas</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>dd/mm/aaaa</translation>
    </message>
    <message>
        <source>ana@example.pt</source>
        <translation>ana@exemplo.pt</translation>
    </message>
    <message>
        <source>The key the site shows, or otpauth…</source>
        <translation>A chave que o site mostra, ou otpauth…</translation>
    </message>
    <message>
        <source>mm/yyyy</source>
        <translation>mm/aaaa</translation>
    </message>
</context>
<context>
    <name>Wifi</name>
    <message>
        <source>QR code of the network</source>
        <translation>Código QR da rede</translation>
    </message>
    <message>
        <source>Point a phone's camera at it to join. Whoever sees it can join too.</source>
        <translation>Aponte a câmara de um telemóvel para entrar na rede. Quem o vir também consegue entrar.</translation>
    </message>
</context>
</TS>
