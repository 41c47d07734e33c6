/** German function words: pronouns, articles, prepositions, conjunctions, auxiliaries in their forms, and the commonest adverbs. */
export default `
ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine deinen deinem deiner deines er ihn ihm sie
ihr ihre ihren ihrem ihrer ihres ihnen es sein seine seinen seinem seiner seines wir uns unser unsere unseren unserem
unserer unseres euch euer eure euren eurem eurer eures sich man wer wen wem wessen was welche welcher welches welchen
welchem der die das den dem des dessen deren denen derer dies diese dieser dieses diesen diesem jene jener jenes jenen
jenem derselbe dieselbe dasselbe derselben demselben denselben desselben dieselben jemand niemand etwas nichts einer
eine eines einen einem ein eins kein keine keinen keinem keiner keines jede jeder jedes jeden jedem alle aller alles
allen allem andere anderer anderes anderen anderem einige einiger einiges einigen einigem manche mancher manches manchen
manchem solche solcher solches solchen solchem beide beiden
und oder aber sondern denn doch sowie sowohl weder noch entweder wenn falls weil da dass daß damit ob obwohl während
bevor nachdem bis seit als wie indem sodass
in im ins an am ans auf aufs aus außer bei beim bis durch für gegen hinter mit nach neben ohne über um unter unterm von
vom vor vorm zu zum zur zwischen wegen trotz statt anstatt entlang gegenüber pro per ab seitens
bin bist ist sind seid war warst waren wart wäre wären wärst gewesen sei seien habe hast hat haben habt hatte hattest
hatten hattet hätte hätten hättest gehabt werde wirst wird werden werdet wurde wurden wurdest würde würden würdest
worden geworden kann kannst können könnt konnte konnten könnte könnten könntest muss musst müssen müsst musste mussten
müsste müssten soll sollst sollen sollt sollte sollten solltest will willst wollen wollt wollte wollten darf darfst
dürfen durfte dürfte dürften mag magst mögen möchte möchten möchtest lassen tun tut
nicht nur auch schon sehr so dann dort hier hin her wo wohin woher wann warum wieso weshalb da dabei dadurch dafür
dagegen daher dahin damals danach daneben daran darauf daraus darin darüber darum darunter davon davor dazu
deshalb deswegen also etwa immer nie niemals noch mehr viel viele vielen wenig wenige weniger ganz gar halt eben ja nein
jetzt nun mal einmal wieder weiter zwar jedoch trotzdem sonst bereits etwa vielleicht eigentlich einfach ebenfalls
auch beispielsweise zb bzw usw etc ggf evtl`;
