/**
 * The 5C categories of social media tools and their purposes, as condensed in Table 1 of the paper
 * after Vuori (2011). The version changes whenever a definition does.
 */
export const codebook = {
  id: '5c',
  version: '1',
  title: '5C roles of social media (Vuori 2011)',
  codes: [
    {
      id: '1C', c: 1, name: 'Communicating', definition: 'publishing and sharing content',
      tools: ['blogs', 'media sharing systems', 'discussion forums', 'microblogging', 'instant messaging'],
      purpose: ['publish', 'discuss', 'express oneself', 'show opinion', 'share', 'influence', 'store'],
      examples: ['Blogger', 'WordPress', 'Flickr', 'YouTube', 'Twitter', 'SlideShare', 'Prezi'],
    },
    {
      id: '2C', c: 2, name: 'Collaborating', definition: 'collective content creation',
      tools: ['wikis', 'shared workspaces'],
      purpose: ['create content together', 'collaboration', 'produsage'],
      examples: ['Wikipedia', 'TWiki', 'GoogleDocs', 'MatchWare'],
    },
    {
      id: '3C', c: 3, name: 'Connecting', definition: 'networking people',
      tools: ['social networks', 'communities', 'virtual worlds'],
      purpose: ['socialise', 'network', 'connect', 'play', 'entertain'],
      examples: ['Facebook', 'LinkedIn', 'SecondLife', 'World of Warcraft', 'Habbo Hotel'],
    },
    {
      id: '4C', c: 4, name: 'Completing', definition: 'adding, describing and filtering',
      tools: ['tagging', 'social bookmarking', 'syndications', 'add-ons'],
      purpose: ['adding metadata', 'describing content', 'subscribing updates', 'combining', 'serendipity'],
      examples: ['GoogleReader', 'Del.ici.ous', 'Pinterest'],
    },
    {
      id: '5C', c: 5, name: 'Combining', definition: 'mixing and matching',
      tools: ['mash-ups', 'platforms'],
      purpose: ['combining other tools and technologies according to situation and needs'],
      examples: ['GoogleMaps'],
    },
  ],
} as const;
