<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Tour</name>
    <message>
        <source>Start with a client</source>
        <translation>Comece por um cliente</translation>
    </message>
    <message>
        <source>A client is a person or a company whose data you keep. A name is enough.</source>
        <translation>Um cliente é uma pessoa ou empresa cujos dados guarda. Basta um nome.</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Novo cliente</translation>
    </message>
    <message>
        <source>Keep something of theirs</source>
        <translation>Guarde algo dele</translation>
    </message>
    <message>
        <source>A login, a door code, a note. What is secret stays covered until you ask to see it.</source>
        <translation>Um acesso, o código de uma porta, uma nota. O que é secreto fica tapado até pedir para ver.</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Nova entrada</translation>
    </message>
    <message>
        <source>Pass it on</source>
        <translation>Partilhe</translation>
    </message>
    <message>
        <source>Choose what the link shows and until when. The passcode goes another way, by telephone for instance.</source>
        <translation>Escolha o que o link mostra e até quando. O código vai por outro caminho, por telefone, por exemplo.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Partilhar</translation>
    </message>
    <message>
        <source>That was all</source>
        <translation>É tudo</translation>
    </message>
    <message>
        <source>Under Shares you see whether it was opened. Ctrl+K finds everything, F1 shows the keys.</source>
        <translation>Em Partilhas vê se foi aberta. Ctrl+K encontra tudo, F1 mostra as teclas.</translation>
    </message>
    <message>
        <source>See the shares</source>
        <translation>Ver as partilhas</translation>
    </message>
    <message>
        <source>Step {number} of {of}</source>
        <translation>Passo {number} de {of}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Agora não</translation>
    </message>
    <message>
        <source>End the first steps</source>
        <translation>Terminar os primeiros passos</translation>
    </message>
</context>
</TS>
