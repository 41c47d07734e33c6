/** French function words. */
export default `
je me moi mon ma mes mien mienne nous notre nos tu te toi ton ta tes tien tienne vous votre vos il elle on lui ils elles
eux leur leurs le la les se soi son sa ses un une des du de au aux ce cet cette ces ceci cela ça celui celle ceux celles
qui que quoi dont où quel quelle quels quelles lequel laquelle lesquels lesquelles quelqu'un quelque quelques chacun chaque
tout toute tous toutes aucun aucune autre autres même mêmes tel telle tels telles plusieurs rien personne
à dans en par pour avec sans sous sur entre vers chez contre depuis dès durant pendant avant après jusque selon malgré
parmi hors
et ou mais donc or ni car si comme quand lorsque puisque parce quoique afin ainsi alors
suis es est sommes êtes sont étais était étions étaient fus fut furent serai sera seront serais serait seraient sois soit
soient être été étant ai as a avons avez ont avais avait avions avaient eu aurai aura auront aurais aurait auraient aie
ait aient avoir ayant fait faire fais font peut peux peuvent pouvoir doit dois doivent va vais vont aller faut
y ne pas plus moins très trop aussi bien mal ici là déjà encore toujours jamais non oui peu beaucoup assez puis
ensuite maintenant seulement comment pourquoi combien voilà voici etc
aujourd'hui`;
