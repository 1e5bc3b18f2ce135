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
</context>
</TS>
