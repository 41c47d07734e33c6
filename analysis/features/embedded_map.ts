import { byOperator, defineFeature, performed } from './define.ts';
import { membersContent } from './cues.ts';
import { MAP_SOURCE } from './site.ts';

const BOX = /^(?:leaflet-(?:container|map)|gmap\w*|google-?maps?|map-?(?:canvas|container|holder|widget|frame|embed|view)|mapbox\w*|mapboxgl-map|ol-viewport|openlayers|osm-?map|location-?map|gm-style|maplibregl-map|ymaps\w*|bing-?maps?|acf-map|wpgmza_map|esri-view|amap-container|mapboxgl-canvas-container|google-?map-?(?:wrapper|embed|canvas)|wp-block-jetpack-map|event-?map)$/iu;

export default defineFeature({
  id: 'embedded_map', name: 'Embedded map', kind: 'role', role: 5, version: 2, operatorToo: true,
  counts: 'A map from a map service; members’ told from the operator’s.',
  countsNot: 'A static picture; a link to a map.',
  coverage: [['item']],
  find(view) {
    const maps = view.elements.filter((el) => {
      if (view.place(el) === 'banner' || el.name === 'body') return false;
      if (el.name === 'iframe' || el.name === 'embed' || el.name === 'object') return MAP_SOURCE.test(`${el.attribs['src'] ?? ''} ${el.attribs['data'] ?? ''} ${el.attribs['data-src'] ?? ''}`);
      if (el.name === 'google-map' || (el.name === 'gmp-map')) return true;
      const marks = [...(el.attribs['class'] ?? '').split(/\s+/u), el.attribs['id'] ?? ''];
      return ['div', 'section', 'figure'].includes(el.name) && marks.some((t) => BOX.test(t)) && (el.attribs['data-lat'] !== undefined || el.attribs['data-latitude'] !== undefined || view.text(el).length < 400);
    });
    const members = maps.filter((el) => membersContent(view, el));
    return [performed(members), byOperator(maps.filter((el) => !members.includes(el)))];
  },
});
