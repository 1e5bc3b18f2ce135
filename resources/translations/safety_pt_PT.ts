<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Backups</name>
    <message>
        <source>Restore…</source>
        <translation>Repor…</translation>
    </message>
    <message>
        <source>One entry was erased for good: its day had come.</source>
        <translation>Uma entrada foi apagada de vez: tinha chegado o dia.</translation>
    </message>
    <message>
        <source>{count} entries were erased for good: their day had come.</source>
        <translation>{count} entradas foram apagadas de vez: tinha chegado o dia.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Bitwarden with files</source>
        <translation>Bitwarden com ficheiros</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>For KeePass and KeePassXC (KDBX 4), locked with a password of its own. Files go along.</source>
        <translation>Para o KeePass e o KeePassXC (KDBX 4), fechado com uma palavra-passe própria. Os ficheiros vão também.</translation>
    </message>
    <message>
        <source>For Bitwarden and many others (JSON). Kinds that it does not know become notes with fields. Files stay here.</source>
        <translation>Para o Bitwarden e muitos outros (JSON). Os tipos que ele não conhece passam a notas com campos. Os ficheiros ficam cá.</translation>
    </message>
    <message>
        <source>For Bitwarden (ZIP): as the JSON, with the files of the entries beside it.</source>
        <translation>Para o Bitwarden (ZIP): como o JSON, com os ficheiros das entradas ao lado.</translation>
    </message>
    <message>
        <source>For spreadsheets, and back into Lacre unchanged (CSV). Made so that no cell runs as a formula. Files stay here.</source>
        <translation>Para folhas de cálculo, e de volta ao Lacre sem alterações (CSV). Feito de modo a que nenhuma célula corra como fórmula. Os ficheiros ficam cá.</translation>
    </message>
    <message>
        <source>Histories, shares and the trash are in no export: they are in a backup.</source>
        <translation>Os históricos, as partilhas e o lixo não vão em nenhuma exportação: estão numa cópia de segurança.</translation>
    </message>
    <message>
        <source>Whoever gets this file can read every password in it. Use it at once, do not send it, and delete it here when it is done.</source>
        <translation>Quem apanhar este ficheiro consegue ler todas as palavras-passe. Use-o logo, não o envie, e apague-o aqui quando acabar.</translation>
    </message>
    <message>
        <source>The file is as safe as its password: choose one that nobody guesses, and do not send it together with the file.</source>
        <translation>O ficheiro é tão seguro como a palavra-passe dele: escolha uma que ninguém adivinhe, e não a envie junto com o ficheiro.</translation>
    </message>
    <message>
        <source>Entries: {entries}, of clients: {clients}.</source>
        <translation>Entradas: {entries}, de clientes: {clients}.</translation>
    </message>
    <message>
        <source>Files taken along: {count}.</source>
        <translation>Ficheiros que foram também: {count}.</translation>
    </message>
    <message>
        <source>Files that stayed here, as the format has no place for them: {count}.</source>
        <translation>Ficheiros que ficaram cá, porque o formato não tem lugar para eles: {count}.</translation>
    </message>
    <message>
        <source>Signs that the format cannot hold, and were replaced: {count}.</source>
        <translation>Sinais que o formato não aceita, e foram substituídos: {count}.</translation>
    </message>
    <message>
        <source>Use at least {count} characters.</source>
        <translation>Use pelo menos {count} caracteres.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>As duas não são iguais.</translation>
    </message>
    <message>
        <source>Type the passphrase of your vault.</source>
        <translation>Escreva a frase-passe do seu cofre.</translation>
    </message>
    <message>
        <source>All clients</source>
        <translation>Todos os clientes</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Whose entries</source>
        <translation>Entradas de quem</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Palavra-passe do ficheiro</translation>
    </message>
    <message>
        <source>The password of the file again</source>
        <translation>A palavra-passe do ficheiro outra vez</translation>
    </message>
    <message>
        <source>Passphrase of your vault</source>
        <translation>Frase-passe do seu cofre</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportar para</translation>
    </message>
    <message>
        <source>Whoever gets {name} reads all that is in it. When the other program has it, delete it here.</source>
        <translation>Quem apanhar {name} lê tudo o que lá está. Quando o outro programa o tiver, apague-o aqui.</translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation>Interrompido. Não foi escrito nenhum ficheiro.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>A escrever o ficheiro</translation>
    </message>
    <message>
        <source>Choose where, and export…</source>
        <translation>Escolher onde e exportar…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Written: {name}. On this computer only your account opens it.</source>
        <translation>Escrito: {name}. Neste computador, só a sua conta o abre.</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Importar e exportar</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>From and to other programs. An export is a file that others may read: it is made only with your passphrase.</source>
        <translation>De e para outros programas. Uma exportação é um ficheiro que outros podem ler: só é feita com a sua frase-passe.</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Use at least {count} characters; four or five words are best.</source>
        <translation>Use pelo menos {count} caracteres; o melhor são quatro ou cinco palavras.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>As duas não são iguais.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nova frase-passe</translation>
    </message>
    <message>
        <source>The new passphrase again</source>
        <translation>A nova frase-passe outra vez</translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>The passphrase was changed. Backups made before still open with the old one.</source>
        <translation>A frase-passe foi mudada. As cópias feitas antes continuam a abrir com a antiga.</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Mudar a frase-passe</translation>
    </message>
    <message>
        <source>A backup is made first. A recovery kit goes on working; quick unlock is turned off and can be turned on again.</source>
        <translation>Primeiro é feita uma cópia de segurança. O kit de recuperação continua a funcionar; o desbloqueio rápido é desligado e pode voltar a ligá-lo.</translation>
    </message>
    <message>
        <source>Passphrase you use now</source>
        <translation>Frase-passe que usa agora</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>A mudar…</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Mudar frase-passe</translation>
    </message>
</context>
<context>
    <name>PlainFile</name>
    <message>
        <source>The file was overwritten and deleted: {name}</source>
        <translation>O ficheiro foi reescrito por cima e apagado: {name}</translation>
    </message>
    <message>
        <source>The file was deleted, but could not be overwritten: {name}</source>
        <translation>O ficheiro foi apagado, mas não foi possível escrever por cima: {name}</translation>
    </message>
    <message>
        <source>Overwrite and delete the file</source>
        <translation>Escrever por cima e apagar o ficheiro</translation>
    </message>
    <message>
        <source>On an SSD, in a synced folder or with backups of the computer, older copies may remain that no program reaches.</source>
        <translation>Num disco SSD, numa pasta sincronizada ou com cópias de segurança do computador, podem ficar cópias antigas a que nenhum programa chega.</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>A sheet of paper with a code that opens the vault if you ever lose the passphrase. Without one, a lost passphrase is the end: nobody can open the vault, not even us.</source>
        <translation>Uma folha de papel com um código que abre o cofre se um dia perder a frase-passe. Sem ela, perder a frase-passe é o fim: ninguém consegue abrir o cofre, nós também não.</translation>
    </message>
    <message>
        <source>There is a kit of {day}. It works until the new one was read back, and not any more from then on.</source>
        <translation>Já existe um kit de {day}. Serve até o novo ser lido de volta; a partir daí deixa de servir.</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>A sua frase-passe</translation>
    </message>
    <message>
        <source>Put it on paper. In the next step you read some of it back, so that it is sure to be legible.</source>
        <translation>Passe-o para papel. No passo seguinte lê uma parte de volta, para ter a certeza de que se lê bem.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar em PDF…</translation>
    </message>
    <message>
        <source>A PDF on this computer opens the vault as the paper does: print it elsewhere and delete it.</source>
        <translation>Um PDF neste computador abre o cofre tal como o papel: imprima-o noutro lado e apague-o.</translation>
    </message>
    <message>
        <source>Copy it by hand</source>
        <translation>Copiar à mão</translation>
    </message>
    <message>
        <source>The page that is printed</source>
        <translation>A página que é impressa</translation>
    </message>
    <message>
        <source>Take the paper, and type these three groups from it, not from the screen.</source>
        <translation>Pegue no papel e escreva estes três grupos a partir dele, não do ecrã.</translation>
    </message>
    <message>
        <source>Read a picture of the paper…</source>
        <translation>Ler uma imagem do papel…</translation>
    </message>
    <message>
        <source>Group {number}</source>
        <translation>Grupo {number}</translation>
    </message>
    <message>
        <source>The PDF opens the vault as the paper does. Once it is printed, delete it: {name}</source>
        <translation>O PDF abre o cofre tal como o papel. Depois de o imprimir, apague-o: {name}</translation>
    </message>
    <message>
        <source>The kit works: its code has just opened the vault as it lies on the disk.</source>
        <translation>O kit funciona: o código acabou de abrir o cofre tal como está no disco.</translation>
    </message>
    <message>
        <source>Keep the paper where you keep your documents, away from the computer and from backups. Earlier kits no longer open the vault; they do open backups that were made while they worked.</source>
        <translation>Guarde o papel onde guarda os seus documentos, longe do computador e das cópias de segurança. Os kits anteriores já não abrem o cofre; abrem ainda as cópias feitas enquanto serviam.</translation>
    </message>
    <message>
        <source>Save the recovery kit</source>
        <translation>Guardar o kit de recuperação</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Guardado: {name}</translation>
    </message>
    <message>
        <source>Choose the picture of the paper</source>
        <translation>Escolha a imagem do papel</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>Make a recovery kit</source>
        <translation>Criar um kit de recuperação</translation>
    </message>
    <message>
        <source>Put the code on paper</source>
        <translation>Passar o código para papel</translation>
    </message>
    <message>
        <source>Read it back</source>
        <translation>Ler de volta</translation>
    </message>
    <message>
        <source>The kit is ready</source>
        <translation>O kit está pronto</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Back to the page</source>
        <translation>Voltar à página</translation>
    </message>
    <message>
        <source>Try the kit</source>
        <translation>Experimentar o kit</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Open the vault with the recovery kit</source>
        <translation>Abrir o cofre com o kit de recuperação</translation>
    </message>
    <message>
        <source>The code is on the sheet of paper that was printed when the kit was made: fourteen groups of four.</source>
        <translation>O código está na folha de papel que foi impressa quando o kit foi criado: catorze grupos de quatro.</translation>
    </message>
    <message>
        <source>Code on the paper</source>
        <translation>Código do papel</translation>
    </message>
    <message>
        <source>Without passphrase and without kit nobody can open the vault, not even us. Think of where a passphrase may be written down, and of a kit of an earlier time together with a backup of that time.</source>
        <translation>Sem frase-passe e sem kit ninguém consegue abrir o cofre, nós também não. Pense onde a frase-passe poderá estar escrita, e num kit mais antigo juntamente com uma cópia dessa altura.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>A abrir…</translation>
    </message>
    <message>
        <source>Open the vault</source>
        <translation>Abrir o cofre</translation>
    </message>
    <message>
        <source>Remove the recovery kit?</source>
        <translation>Retirar o kit de recuperação?</translation>
    </message>
    <message>
        <source>The paper no longer opens the vault. If the passphrase is lost then, nobody can open it. Backups made until now still open with the paper.</source>
        <translation>O papel deixa de abrir o cofre. Se então perder a frase-passe, ninguém o consegue abrir. As cópias feitas até agora continuam a abrir com o papel.</translation>
    </message>
    <message>
        <source>Remove the kit</source>
        <translation>Retirar o kit</translation>
    </message>
    <message>
        <source>Passphrase and recovery kit</source>
        <translation>Frase-passe e kit de recuperação</translation>
    </message>
    <message>
        <source>Make a new kit…</source>
        <translation>Criar um kit novo…</translation>
    </message>
    <message>
        <source>Make a recovery kit…</source>
        <translation>Criar kit de recuperação…</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>Mudar frase-passe…</translation>
    </message>
    <message>
        <source>The passphrase opens the vault, and with it everything. Nobody else knows it.</source>
        <translation>A frase-passe abre o cofre, e com ele tudo. Mais ninguém a sabe.</translation>
    </message>
    <message>
        <source>A sheet of paper with a code that opens the vault if the passphrase is lost. Keep it away from this computer and from the backups.</source>
        <translation>Uma folha de papel com um código que abre o cofre se perder a frase-passe. Guarde-a longe deste computador e das cópias de segurança.</translation>
    </message>
    <message>
        <source>No recovery kit</source>
        <translation>Sem kit de recuperação</translation>
    </message>
    <message>
        <source>Recovery kit of {day}</source>
        <translation>Kit de recuperação de {day}</translation>
    </message>
    <message>
        <source>There is no recovery kit: if the passphrase is lost, nobody can open the vault, not even us.</source>
        <translation>Não há kit de recuperação: se perder a frase-passe, ninguém consegue abrir o cofre, nós também não.</translation>
    </message>
    <message>
        <source>I forgot my passphrase</source>
        <translation>Esqueci-me da frase-passe</translation>
    </message>
</context>
<context>
    <name>RecoveryPaper</name>
    <message>
        <source>Lacre · made on {day}</source>
        <translation>Lacre · criado em {day}</translation>
    </message>
    <message>
        <source>This code opens your vault if you lose the passphrase. Whoever has this sheet and a copy of the vault can read everything in it: keep it as you keep your documents.</source>
        <translation>Este código abre o seu cofre se perder a frase-passe. Quem tiver esta folha e uma cópia do cofre consegue ler tudo o que lá está: guarde-a como guarda os seus documentos.</translation>
    </message>
    <message>
        <source>If the passphrase is lost</source>
        <translation>Se perder a frase-passe</translation>
    </message>
    <message>
        <source>Until then</source>
        <translation>Até lá</translation>
    </message>
    <message>
        <source>Whose vault, and on which computer</source>
        <translation>De quem é o cofre, e em que computador</translation>
    </message>
    <message>
        <source>Where its backups are</source>
        <translation>Onde estão as cópias de segurança</translation>
    </message>
    <message>
        <source>Vault {id} · the passphrase is not on this sheet, and nobody but you has this code.</source>
        <translation>Cofre {id} · a frase-passe não está nesta folha, e mais ninguém tem este código.</translation>
    </message>
    <message>
        <source>Recovery kit</source>
        <translation>Kit de recuperação</translation>
    </message>
    <message>
        <source>Open Lacre on the computer with the vault, or restore a backup there.</source>
        <translation>Abra o Lacre no computador onde está o cofre, ou reponha lá uma cópia de segurança.</translation>
    </message>
    <message>
        <source>Where the passphrase is asked for, choose “I forgot my passphrase”.</source>
        <translation>Onde lhe é pedida a frase-passe, escolha «Esqueci-me da frase-passe».</translation>
    </message>
    <message>
        <source>Type the code, or choose a photograph of the square. Capitals, spaces and hyphens do not matter; 0 is always a zero and 1 always a one: the letters O, I, L and U do not occur.</source>
        <translation>Escreva o código, ou escolha uma fotografia do quadrado. Maiúsculas, espaços e hífenes não contam; 0 é sempre zero e 1 é sempre o algarismo um: as letras O, I, L e U não aparecem.</translation>
    </message>
    <message>
        <source>Choose a new passphrase. This sheet goes on working.</source>
        <translation>Escolha uma nova frase-passe. Esta folha continua a servir.</translation>
    </message>
    <message>
        <source>Keep this sheet away from the computer and from the backups. Do not photograph it or send it.</source>
        <translation>Guarde esta folha longe do computador e das cópias de segurança. Não a fotografe nem a envie.</translation>
    </message>
    <message>
        <source>If it was lost or read by somebody, make a new kit: in Lacre, Settings, Passphrase and recovery kit. This one then opens the vault no more, but it does open backups that were made before.</source>
        <translation>Se a perder ou se alguém a ler, crie um kit novo: no Lacre, em Definições, Frase-passe e kit de recuperação. Esta deixa então de abrir o cofre, mas abre ainda as cópias feitas antes.</translation>
    </message>
</context>
<context>
    <name>Remaking</name>
    <message>
        <source>Type the passphrase of that time.</source>
        <translation>Escreva a frase-passe desse tempo.</translation>
    </message>
    <message>
        <source>The vault is as it was in the backup.</source>
        <translation>O cofre está como estava na cópia de segurança.</translation>
    </message>
    <message>
        <source>Make the vault again from a backup</source>
        <translation>Refazer o cofre a partir de uma cópia de segurança</translation>
    </message>
    <message>
        <source>Passphrase when the backup was made</source>
        <translation>Frase-passe de quando a cópia foi feita</translation>
    </message>
    <message>
        <source>Making it…</source>
        <translation>A refazer…</translation>
    </message>
    <message>
        <source>Make the vault again</source>
        <translation>Refazer o cofre</translation>
    </message>
    <message>
        <source>What is left of the damaged vault is not deleted: it is moved aside, beside the new one.</source>
        <translation>O que resta do cofre estragado não é apagado: fica guardado ao lado do novo.</translation>
    </message>
    <message>
        <source>The vault becomes what it was when the backup was made. What was changed later is not in it.</source>
        <translation>O cofre fica como era quando a cópia foi feita. O que foi alterado depois não está nela.</translation>
    </message>
    <message>
        <source>Chosen: {name}</source>
        <translation>Escolhida: {name}</translation>
    </message>
    <message>
        <source>No backup lies beside the vault. If you have one on another disk, choose its folder.</source>
        <translation>Não há nenhuma cópia ao lado do cofre. Se tiver uma noutro disco, escolha a pasta dela.</translation>
    </message>
    <message>
        <source>Make the vault again from a backup…</source>
        <translation>Refazer o cofre a partir de uma cópia…</translation>
    </message>
    <message>
        <source>I have a backup of my vault…</source>
        <translation>Tenho uma cópia de segurança do meu cofre…</translation>
    </message>
    <message>
        <source>There is no vault on this computer, but there are backups of one. It can be made again from them.</source>
        <translation>Não há nenhum cofre neste computador, mas há cópias de segurança de um. Pode ser refeito a partir delas.</translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message>
        <source>The backup has nothing that is not here. Restoring everything would only take these entries away.</source>
        <translation>A cópia não tem nada que não esteja aqui. Repor tudo só faria desaparecer estas entradas.</translation>
    </message>
    <message>
        <source>comes back</source>
        <translation>volta</translation>
    </message>
    <message>
        <source>not in the backup</source>
        <translation>não está na cópia</translation>
    </message>
    <message>
        <source>goes back to what it was on {day}</source>
        <translation>volta ao que era em {day}</translation>
    </message>
    <message>
        <source>only in the backup: {count}</source>
        <translation>só na cópia: {count}</translation>
    </message>
    <message>
        <source>different: {count}</source>
        <translation>diferentes: {count}</translation>
    </message>
    <message>
        <source>only in the vault: {count}</source>
        <translation>só no cofre: {count}</translation>
    </message>
    <message>
        <source>the same: {count}</source>
        <translation>iguais: {count}</translation>
    </message>
    <message>
        <source>Everything becomes as it was in the backup. The vault as it is now is kept as a backup first. Passphrase and recovery kit stay those of today.</source>
        <translation>Tudo fica como estava na cópia. Antes, o cofre tal como está agora é guardado como cópia. A frase-passe e o kit de recuperação continuam a ser os de hoje.</translation>
    </message>
    <message>
        <source>Entries that are not in the backup go: {count}.</source>
        <translation>Saem as entradas que não estão na cópia: {count}.</translation>
    </message>
    <message>
        <source>Choose a backup's folder</source>
        <translation>Escolha a pasta de uma cópia</translation>
    </message>
    <message>
        <source>Bring everything back?</source>
        <translation>Repor tudo?</translation>
    </message>
    <message>
        <source>Bring everything back</source>
        <translation>Repor tudo</translation>
    </message>
    <message>
        <source>Restored: {count}. What it was until now is in the history.</source>
        <translation>Repostas: {count}. O que eram até agora está no histórico.</translation>
    </message>
    <message>
        <source>Everything is as in the backup. The vault as it was until now is kept as a backup.</source>
        <translation>Está tudo como na cópia. O cofre tal como estava até agora ficou guardado como cópia.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Repor uma cópia de segurança</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>O que mudaria</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>A trabalhar</translation>
    </message>
    <message>
        <source>From another folder…</source>
        <translation>De outra pasta…</translation>
    </message>
    <message>
        <source>Another backup</source>
        <translation>Outra cópia</translation>
    </message>
    <message>
        <source>Everything…</source>
        <translation>Tudo…</translation>
    </message>
    <message>
        <source>Restore the ticked</source>
        <translation>Repor as assinaladas</translation>
    </message>
    <message>
        <source>Restore {count}</source>
        <translation>Repor {count}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>A ver…</translation>
    </message>
    <message>
        <source>There is no backup yet. Lacre makes one every day while it is open.</source>
        <translation>Ainda não há nenhuma cópia. O Lacre faz uma por dia enquanto está aberto.</translation>
    </message>
    <message>
        <source>Choose one to see what it would change. Nothing is changed by looking.</source>
        <translation>Escolha uma para ver o que mudaria. Ver não muda nada.</translation>
    </message>
    <message>
        <source>The vault is just as in this backup: there is nothing to restore.</source>
        <translation>O cofre está tal e qual como nesta cópia: não há nada para repor.</translation>
    </message>
    <message>
        <source>Tick entries or whole clients to restore just those. Before anything changes, the vault is kept as a backup.</source>
        <translation>Assinale entradas ou clientes inteiros para repor só esses. Antes de mudar alguma coisa, o cofre é guardado como cópia.</translation>
    </message>
</context>
</TS>
