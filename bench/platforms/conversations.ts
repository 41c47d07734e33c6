/**
 * What the members say to each other: twelve threads of 3 to 25 posts, with replies to replies.
 * Only plain paragraphs, so that the same text can be written in every software's markup; no text is
 * said twice, so that a post that is found can be told from all others.
 */
import { conversation, type Conversation } from './conversation.ts';
import { longConversations } from './conversations-long.ts';

const shortConversations: readonly Conversation[] = [
  conversation('Which bearing survives salt water?', ['bearings', 'marine'], [
    ['Gerrit', null, 'My cargo trike lives two streets from the harbour and eats a wheel bearing every winter.\n\nI have tried sealed steel ones with more grease than the maker wants. What do people use who have the same air?'],
    ['Bruno', 0, 'Ceramic balls in a stainless race, and a second lip seal turned the other way round. The seal matters more than the ball.'],
    ['Emil', 0, 'I gave up on seals and fitted plain bushes made of acetal. They wear, but they wear slowly and cost nothing to replace.'],
    ['Gerrit', 2, 'How many kilometres do you get out of a bush before it rattles?'],
    ['Emil', 3, 'About four thousand with a load of sixty kilos, then the play is half a millimetre.'],
    ['Adele', 1, 'Second the lip seal. On looms we have dust instead of salt, and it was the same cure.'],
  ]),
  conversation('A cheaper way to measure soil moisture', ['sensors', 'farming'], [
    ['Chidi', null, 'The capacitive probes that everyone sells drift by a fifth within one season. I want to try two stainless rods and a measurement at two frequencies instead.\n\nHas anybody done this outdoors for longer than a few weeks?'],
    ['Dorota', 0, 'We did it with a class for three months. The rods polarise unless you swap the direction of the current at every reading.'],
    ['Chidi', 1, 'Good point, I will alternate. Did you see the temperature in the readings?'],
    ['Dorota', 2, 'Yes, about two per cent for each degree. A thermistor in the same tube took most of it out.'],
    ['Hanako', 0, 'I can print tubes with a pocket for the thermistor if you send me the diameter of the rods.'],
    ['Chidi', 4, 'Eight millimetres, and thank you. I pay the postage.'],
    ['Fatima', 0, 'Who would buy this? If it is the farmers themselves, then a lamp that is green or red beats any number.'],
  ]),
  conversation('Glaze that does not craze on thick mugs', ['pottery', 'glaze'], [
    ['Fatima', null, 'My mugs are thick because people drop them, and the glaze crazes within a month of daily use. More silica helped a little and made it dull.'],
    ['Adele', 0, 'No potter, but enamel on copper does the same and there the answer was slower cooling below five hundred degrees.'],
    ['Hanako', 0, 'A friend swaps part of the soda for lithium. Dear, but it fits the clay much better.'],
    ['Fatima', 2, 'Does she fire in oxidation or in reduction?'],
  ]),
  conversation('Lending library for tools: what do you charge?', ['library', 'money'], [
    ['Emil', null, 'We lend out sixty tools from my shed to the whole street. So far it is free, and so far I pay for the blades.\n\nThose of you who run something like it: a yearly fee, a fee for each loan, or a tin by the door?'],
    ['Gerrit', 0, 'A yearly fee of twenty, and nothing for each loan. People who paid once bring things back in better order, oddly.'],
    ['Bruno', 0, 'A tin by the door. It brought in more than the fee did, because the ones who break something are ashamed.'],
    ['Fatima', 1, 'Twenty a year would keep away the ones who need it most. Could the fee be waived without a form?'],
    ['Gerrit', 3, 'It is. Nobody asks and nobody checks; about a third do not pay.'],
    ['Dorota', 2, 'Our school has a tin and a list of prices of what was broken last year. The list works harder than the tin.'],
    ['Emil', 5, 'The list is a fine idea, I will hang one up this week.'],
    ['Chidi', 0, 'Deposit in kind: leave a tool of your own while you have one of mine.'],
  ]),
  conversation('Spare knobs for a 1970s oven', ['printing', 'spares'], [
    ['Hanako', null, 'A neighbour needs four knobs of an oven whose maker closed in 1984. I have one whole knob to measure. Which filament stands 120 degrees next to a door for years?'],
    ['Emil', 0, 'Polycarbonate, if your printer reaches it. Anything else creeps and then the knob slips on its shaft.'],
    ['Dorota', 0, 'Print a mould instead and cast them in phenolic resin. That is what the old ones were made of.'],
    ['Hanako', 2, 'I like that more than printing them. Is the resin bad to breathe?'],
    ['Dorota', 3, 'Outdoors with gloves it is fine. Indoors, no.'],
  ]),
  conversation('Loom brake squeals when the air is damp', ['looms', 'brakes'], [
    ['Adele', null, 'The band brake of the warp beam squeals on wet days, so loudly that the cat leaves. Leather band on beech, about ninety years old.'],
    ['Bruno', 0, 'Chalk. Not oil, whatever anyone says.'],
    ['Gerrit', 1, 'Chalk works on old rim brakes too, for about a week.'],
    ['Adele', 1, 'Chalk it is. The cat is back.'],
  ]),
  conversation('Counting visitors without cameras', ['sensors', 'privacy'], [
    ['Dorota', null, 'The school fair wants to know how many people come through three doors. Cameras are out, for good reasons. What counts people well enough and knows nothing about them?'],
    ['Chidi', 0, 'Two beams of infrared light, ten centimetres apart, and you even get the direction. Groups walking side by side are counted as one.'],
    ['Emil', 0, 'A mat with a switch under it. My grandfather had one in his shop.'],
    ['Hanako', 1, 'You can make the gap narrow with a printed frame, so that nobody walks side by side.'],
    ['Dorota', 3, 'The fire officer would have views on that.'],
    ['Fatima', 0, 'Give each visitor a dried bean at the door and weigh the beans that are left. I am serious, it was within two per cent.'],
    ['Chidi', 5, 'This is the best sensor I have heard of this year.'],
  ]),
  conversation('Does anyone still scrape bearings by hand?', ['bearings', 'craft'], [
    ['Bruno', null, 'I was asked to teach scraping to two apprentices and found that I cannot explain it. How did you learn it, and from what?'],
    ['Emil', 0, 'I had it from a man who said nothing for three weeks and then said: lighter. Blue on the plate, and look at where it is missing.'],
    ['Adele', 0, 'Let them feel two plates that are good and one that is not, blindfolded, before they hold a scraper.'],
  ]),
  conversation('Names for the new newsletter', ['newsletter'], [
    ['Fatima', null, 'The monthly letter needs a name before the first one goes out. Short, no puns on making, and it should work in more than one language.'],
    ['Gerrit', 0, 'Spoke, perhaps?'],
    ['Hanako', 0, 'Shavings.'],
    ['Dorota', 2, 'Shavings is lovely but it cannot be translated into Polish without becoming rude.'],
    ['Hanako', 3, 'Now I want to know.'],
    ['Bruno', 0, 'Tolerance. It means something good in all of them.'],
    ['Adele', 5, 'Tolerance has my vote.'],
    ['Emil', 5, 'And mine.'],
    ['Fatima', 5, 'Tolerance it is, then. The first letter goes out on the first of the month.'],
  ]),
  conversation('Open day in autumn: who brings what?', ['open-day', 'planning'], [
    ['Gerrit', null, 'The hall is ours for the last Saturday of September. We need eight stations that children can work at, each for ten minutes and without supervision by the person who built it.\n\nPlease write what you bring, how much room it takes, and whether it needs electricity.'],
    ['Adele', 0, 'A small loom with four shafts, one table, no electricity.'],
    ['Chidi', 0, 'Two pots with plants that complain when they are dry. One socket, half a table.'],
    ['Emil', 0, 'The treadle lathe. Three square metres and somebody who watches the fingers.'],
    ['Gerrit', 3, 'Without supervision by you, but with supervision, then. I will ask the scouts.'],
    ['Dorota', 0, 'A pendulum that draws. It takes a lot of room upwards.'],
  ]),
];

export const conversations: readonly Conversation[] = [...shortConversations, ...longConversations];
