/** What the members write together in the wikis: articles, each in several steps by several of them. */

export interface Article {
  readonly title: string;
  readonly category: string;
  /** Paragraphs, each added by one member. */
  readonly written: readonly (readonly [author: string, paragraph: string])[];
}

export const articles: readonly Article[] = [
  { title: 'Bearings in salt air', category: 'Machine parts', written: [
    ['Bruno', 'A bearing that stands near the sea fails by its seal first. The race rusts where water has stood for one night, and the ball follows.'],
    ['Gerrit', 'Stainless races with ceramic balls last about three winters on a vehicle that is ridden daily. Plain bushes of acetal wear faster and cost next to nothing.'],
    ['Emil', 'A second lip seal that is turned the other way round keeps the dirt of the road out, which the first one does not.'],
  ] },
  { title: 'Soil moisture probes', category: 'Sensors', written: [
    ['Chidi', 'A probe measures how well wet soil conducts or how much charge it holds. Both change with salt and with temperature, so that two readings are needed.'],
    ['Dorota', 'Rods polarise when the current flows one way only. Alternating it at every reading keeps the drift below one per cent in a season.'],
  ] },
  { title: 'Glazes for thick ware', category: 'Pottery', written: [
    ['Fatima', 'Crazing is a net of fine cracks that appears when the glaze shrinks more than the body beneath it.'],
    ['Hanako', 'Lithium in place of part of the soda lowers the shrinkage. It is dear and it must be weighed exactly.'],
    ['Adele', 'Slow cooling below five hundred degrees helps enamel in the same way.'],
  ] },
  { title: 'Running a tool library', category: 'Commons', written: [
    ['Emil', 'A tool library lends tools to neighbours. It needs a dry room, a list and somebody who answers the door.'],
    ['Fatima', 'Fees can be waived without a form. A third of the borrowers make use of it.'],
    ['Dorota', 'A list of what was broken last year, with prices, hangs beside the tin.'],
  ] },
  { title: 'Casting spare knobs', category: 'Spare parts', written: [
    ['Hanako', 'Knobs of ovens stand beside a door at 120 degrees for years, which printed plastics rarely survive.'],
    ['Dorota', 'Phenolic resin cast in a printed mould comes close to what the maker used in the first place. Work outdoors.'],
  ] },
  { title: 'Brakes of looms', category: 'Looms', written: [
    ['Adele', 'The brake of the warp beam is a leather band on a wooden drum. It squeals when the air is damp.'],
    ['Bruno', 'Chalk cures it. Oil ruins the leather.'],
  ] },
  { title: 'Counting visitors', category: 'Sensors', written: [
    ['Dorota', 'Visitors can be counted without being seen: by beams of light, by mats with a switch, or by things they are handed.'],
    ['Fatima', 'Weighing what is left of a bag of beans, of which every visitor got one, was within two per cent.'],
  ] },
  { title: 'Leaning trikes', category: 'Bicycles', written: [
    ['Gerrit', 'A trike that leans goes through bends as a bicycle does, and falls over as a bicycle does when it stands.'],
    ['Hanako', 'A caliper on a curved plate locks the lean. Scooters have it from the factory.'],
    ['Bruno', 'Tapered bushes can be taken up when they wear; ball joints from a car stick before they slip.'],
  ] },
];
