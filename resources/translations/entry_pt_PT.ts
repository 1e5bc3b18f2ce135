<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Add files</source>
        <translation>Adicionar ficheiros</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Calendar</source>
        <translation>Calendário</translation>
    </message>
    <message>
        <source>The month before</source>
        <translation>O mês anterior</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>O ano anterior</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>O mês seguinte</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>O ano seguinte</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mês</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Esvaziar</translation>
    </message>
</context>
<context>
    <name>EntryActs</name>
    <message>
        <source>The entry has this address already.</source>
        <translation>A entrada já tem este endereço.</translation>
    </message>
    <message>
        <source>Address added</source>
        <translation>Endereço adicionado</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Choose in the calendar</source>
        <translation>Escolher no calendário</translation>
    </message>
    <message>
        <source>Read it off a QR code</source>
        <translation>Ler de um código QR</translation>
    </message>
</context>
<context>
    <name>EntryPage</name>
    <message>
        <source>Drop to keep with “{title}”</source>
        <translation>Largue para guardar com «{title}»</translation>
    </message>
    <message>
        <source>Drop to add the address to “{title}”</source>
        <translation>Largue para adicionar o endereço a «{title}»</translation>
    </message>
</context>
<context>
    <name>EntryPast</name>
    <message>
        <source>Compare with {name} now</source>
        <translation>Comparar com o que há agora em {name}</translation>
    </message>
    <message>
        <source>Hide the comparison of {name}</source>
        <translation>Esconder a comparação de {name}</translation>
    </message>
    <message>
        <source>Put this back as {name}</source>
        <translation>Repor isto em {name}</translation>
    </message>
    <message>
        <source>Before: {was}. Now: {now}.</source>
        <translation>Antes: {was}. Agora: {now}.</translation>
    </message>
    <message>
        <source>{name} is again what it was</source>
        <translation>{name}: reposto o valor de antes</translation>
    </message>
    <message>
        <source>From {since} until {until}, when it was removed</source>
        <translation>De {since} até {until}, quando foi retirado</translation>
    </message>
    <message>
        <source>From {since} until {until}</source>
        <translation>De {since} até {until}</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Opened files that another program still holds: {count}. Close it; they are erased at the next lock.</source>
        <translation>Ficheiros abertos que outro programa ainda segura: {count}. Feche-o; são apagados no próximo bloqueio.</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>À espera…</translation>
    </message>
    <message>
        <source>Encrypting into the vault…</source>
        <translation>A cifrar para o cofre…</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>A abrir…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>A guardar…</translation>
    </message>
    <message>
        <source>{percent} % of {size}</source>
        <translation>{percent} % de {size}</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Abrir {name}</translation>
    </message>
    <message>
        <source>Save {name} as…</source>
        <translation>Guardar {name} como…</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Retirar {name}</translation>
    </message>
    <message>
        <source>Cancel {name}</source>
        <translation>Cancelar {name}</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Adicionar ficheiros</translation>
    </message>
    <message>
        <source>Save {name} as</source>
        <translation>Guardar {name} como</translation>
    </message>
    <message>
        <source>“{name}” is erased from the vault. It cannot be undone; backups made before still hold it.</source>
        <translation>«{name}» é apagado do cofre. Não se pode anular; as cópias de segurança feitas antes ainda o têm.</translation>
    </message>
    <message>
        <source>Remove this file?</source>
        <translation>Retirar este ficheiro?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>“{name}” is in the vault. The original is still where it was.</source>
        <translation>«{name}» está no cofre. O original continua onde estava.</translation>
    </message>
    <message>
        <source>Opened as a copy: what you change in it is not kept, and it is erased when the vault locks.</source>
        <translation>Aberto como cópia: o que lhe mudar não fica guardado, e é apagada quando o cofre se bloquear.</translation>
    </message>
    <message>
        <source>No program here opens such files. Save it, and open it elsewhere.</source>
        <translation>Nenhum programa daqui abre ficheiros destes. Guarde-o e abra-o noutro lado.</translation>
    </message>
    <message>
        <source>Saved, no longer encrypted, as “{path}”.</source>
        <translation>Guardado, já sem cifra, como «{path}».</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ficheiros</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Adicionar ficheiros…</translation>
    </message>
    <message>
        <source>Contracts, scans, certificates: drop them here, or add them. Each is encrypted, up to 2 GB.</source>
        <translation>Contratos, digitalizações, certidões: largue-os aqui ou adicione-os. Cada um fica cifrado, até 2 GB.</translation>
    </message>
    <message>
        <source>Drop to keep with an entry</source>
        <translation>Largue para guardar com uma entrada</translation>
    </message>
    <message>
        <source>Drop for a new login with this address</source>
        <translation>Largue para um novo acesso com este endereço</translation>
    </message>
    <message>
        <source>Keep with which entry?</source>
        <translation>Guardar com que entrada?</translation>
    </message>
    <message>
        <source>Search all entries</source>
        <translation>Procurar em todas as entradas</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Nova entrada</translation>
    </message>
    <message>
        <source>Import it instead…</source>
        <translation>Importar em vez disso…</translation>
    </message>
</context>
<context>
    <name>Generator</name>
    <message>
        <source>Rules of the site…</source>
        <translation>Regras do site…</translation>
    </message>
    <message>
        <source>Rules of the site</source>
        <translation>Regras do site</translation>
    </message>
    <message>
        <source>Pasted as sites publish them: lengths, and which signs must or may be in it.</source>
        <translation>Coladas como os sites as publicam: tamanhos, e que sinais tem de ter ou pode ter.</translation>
    </message>
</context>
<context>
    <name>GeneratorSheet</name>
    <message>
        <source>Forget what was generated?</source>
        <translation>Esquecer o que foi gerado?</translation>
    </message>
    <message>
        <source>What you copied from here and saved nowhere cannot be found again. Entries stay as they are.</source>
        <translation>O que copiou daqui e não guardou em lado nenhum deixa de se poder encontrar. As entradas ficam como estão.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Esquecer</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar todas as {count}</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Esquecer…</translation>
    </message>
</context>
<context>
    <name>Totp</name>
    <message>
        <source>Choose the picture of the QR code</source>
        <translation>Escolher a imagem do código QR</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>QR code in a picture…</source>
        <translation>Código QR numa imagem…</translation>
    </message>
    <message>
        <source>QR code on the screen</source>
        <translation>Código QR no ecrã</translation>
    </message>
    <message>
        <source>Paste an address or a picture</source>
        <translation>Colar um endereço ou uma imagem</translation>
    </message>
    <message>
        <source>Code {number}, without a name</source>
        <translation>Código {number}, sem nome</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Qual deles?</translation>
    </message>
    <message>
        <source>The picture has several QR codes of second factors.</source>
        <translation>A imagem tem vários códigos QR de segundo fator.</translation>
    </message>
    <message>
        <source>Drop to read the QR code of the second factor</source>
        <translation>Largue para ler o código QR do segundo fator</translation>
    </message>
</context>
<context>
    <name>Origins</name>
    <message>
        <source>typed</source>
        <translation>escrito</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>gerado</translation>
    </message>
    <message>
        <source>imported from {program}</source>
        <translation>importado do {program}</translation>
    </message>
    <message>
        <source>joined from {program}</source>
        <translation>juntado do {program}</translation>
    </message>
    <message>
        <source>put back from the past</source>
        <translation>reposto do histórico</translation>
    </message>
    <message>
        <source>brought back from a backup</source>
        <translation>reposto de uma cópia de segurança</translation>
    </message>
    <message>
        <source>by a command</source>
        <translation>por um comando</translation>
    </message>
</context>
</TS>
