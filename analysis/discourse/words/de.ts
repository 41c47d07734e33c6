import type { DiscourseWords } from './words.ts';

export default {
  language: 'de',
  months: [['januar', 'jänner', 'jan'], ['februar', 'feber', 'feb'], ['märz', 'mär', 'mrz', 'maerz'], ['april', 'apr'], ['mai'], ['juni', 'jun'], ['juli', 'jul'], ['august', 'aug'], ['september', 'sept', 'sep'], ['oktober', 'okt'], ['november', 'nov'], ['dezember', 'dez']],
  weekdays: [['sonntag', 'so'], ['montag', 'mo'], ['dienstag', 'di'], ['mittwoch', 'mi'], ['donnerstag', 'do'], ['freitag', 'fr'], ['samstag', 'sonnabend', 'sa']],
  units: { second: ['sekunden?', 'sek'], minute: ['minuten?', 'min'], hour: ['stunden?', 'std'], day: ['tag(?:en?)?'], week: ['wochen?'], month: ['monat(?:en?)?'], year: ['jahr(?:en?)?'] },
  one: ['ein(?:e[mnr]?)?'],
  agoBefore: ['vor'],
  agoAfter: ['zuvor', 'her'],
  roughly: ['etwa', 'ungefähr', 'über', 'fast', 'mehr als', 'weniger als', 'rund', 'circa', 'ca\\.'],
  now: ['gerade eben', 'soeben', 'eben', 'vor wenigen sekunden', 'vor einem moment', 'jetzt'],
  today: ['heute'],
  yesterday: ['gestern'],
  otherTime: ['registriert(?: seit)?', 'mitglied seit', 'dabei seit', 'beigetreten', 'angemeldet(?: seit)?', 'seit', 'bearbeitet', 'zuletzt bearbeitet', 'geändert', 'zuletzt geändert', 'aktualisiert', 'letzter beitrag', 'letzte antwort', 'letzter besuch', 'letzte aktivität', 'zuletzt (?:online|gesehen|aktiv)', 'geburtstag', 'geschlossen', 'gelöscht', 'aktuelles datum', 'es ist', 'endet', 'bis'],
  by: ['von', 'verfasst von', 'geschrieben von', 'erstellt von', 'autor(?:in)?', 'verfasser(?:in)?', 'eingereicht von', 'gefragt von', 'beantwortet von', 'kommentar von', 'idee von', 'vorgeschlagen von', 'absender'],
  wrote: ['schrieb', 'schreibt', 'sagte', 'sagt', 'meint', 'meinte', 'fragte', 'fragt', 'antwortete', 'antwortet', 'kommentierte', 'kommentiert', 'hat geschrieben', 'hat (?:kommentiert|geantwortet|gefragt)', 'postete', 'am'],
  quoted: ['zitat(?: von)?', 'original(?:text)? (?:geschrieben )?von', 'zitiert'],
  inReplyTo: ['als antwort auf', 'antwort auf', 'in antwort auf', 'antwortet auf', 'antwort an', 'als antwort an', 'bezug auf'],
  votes: ['stimmen?', 'punkte?', 'gefällt(?: mir)?', 'danke', 'gefällt das', 'bewertungen?', 'empfehlungen?', 'unterstützer'],
  controls: ['antworten', 'antwort', 'zitieren', 'zitat', 'melden', 'beitrag melden', 'bearbeiten', 'löschen', 'teilen', 'permalink', 'link', 'gefällt mir', 'gefällt mir nicht', 'nach oben', 'profil', 'private nachricht', 'nachricht', 'e-?mail', 'webseite', 'offline', 'online', 'kommentieren', 'kommentare?', 'danke', 'drucken', 'mehr', 'mehr lesen', 'weiterlesen', 'weniger', 'beitrag', 'beiträge', 'betreff', 'datum', 'autor', 'von', 'am', 'um', 'status', 'wohnort', 'registriert', 'themen', 'rang', 'gruppe', 'schrieb', 'sagt', 'hilfreich', 'nicht hilfreich', 'ja', 'nein', 'anhänge?', 'dateianhänge?', 'signatur', 'verfasst', 'einloggen.*', 'anmelden.*', 'zum antworten anmelden', 'diskussion', 'beste antwort', 'akzeptierte antwort', 'uhr'],
  nobody: ['gast', 'anonym', 'gelöscht', 'gelöschter benutzer', 'unbekannt'],
} satisfies DiscourseWords;
