<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Backups</name>
    <message>
        <source>One entry was erased for good: its day had come.</source>
        <translation>Uma entrada foi apagada de vez: tinha chegado o dia.</translation>
    </message>
    <message>
        <source>{count} entries were erased for good: their day had come.</source>
        <translation>{count} entradas foram apagadas de vez: tinha chegado o dia.</translation>
    </message>
</context>
</TS>
