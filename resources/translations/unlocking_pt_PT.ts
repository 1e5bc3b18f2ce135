<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Unlock</name>
    <message>
        <source>Use the PIN</source>
        <translation>Usar o PIN</translation>
    </message>
    <message>
        <source>Type your PIN, or use the passphrase.</source>
        <translation>Escreva o seu PIN, ou use a frase-passe.</translation>
    </message>
    <message>
        <source>PIN of quick unlock</source>
        <translation>PIN do desbloqueio rápido</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>Usar a frase-passe</translation>
    </message>
    <message>
        <source>One try is left. After it, only the passphrase opens.</source>
        <translation>Resta uma tentativa. Depois dela, só a frase-passe abre.</translation>
    </message>
    <message>
        <source>{left} tries are left. After them, only the passphrase opens.</source>
        <translation>Restam {left} tentativas. Depois delas, só a frase-passe abre.</translation>
    </message>
</context>
<context>
    <name>Quick</name>
    <message>
        <source>Quick unlock</source>
        <translation>Desbloqueio rápido</translation>
    </message>
    <message>
        <source>Turn on…</source>
        <translation>Ligar…</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Desligar</translation>
    </message>
    <message>
        <source>A PIN with ten tries opens the vault on this computer, together with a key that the system's keychain keeps. It protects from whoever sits down at your keyboard. It does not protect from whoever takes the disk and what the keychain holds: they try PINs without limit. Use it on a computer of your own whose disk is encrypted, and prefer a PIN with letters.</source>
        <translation>Um PIN com dez tentativas abre o cofre neste computador, em conjunto com uma chave que o porta-chaves do sistema guarda. Protege de quem se sentar ao seu teclado. Não protege de quem levar o disco e o que o porta-chaves guarda: pode experimentar PINs sem limite. Use-o num computador seu, com o disco cifrado, e prefira um PIN com letras.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>Not possible here</source>
        <translation>Não é possível aqui</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ligado</translation>
    </message>
    <message>
        <source>On, but not usable</source>
        <translation>Ligado, mas não utilizável</translation>
    </message>
    <message>
        <source>The passphrase is asked for again by {when}. Tries left: {tries}.</source>
        <translation>A frase-passe volta a ser pedida o mais tardar em {when}. Tentativas que restam: {tries}.</translation>
    </message>
    <message>
        <source>It ends when the computer restarts.</source>
        <translation>Termina quando o computador reiniciar.</translation>
    </message>
    <message>
        <source>Quick unlock is off, and its key was destroyed.</source>
        <translation>O desbloqueio rápido está desligado e a chave dele foi destruída.</translation>
    </message>
    <message>
        <source>Quick unlock is on.</source>
        <translation>O desbloqueio rápido está ligado.</translation>
    </message>
    <message>
        <source>Turn on quick unlock</source>
        <translation>Ligar o desbloqueio rápido</translation>
    </message>
    <message>
        <source>Type the passphrase of your vault.</source>
        <translation>Escreva a frase-passe do seu cofre.</translation>
    </message>
    <message>
        <source>The two PINs are not the same.</source>
        <translation>Os dois PINs não são iguais.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>PIN novo</translation>
    </message>
    <message>
        <source>Six characters or more; with letters it is much harder to guess.</source>
        <translation>Seis caracteres ou mais; com letras é muito mais difícil de adivinhar.</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>O mesmo PIN outra vez</translation>
    </message>
    <message>
        <source>End it when the computer restarts</source>
        <translation>Terminá-lo quando o computador reiniciar</translation>
    </message>
    <message>
        <source>With this the key is kept in memory alone: whoever takes the computer switched off finds nothing of it. With or without, the passphrase is asked for again after 14 days.</source>
        <translation>Assim, a chave fica só em memória: quem levar o computador desligado não a encontra. Com ou sem isto, a frase-passe volta a ser pedida passados 14 dias.</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>A trabalhar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Ligar</translation>
    </message>
</context>
</TS>
