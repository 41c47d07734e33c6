/** Less thorough: dates, and the words nearest to a post. */
import type { DiscourseWords } from './words.ts';

const none = { weekdays: [], one: [], agoBefore: [], agoAfter: [], roughly: [], now: [], today: [], yesterday: [], otherTime: [], by: [], wrote: [], quoted: [], inReplyTo: [], votes: [], controls: [], nobody: [] } as const;

export default [
  {
    ...none, language: 'es',
    months: [['enero', 'ene'], ['febrero', 'feb'], ['marzo', 'mar'], ['abril', 'abr'], ['mayo', 'may'], ['junio', 'jun'], ['julio', 'jul'], ['agosto', 'ago'], ['septiembre', 'setiembre', 'sep'], ['octubre', 'oct'], ['noviembre', 'nov'], ['diciembre', 'dic']],
    units: { second: ['segundos?'], minute: ['minutos?'], hour: ['horas?'], day: ['días?', 'dias?'], week: ['semanas?'], month: ['meses', 'mes'], year: ['años?'] },
    one: ['una?'], agoBefore: ['hace'], agoAfter: ['atrás'], today: ['hoy'], yesterday: ['ayer'],
    otherTime: ['registrado', 'miembro desde', 'editado', 'última', 'último'], by: ['por', 'autor', 'publicado por', 'escrito por'], wrote: ['escribió', 'dijo', 'dice', 'preguntó', 'respondió', 'comentó'],
    quoted: ['cita(?: de)?', 'originalmente (?:escrito|publicado) por'], inReplyTo: ['en respuesta a', 'respuesta a'], votes: ['votos?', 'puntos?', 'me gusta'], controls: ['responder', 'citar', 'denunciar', 'editar', 'compartir', 'me gusta', 'perfil', 'mensajes?', 'arriba', 'comentarios?'],
  },
  {
    ...none, language: 'fr',
    months: [['janvier', 'janv', 'jan'], ['février', 'fevrier', 'févr', 'fév'], ['mars'], ['avril', 'avr'], ['mai'], ['juin'], ['juillet', 'juil'], ['août', 'aout'], ['septembre', 'sept'], ['octobre', 'oct'], ['novembre', 'nov'], ['décembre', 'decembre', 'déc']],
    units: { second: ['secondes?'], minute: ['minutes?', 'min'], hour: ['heures?'], day: ['jours?'], week: ['semaines?'], month: ['mois'], year: ['ans?', 'années?'] },
    one: ['une?'], agoBefore: ['il y a'], roughly: ['environ', 'plus de', 'presque'], today: ["aujourd['’]hui"], yesterday: ['hier'],
    otherTime: ['inscrit', 'inscription', 'membre depuis', 'modifié', 'édité', 'dernier', 'dernière'], by: ['par', 'auteur', 'posté par', 'écrit par'], wrote: ['a écrit', 'écrit', 'dit', 'a dit', 'a répondu', 'a commenté'],
    quoted: ['citation(?: de)?', 'envoyé par'], inReplyTo: ['en réponse à', 'réponse à'], votes: ['votes?', 'points?', "j['’]aime"], controls: ['répondre', 'citer', 'signaler', 'modifier', 'partager', "j['’]aime", 'profil', 'messages?', 'haut', 'commentaires?'],
  },
  {
    ...none, language: 'it',
    months: [['gennaio', 'gen'], ['febbraio', 'feb'], ['marzo', 'mar'], ['aprile', 'apr'], ['maggio', 'mag'], ['giugno', 'giu'], ['luglio', 'lug'], ['agosto', 'ago'], ['settembre', 'set'], ['ottobre', 'ott'], ['novembre', 'nov'], ['dicembre', 'dic']],
    units: { second: ['second[oi]'], minute: ['minut[oi]'], hour: ['or[ae]'], day: ['giorn[oi]'], week: ['settiman[ae]'], month: ['mes[ei]'], year: ['ann[oi]'] },
    one: ['una?', "un['’]"], agoAfter: ['fa'], roughly: ['circa', 'più di', 'quasi'], today: ['oggi'], yesterday: ['ieri'],
    otherTime: ['iscritto', 'registrato', 'membro dal', 'modificato', 'ultim[oa]'], by: ['da', 'di', 'autore', 'scritto da'], wrote: ['ha scritto', 'scrive', 'dice', 'ha detto', 'ha risposto'],
    quoted: ['citazione', 'originariamente (?:scritto|inviato) da'], inReplyTo: ['in risposta a', 'risposta a'], votes: ['voti', 'punti', 'mi piace'], controls: ['rispondi', 'cita', 'quota', 'segnala', 'modifica', 'condividi', 'mi piace', 'profilo', 'messaggi', 'commenti'],
  },
  {
    ...none, language: 'nl',
    months: [['januari', 'jan'], ['februari', 'feb'], ['maart', 'mrt'], ['april', 'apr'], ['mei'], ['juni', 'jun'], ['juli', 'jul'], ['augustus', 'aug'], ['september', 'sep'], ['oktober', 'okt'], ['november', 'nov'], ['december', 'dec']],
    units: { second: ['seconden?'], minute: ['minuten?', 'minuut'], hour: ['uren', 'uur'], day: ['dagen', 'dag'], week: ['weken', 'week'], month: ['maanden', 'maand'], year: ['jaren', 'jaar'] },
    one: ['een'], agoAfter: ['geleden'], today: ['vandaag'], yesterday: ['gisteren'],
    otherTime: ['lid sinds', 'geregistreerd', 'bewerkt', 'gewijzigd', 'laatste?'], by: ['door', 'van'], wrote: ['schreef', 'zegt', 'zei'], quoted: ['citaat'], inReplyTo: ['als antwoord op', 'in antwoord op'], votes: ['stemmen', 'punten'], controls: ['antwoorden', 'reageer', 'citeren', 'bewerken', 'delen', 'berichten'],
  },
  {
    ...none, language: 'sv',
    months: [['januari', 'jan'], ['februari', 'feb'], ['mars', 'mar'], ['april', 'apr'], ['maj'], ['juni', 'jun'], ['juli', 'jul'], ['augusti', 'aug'], ['september', 'sep'], ['oktober', 'okt'], ['november', 'nov'], ['december', 'dec']],
    units: { second: ['sekunder', 'sekund'], minute: ['minuter', 'minut'], hour: ['timmar', 'timme'], day: ['dagar', 'dag'], week: ['veckor', 'vecka'], month: ['månader', 'månad'], year: ['år'] },
    one: ['en', 'ett'], agoBefore: ['för'], agoAfter: ['sedan'], today: ['idag', 'i dag'], yesterday: ['igår', 'i går'],
    otherTime: ['medlem sedan', 'registrerad', 'redigerad', 'senaste?'], by: ['av'], wrote: ['skrev', 'säger', 'skriver'], quoted: ['citat'], inReplyTo: ['som svar på', 'svar på'], controls: ['svara', 'citera', 'anmäl', 'redigera', 'gilla', 'inlägg'],
  },
  {
    ...none, language: 'pl',
    months: [['stycznia', 'styczeń', 'sty'], ['lutego', 'luty', 'lut'], ['marca', 'marzec', 'mar'], ['kwietnia', 'kwiecień', 'kwi'], ['maja', 'maj'], ['czerwca', 'czerwiec', 'cze'], ['lipca', 'lipiec', 'lip'], ['sierpnia', 'sierpień', 'sie'], ['września', 'wrzesień', 'wrz'], ['października', 'październik', 'paź'], ['listopada', 'listopad', 'lis'], ['grudnia', 'grudzień', 'gru']],
    units: { second: ['sekund[ya]?'], minute: ['minut[ya]?', 'min'], hour: ['godzin[ya]?'], day: ['dni', 'dzień'], week: ['tygodni[ea]?', 'tydzień'], month: ['miesi[ąę]c[ey]?', 'miesięcy'], year: ['lata?', 'rok'] },
    agoAfter: ['temu'], today: ['dzisiaj', 'dziś'], yesterday: ['wczoraj'], otherTime: ['dołączył', 'rejestracja', 'edytowany', 'ostatni'], by: ['przez', 'autor'], wrote: ['napisał[a]?', 'pisze'],
  },
  {
    ...none, language: 'ru',
    months: [['января', 'январь', 'янв'], ['февраля', 'февраль', 'фев'], ['марта', 'март', 'мар'], ['апреля', 'апрель', 'апр'], ['мая', 'май'], ['июня', 'июнь', 'июн'], ['июля', 'июль', 'июл'], ['августа', 'август', 'авг'], ['сентября', 'сентябрь', 'сен'], ['октября', 'октябрь', 'окт'], ['ноября', 'ноябрь', 'ноя'], ['декабря', 'декабрь', 'дек']],
    units: { second: ['секунд[уы]?'], minute: ['минут[уы]?', 'мин'], hour: ['часа?', 'часов'], day: ['день', 'дня', 'дней'], week: ['недел[юьи]'], month: ['месяца?', 'месяцев'], year: ['года?', 'лет'] },
    agoAfter: ['назад'], today: ['сегодня'], yesterday: ['вчера'], otherTime: ['зарегистрирован[а]?', 'регистрация', 'изменено', 'редактировалось', 'последнее'], by: ['автор', 'от'], wrote: ['писал[а]?', 'написал[а]?', 'пишет', 'сказал[а]?'],
  },
] satisfies readonly DiscourseWords[];
