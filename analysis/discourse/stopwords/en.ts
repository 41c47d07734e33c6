/** English function words: pronouns, articles, prepositions, conjunctions, auxiliaries, and the commonest adverbs. */
export default `
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves who whom whose which what that this these those one ones someone
something anyone anything everyone everything nobody nothing none each every either neither both all any some such
a an the and or but nor so yet if then than because since as while although though unless until whether
of at by for with without within about against between among into through during before after above below to from up
down in out on off over under upon across along around behind beside besides beyond despite except near onto per
toward towards via amid
am is are was were be been being have has had having do does did doing done can could will would shall should may might
must ought cannot
isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't can't couldn't won't wouldn't shan't shouldn't
mustn't mightn't needn't ain't let's
i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd we'll
they're they've they'd they'll that's that'd that'll there's there'd here's what's who's who'd who'll where's when's
why's how's
isnt arent wasnt werent havent hasnt hadnt dont doesnt didnt cant couldnt wont wouldnt shouldnt im ive youre theyre thats
again further once here there when where why how just only own same too very also even ever never always often still
already almost quite rather much many more most few less least other others another else not no yes however
therefore thus hence maybe perhaps really well now
etc eg ie vs re`;
