<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>Receiving</name>
    <message>
        <source>A code is sent to the address that the sender knows of you. If you type another one, none comes.</source>
        <translation>É enviado um código para o endereço seu que o remetente conhece. Se escrever outro, não chega nenhum.</translation>
    </message>
    <message>
        <source>A link waits to be opened. It does once the vault is open.</source>
        <translation>Há um link à espera. Abre-se quando o cofre estiver aberto.</translation>
    </message>
    <message>
        <source>Another code can be sent in {seconds} s</source>
        <translation>Pode pedir outro código daqui a {seconds} s</translation>
    </message>
    <message>
        <source>Another link came. It is shown when you close this one.</source>
        <translation>Chegou outro link. Aparece quando fechar este.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close without keeping it?</source>
        <translation>Fechar sem guardar?</translation>
    </message>
    <message>
        <source>Code from the e-mail</source>
        <translation>Código do e-mail</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>Copiar a mensagem</translation>
    </message>
    <message>
        <source>Eight digits, good for ten minutes. Look among unwanted mail as well.</source>
        <translation>Oito algarismos, válidos por dez minutos. Veja também no correio indesejado.</translation>
    </message>
    <message>
        <source>Files ({count})</source>
        <translation>Ficheiros ({count})</translation>
    </message>
    <message>
        <source>Files that you have not saved: {count}. They cannot be fetched again afterwards.</source>
        <translation>Ficheiros que não guardou: {count}. Depois já não se podem transferir.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>From now on, addresses that begin with lacre: open here.</source>
        <translation>A partir de agora, os endereços que começam por lacre: abrem-se aqui.</translation>
    </message>
    <message>
        <source>Getting the files</source>
        <translation>A transferir os ficheiros</translation>
    </message>
    <message>
        <source>Have this computer open lacre: addresses with this program</source>
        <translation>Abrir os endereços lacre: deste computador com este programa</translation>
    </message>
    <message>
        <source>Hold to open</source>
        <translation>Premir e manter para abrir</translation>
    </message>
    <message>
        <source>I accept</source>
        <translation>Aceito</translation>
    </message>
    <message>
        <source>I have it</source>
        <translation>Já tenho</translation>
    </message>
    <message>
        <source>It came by another way than the link, and looks like K7M2Q-9XD4T-H. Opening uses up one of the openings left.</source>
        <translation>Chegou por um meio diferente do link e parece-se com K7M2Q-9XD4T-H. Ao abrir, gasta uma das aberturas que restam.</translation>
    </message>
    <message>
        <source>It can be opened from: {when}</source>
        <translation>Pode ser aberto a partir de: {when}</translation>
    </message>
    <message>
        <source>It cannot be opened again with this link.</source>
        <translation>Com este link já não se pode abrir outra vez.</translation>
    </message>
    <message>
        <source>Keep the button pressed for a moment, with the mouse or the space bar.</source>
        <translation>Mantenha o botão premido por um momento, com o rato ou com a barra de espaços.</translation>
    </message>
    <message>
        <source>Leave files behind?</source>
        <translation>Deixar ficheiros para trás?</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Look at what is ticked</source>
        <translation>Ver os escolhidos</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensagem</translation>
    </message>
    <message>
        <source>Name of the new client</source>
        <translation>Nome do novo cliente</translation>
    </message>
    <message>
        <source>New client…</source>
        <translation>Novo cliente…</translation>
    </message>
    <message>
        <source>No name was given. Do you expect this?</source>
        <translation>Não foi dado nenhum nome. Está à espera disto?</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Abrir um link</translation>
    </message>
    <message>
        <source>Openings left</source>
        <translation>Aberturas que restam</translation>
    </message>
    <message>
        <source>Passcode</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Paste the link as you received it. Nothing is asked of any server before you continue.</source>
        <translation>Cole o link tal como o recebeu. Nada é pedido a nenhum servidor antes de continuar.</translation>
    </message>
    <message>
        <source>QR code for a telephone</source>
        <translation>Código QR para um telemóvel</translation>
    </message>
    <message>
        <source>Save all to a folder…</source>
        <translation>Guardar todos numa pasta…</translation>
    </message>
    <message>
        <source>Save to the vault</source>
        <translation>Guardar no cofre</translation>
    </message>
    <message>
        <source>Save to the vault…</source>
        <translation>Guardar no cofre…</translation>
    </message>
    <message>
        <source>Save what is ticked to a folder…</source>
        <translation>Guardar os escolhidos numa pasta…</translation>
    </message>
    <message>
        <source>Saved in the vault: “{title}”, under {client}.</source>
        <translation>Guardado no cofre: «{title}», em {client}.</translation>
    </message>
    <message>
        <source>Saved {count} in {folder}</source>
        <translation>Guardados: {count}, em {folder}</translation>
    </message>
    <message>
        <source>Send another code</source>
        <translation>Enviar outro código</translation>
    </message>
    <message>
        <source>Send me the code</source>
        <translation>Enviar-me o código</translation>
    </message>
    <message>
        <source>Show as a QR code</source>
        <translation>Mostrar como código QR</translation>
    </message>
    <message>
        <source>Show the message</source>
        <translation>Mostrar a mensagem</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>The link can be opened again: {count} more.</source>
        <translation>O link ainda pode ser aberto: mais {count}.</translation>
    </message>
    <message>
        <source>The sender asks that nothing be copied.</source>
        <translation>Quem enviou pede que nada seja copiado.</translation>
    </message>
    <message>
        <source>The sender asks that the files be looked at and not kept: they open here, and are erased when Lacre locks.</source>
        <translation>Quem enviou pede que os ficheiros sejam vistos e não guardados: abrem-se aqui e são apagados quando o Lacre bloquear.</translation>
    </message>
    <message>
        <source>The sender asks you to accept this first</source>
        <translation>Quem enviou pede que aceite isto primeiro</translation>
    </message>
    <message>
        <source>The sender chose it and told it to you by another way. Opening uses up one of the openings left.</source>
        <translation>Foi escolhido por quem enviou, que lho disse por outro meio. Ao abrir, gasta uma das aberturas que restam.</translation>
    </message>
    <message>
        <source>The sender is told roughly from which network it is opened, and with which program.</source>
        <translation>Quem enviou fica a saber, por alto, de que rede é aberto e com que programa.</translation>
    </message>
    <message>
        <source>The sender is told this name and when you accepted, and keeps it.</source>
        <translation>Quem enviou fica a saber este nome e quando aceitou, e guarda-o.</translation>
    </message>
    <message>
        <source>There are files in it.</source>
        <translation>Traz ficheiros.</translation>
    </message>
    <message>
        <source>This link has no passcode. Opening uses up one of the openings left.</source>
        <translation>Este link não tem código. Ao abrir, gasta uma das aberturas que restam.</translation>
    </message>
    <message>
        <source>This link leads to: {server}</source>
        <translation>Este link leva a: {server}</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>Title of the entry</source>
        <translation>Título da entrada</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>What stands here is gone when you close this or Lacre locks. “I have it” tells the sender that it arrived.</source>
        <translation>O que está aqui desaparece quando fechar ou quando o Lacre bloquear. «Já tenho» diz a quem enviou que chegou.</translation>
    </message>
    <message>
        <source>Where should the files go?</source>
        <translation>Para onde vão os ficheiros?</translation>
    </message>
    <message>
        <source>Your e-mail address</source>
        <translation>O seu endereço de e-mail</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>O seu nome</translation>
    </message>
    <message>
        <source>{host} (this computer)</source>
        <translation>{host} (este computador)</translation>
    </message>
    <message>
        <source>“{name}” is no picture, PDF or text. It is not opened from here.</source>
        <translation>«{name}» não é uma imagem, um PDF nem um texto. Não se abre daqui.</translation>
    </message>
</context>
</TS>
