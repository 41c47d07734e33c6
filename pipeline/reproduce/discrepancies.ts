/** What the paper leaves open, and what this reproduction does about each. */
export const handledBy: Readonly<Record<string, string>> = {
  'nineteen-or-twenty-one': 'A platform may carry several programmes (table programme). IdeaStorm and NI Community have two each, so 21 programmes are counted on 19 platforms, and types belong to programmes.',
  'cases-outside-nineteen': 'Two platforms are found in observation, by links from secondary sources (platform.known_since = observation). The funnel counts them apart, in its row platforms_found.',
  'screen-before-dedupe': 'Decisions belong to records, so both orders can be counted: view funnel has the paper\'s, view prisma that of PRISMA 2020. The counts between are those of the reconstruction.',
  'commenting-as-completing': 'The codebook follows the analysis: commenting counts for 4C, discussion forums for 1C. A forum\'s replies are not comments.',
  'case-names-differ': 'A case has one id and one name, that of Tables 2 and 4; NI Community is one platform with its two programmes.',
  'sectors-vs-industries': 'Sector and industry are two attributes of a case, each decided by a person with a quote; no mapping is computed.',
  'coding-unreported': 'Every cell of Table 4 has its regions or its coverage and the detectors\' versions; the people\'s codings stand beside it with their agreement (table agreement).',
  'most-or-every-profile': 'Both readings are computed: lenient connecting (a profile is enough) and strict connecting (links to others or interaction).',
  'most-or-all-communicating': 'The statement is checked as "more than half"; Table 4 is checked cell by cell.',
  'limited-is-marked': 'Limits on sharing are a feature of their own (restricted_sharing); the cell stays an X, and the lenient and the strict reading are both in view five_c_matrix.',
  'combining-in-completing': 'The purpose "combining" of Table 1 is kept in the codebook\'s text; for coding, combining is 5C alone.',
  'types-of-two-cases': 'The types of TurboTax Live Community and Tecnisa Ideas are detected from their pages like all others, and shown as detected, not as the paper\'s.',
  'observation-undated': 'Every wave and page visit is dated, with the session in which it was made; the reconstruction was seen without logging in.',
  'phase-two-identifies': 'Platforms carry the phase in which they became known; the literature\'s count leaves out those found in observation.',
};
