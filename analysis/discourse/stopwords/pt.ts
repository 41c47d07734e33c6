/** Portuguese function words, of Portugal and Brazil: pronouns, articles and their contractions, prepositions, conjunctions, auxiliaries, and the commonest adverbs. */
export default `
eu me mim comigo meu minha meus minhas nós nos conosco connosco nosso nossa nossos nossas tu te ti contigo teu tua teus
tuas você vocês vc vcs vos vosso vossa vossos vossas ele ela eles elas lhe lhes se si consigo seu sua seus suas o a os as lo
la los las no na nos nas um uma uns umas quem que quê qual quais cujo cuja cujos cujas este esta estes estas isto esse
essa esses essas isso aquele aquela aqueles aquelas aquilo alguém ninguém algo nada tudo todo toda todos todas cada
algum alguma alguns algumas nenhum nenhuma outro outra outros outras mesmo mesma mesmos mesmas próprio própria tal tais
ambos ambas muito muita muitos muitas pouco pouca poucos poucas tanto tanta tantos tantas quanto quanta quantos quantas
vários várias
de do da dos das dum duma deste desta destes destas disto desse dessa desses dessas disso daquele daquela daqueles
daquelas daquilo dele dela deles delas em num numa nuns numas neste nesta nestes nestas nisto nesse nessa nesses nessas
nisso naquele naquela naqueles naquelas nele nela neles nelas a ao aos à às àquele àquela por pelo pela pelos pelas para
pra pro com sem sob sobre entre até desde após ante contra perante durante conforme segundo mediante
e ou mas porém nem pois porque porquê se caso embora como quando enquanto então logo portanto que senão
sou és é somos são era eram éramos fui foi fomos foram fora seja sejam sejamos fosse fossem for forem serei será serão
seria seriam ser sendo sido estou está estás estamos estão estava estavam estive esteve estiveram esteja estejam
estivesse estivessem estiver estiverem estar estando tenho tem têm tens temos tinha tinham tive teve tivemos tiveram
tenha tenham tivesse tivessem tiver tiverem terei terá terão teria teriam ter tendo tido hei há havemos hão havia
haviam houve houveram haja hajam houvesse houver haver vou vai vamos vão ir posso pode podem podemos podia poderia poder
devo deve devem dever deveria faz fazer
não sim só apenas também já ainda mais menos bem mal assim aqui ali lá cá aí onde aonde sempre nunca jamais agora hoje
depois antes talvez quase tão demais bastante muito etc né`;
