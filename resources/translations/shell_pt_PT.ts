<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Entries</name>
    <message>
        <source>Renamed to {name}</source>
        <translation>O nome passou a ser {name}</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Ordem da lista</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>Por título</translation>
    </message>
    <message>
        <source>Changed lately first</source>
        <translation>Alterados há menos tempo primeiro</translation>
    </message>
    <message>
        <source>Used lately first</source>
        <translation>Usados há menos tempo primeiro</translation>
    </message>
    <message>
        <source>Export this client…</source>
        <translation>Exportar este cliente…</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Show what was used lately</source>
        <translation>Mostrar o que foi usado há pouco</translation>
    </message>
    <message>
        <source>Show the archive</source>
        <translation>Mostrar as arquivadas</translation>
    </message>
    <message>
        <source>Make a recovery kit</source>
        <translation>Criar um kit de recuperação</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Mudar a frase-passe</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Repor uma cópia de segurança</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Primeiros passos</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Ordem da lista</translation>
    </message>
    <message>
        <source>Make the list wider</source>
        <translation>Alargar a lista</translation>
    </message>
    <message>
        <source>Make the list narrower</source>
        <translation>Estreitar a lista</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>Exportar para um ficheiro</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Lacre locks in half a minute.</source>
        <translation>O Lacre bloqueia dentro de meio minuto.</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>Entry added</source>
        <translation>Entrada adicionada</translation>
    </message>
    <message>
        <source>Changes saved</source>
        <translation>Alterações guardadas</translation>
    </message>
</context>
<context>
    <name>ShelfMenu</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Rename tag…</source>
        <translation>Mudar o nome da etiqueta…</translation>
    </message>
    <message>
        <source>Remove tag from all</source>
        <translation>Tirar a etiqueta de todas</translation>
    </message>
    <message>
        <source>Rename tag</source>
        <translation>Mudar o nome da etiqueta</translation>
    </message>
    <message>
        <source>All entries that have it keep it under its new name.</source>
        <translation>Todas as entradas que a têm ficam com ela, com o novo nome.</translation>
    </message>
</context>
</TS>
