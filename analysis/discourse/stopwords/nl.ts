/** Dutch function words. */
export default `
ik me mij mijn wij we ons onze jij je jou jouw jullie u uw hij hem zijn zij ze haar het hun hen zich zichzelf wie wat welke
welk die dat deze dit dezelfde iemand niemand iets niets alles allen alle elk elke ieder iedere iedereen ander andere
anderen beide sommige zulke zo'n men een de der des den geen
aan achter af bij binnen boven buiten door in met na naar naast om onder op over per sinds te tegen ten ter tot tussen uit
van vanaf voor via zonder tijdens
en of maar want dus noch als dan omdat doordat zodat hoewel terwijl toen wanneer indien tenzij toch
ben bent is was waren geweest zijn heb hebt heeft hebben had hadden gehad word wordt worden werd werden geworden kan kun
kunt kunnen kon konden zal zult zullen zou zouden moet moeten moest mag mogen mocht wil wilt willen wilde doe doet doen
deed gaat gaan
niet wel ook nog al er hier daar waar hoe waarom er ja nee nu eens even heel zeer veel meer meest minder weer altijd
nooit alleen zelf zo dan erg hierbij daarbij daarom daarmee ervan daarvan waarbij etc`;
