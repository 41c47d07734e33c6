/** Finnish function words. */
export default `
minä mä mun mulla minun minua minut minulla minulle minusta me meidän meitä meille meillä sinä sä sun sinun sinua sinut
sinulla sinulle te teidän teitä teille hän hänen häntä hänet hänellä hänelle he heidän heitä heille se sen sitä siitä
siinä siihen sillä sille sitten ne niiden niitä niistä niissä niihin tämä tämän tätä tästä tässä tähän tällä tälle nämä
näiden näitä nuo tuo tuon tuota tuossa itse kuka kenen ketä mikä minkä mitä mistä missä mihin joka jonka jota josta jossa
johon jotka joita joiden joku jokin jotain kukaan mitään kaikki kaiken kaikkea jokainen muu muut muita toinen toiset sama
molemmat
ja tai vai mutta vaan sekä että jotta koska kun jos vaikka kuin ettei eikä joten niin eli
olen olet on olemme olette ovat olin oli olimme olivat ole ollut olla olisi olisivat ollaan en et ei emme ette eivät älä
voi voin voivat voisi voidaan pitää pitäisi täytyy tulee saa
myös vain jo vielä nyt sitten aina koskaan ehkä kyllä joo hyvin paljon enemmän vähän liian täällä siellä tuolla miten
miksi milloin ilman kanssa ennen jälkeen mukaan kautta yli alle asti varten ihan noin näin niin tosi etc`;
