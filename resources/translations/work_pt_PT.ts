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
</context>
<context>
    <name>GeneratorSheet</name>
    <message>
        <source>Generate a password</source>
        <translation>Gerar uma palavra-passe</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
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
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Undo</source>
        <translation>Anular</translation>
    </message>
</context>
</TS>
