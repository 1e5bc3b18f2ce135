<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>SecurityKeys</name>
    <message>
        <source>Plug in the new security key</source>
        <translation>Ligue a nova chave de segurança</translation>
    </message>
    <message>
        <source>Plug in your security key</source>
        <translation>Ligue a sua chave de segurança</translation>
    </message>
    <message>
        <source>Put your finger on the security key</source>
        <translation>Ponha o dedo na chave de segurança</translation>
    </message>
    <message>
        <source>PIN of the new security key</source>
        <translation>PIN da nova chave de segurança</translation>
    </message>
    <message>
        <source>PIN of your security key</source>
        <translation>PIN da sua chave de segurança</translation>
    </message>
    <message>
        <source>Touch the new security key</source>
        <translation>Toque na nova chave de segurança</translation>
    </message>
    <message>
        <source>Touch your security key</source>
        <translation>Toque na sua chave de segurança</translation>
    </message>
    <message>
        <source>It goes on by itself once the key is plugged in.</source>
        <translation>Continua sozinho assim que a chave estiver ligada.</translation>
    </message>
    <message>
        <source>One of the keys of this vault. It goes on by itself once the key is plugged in.</source>
        <translation>Uma das chaves deste cofre. Continua sozinho assim que a chave estiver ligada.</translation>
    </message>
    <message>
        <source>The key checks it by itself; Lacre never sees it.</source>
        <translation>É a própria chave que o verifica; o Lacre nunca o vê.</translation>
    </message>
    <message>
        <source>It was set on the key itself. It is neither your passphrase nor the PIN of quick unlock.</source>
        <translation>Foi definido na própria chave. Não é a sua frase-passe nem o PIN do desbloqueio rápido.</translation>
    </message>
    <message>
        <source>Touch {number} of 3: the first makes its secret, the other two see that it answers alike.</source>
        <translation>Toque {number} de 3: o primeiro cria o segredo, os outros dois confirmam que a chave responde sempre igual.</translation>
    </message>
    <message>
        <source>It blinks while it waits for you.</source>
        <translation>Pisca enquanto espera por si.</translation>
    </message>
    <message>
        <source>That was not its PIN. Try again.</source>
        <translation>Não era esse o PIN. Tente de novo.</translation>
    </message>
    <message>
        <source>That was not its PIN. Tries left: {left}. After the last, the key locks itself.</source>
        <translation>Não era esse o PIN. Tentativas que restam: {left}. Depois da última, a chave bloqueia-se.</translation>
    </message>
    <message>
        <source>PIN of the key</source>
        <translation>PIN da chave</translation>
    </message>
    <message>
        <source>Type the PIN of the key.</source>
        <translation>Escreva o PIN da chave.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>It opens with your passphrase and a security key.</source>
        <translation>Abre com a sua frase-passe e uma chave de segurança.</translation>
    </message>
    <message>
        <source>Security keys</source>
        <translation>Chaves de segurança</translation>
    </message>
    <message>
        <source>Add a key…</source>
        <translation>Acrescentar chave…</translation>
    </message>
    <message>
        <source>A security key (FIDO2) is needed beside the passphrase: whoever has a copy of the vault and even your passphrase opens nothing without it. Two keys, kept in two places, and the recovery kit keep you from being locked out yourself.</source>
        <translation>Uma chave de segurança (FIDO2) passa a ser precisa além da frase-passe: quem tiver uma cópia do cofre, e até a sua frase-passe, não abre nada sem ela. Duas chaves, guardadas em dois sítios, e o kit de recuperação evitam que fique à porta do seu próprio cofre.</translation>
    </message>
    <message>
        <source>The passphrase is enough</source>
        <translation>Basta a frase-passe</translation>
    </message>
    <message>
        <source>One key, and no recovery kit</source>
        <translation>Uma só chave, sem kit de recuperação</translation>
    </message>
    <message>
        <source>A key is needed</source>
        <translation>É preciso uma chave</translation>
    </message>
    <message>
        <source>Since {day}. Asks for its PIN or a finger.</source>
        <translation>Desde {day}. Pede o PIN ou o dedo.</translation>
    </message>
    <message>
        <source>Since {day}. Asks for a touch.</source>
        <translation>Desde {day}. Pede um toque.</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Remover…</translation>
    </message>
    <message>
        <source>Remove the key {name}</source>
        <translation>Remover a chave {name}</translation>
    </message>
    <message>
        <source>Passphrase of your vault</source>
        <translation>Frase-passe do seu cofre</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>A trabalhar</translation>
    </message>
    <message>
        <source>Give the key a name.</source>
        <translation>Dê um nome à chave.</translation>
    </message>
    <message>
        <source>From now on the vault opens only with the passphrase and this key. Add a second key and keep it elsewhere.</source>
        <translation>A partir de agora o cofre só abre com a frase-passe e esta chave. Acrescente uma segunda e guarde-a noutro sítio.</translation>
    </message>
    <message>
        <source>Any of your keys opens the vault now, with the passphrase.</source>
        <translation>Qualquer uma das suas chaves abre agora o cofre, com a frase-passe.</translation>
    </message>
    <message>
        <source>Add a security key</source>
        <translation>Acrescentar uma chave de segurança</translation>
    </message>
    <message>
        <source>Make the recovery kit first…</source>
        <translation>Criar primeiro o kit de recuperação…</translation>
    </message>
    <message>
        <source>Without a kit: if I lose the key, I lose the vault</source>
        <translation>Sem kit: se perder a chave, perco o cofre</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Nome da chave</translation>
    </message>
    <message>
        <source>One by which you know it: key ring, drawer.</source>
        <translation>Um nome por que a reconheça: porta-chaves, gaveta.</translation>
    </message>
    <message>
        <source>Ask for its PIN or a finger each time</source>
        <translation>Pedir sempre o PIN da chave ou o dedo</translation>
    </message>
    <message>
        <source>Add the key</source>
        <translation>Acrescentar a chave</translation>
    </message>
    <message>
        <source>From now on the vault opens only with your passphrase and the key, both.</source>
        <translation>A partir de agora o cofre só abre com as duas coisas: a sua frase-passe e a chave.</translation>
    </message>
    <message>
        <source>The key is touched three times. Quick unlock ends and can be turned on again.</source>
        <translation>A chave pede três toques. O desbloqueio rápido termina e pode ser ligado de novo.</translation>
    </message>
    <message>
        <source>One key more: any of them opens the vault, with the passphrase.</source>
        <translation>Mais uma chave: qualquer uma delas abre o cofre, com a frase-passe.</translation>
    </message>
    <message>
        <source>First a key that opens the vault already is touched, then the new one, three times. Quick unlock ends and can be turned on again.</source>
        <translation>Primeiro toca numa chave que já abre o cofre, depois na nova, três vezes. O desbloqueio rápido termina e pode ser ligado de novo.</translation>
    </message>
    <message>
        <source>If you lose the key, only the recovery kit opens the vault. Backups made until now still open with the passphrase alone.</source>
        <translation>Se perder a chave, só o kit de recuperação abre o cofre. As cópias de segurança feitas até agora ainda abrem só com a frase-passe.</translation>
    </message>
    <message>
        <source>There is no recovery kit. No key and no kit is no vault: if you lose the key then, nobody can open it, not even us.</source>
        <translation>Não há kit de recuperação. Sem chave e sem kit não há cofre: se perder a chave, ninguém o consegue abrir, nem nós.</translation>
    </message>
    <message>
        <source>The key was removed. The passphrase alone opens the vault again.</source>
        <translation>A chave foi removida. A frase-passe sozinha volta a abrir o cofre.</translation>
    </message>
    <message>
        <source>The key was removed. The other keys still open the vault.</source>
        <translation>A chave foi removida. As outras chaves continuam a abrir o cofre.</translation>
    </message>
    <message>
        <source>Remove the key {name}?</source>
        <translation>Remover a chave {name}?</translation>
    </message>
    <message>
        <source>It is the last one: the passphrase alone opens the vault again.</source>
        <translation>É a última: a frase-passe sozinha volta a abrir o cofre.</translation>
    </message>
    <message>
        <source>It opens the vault no more. Backups made until now still open with it.</source>
        <translation>Deixa de abrir o cofre. As cópias de segurança feitas até agora ainda abrem com ela.</translation>
    </message>
    <message>
        <source>Any key of the vault is touched once for this. Quick unlock ends and can be turned on again.</source>
        <translation>Para isto toca-se uma vez em qualquer chave do cofre. O desbloqueio rápido termina e pode ser ligado de novo.</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Remover a chave</translation>
    </message>
</context>
</TS>
