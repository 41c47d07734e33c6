/** Swedish function words. */
export default `
jag mig mej min mitt mina vi oss vår vårt våra du dig dej din ditt dina ni er ert era han honom hans hon henne hennes den
det de dem dom dess deras sig sin sitt sina man vem vad vilken vilket vilka som denna denne detta dessa någon något några
nån nåt ingen inget inga allt alla all varje var vart annan annat andra båda samma sådan sådant sådana en ett
av bakom bland efter emot enligt från för före genom hos i in inom innan kring med mellan mot om på sedan till trots under
upp ur ut utan utom vid via åt över
och eller men utan ty så att eftersom därför medan när om då än innan fast
är var vara varit vore har hade ha haft blir blev bli blivit kan kunde kunna ska skall skulle vill ville vilja måste får
fick få bör borde gör gjorde göra går
inte ej icke nej ja jo också även bara här där hit dit vart hur varför nu redan ännu alltid aldrig mycket mer mest
mindre kanske igen ju nog väl etc`;
