/** Italian function words. */
export default `
io me mi mio mia miei mie noi ci nostro nostra nostri nostre tu te ti tuo tua tuoi tue voi vi vostro vostra vostri vostre lui
lei egli ella esso essa loro lo la li le gli ne si sé suo sua suoi sue il i un uno una chi che cui quale quali questo
questa questi queste quello quella quelli quelle quel quei ciò qualcuno qualcosa nessuno nessuna niente nulla tutto tutta
tutti tutte ogni ognuno alcuni alcune altro altra altri altre stesso stessa stessi stesse tale tali molto molta molti molte
poco poca pochi poche tanto tanta qualche
di del dello della dei degli delle a al allo alla ai agli alle da dal dallo dalla dai dagli dalle in nel nello nella nei
negli nelle con col coi su sul sullo sulla sui sugli sulle per tra fra senza sotto sopra contro verso dentro fuori
durante prima dopo presso
e ed o od ma però anzi né se perché poiché come quando dove mentre quindi dunque allora
sono sei è siamo siete ero era erano fui fu furono sarò sarà saranno sarei sarebbe sarebbero sia siano fosse fossero essere
essendo stato stata stati state ho hai ha abbiamo avete hanno avevo aveva avevano ebbe avrà avrebbe abbia abbiano avere
avuto fa fare faccio fanno può posso possono potere deve devo devono va vado vanno
non sì no già più meno anche ancora solo così qui qua lì là bene male sempre mai ora adesso poi forse quasi molto
troppo assai ecco etc c'è com'è cos'è`;
