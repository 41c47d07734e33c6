/** A handful of unmistakable interface words of further languages; too few for a missing one to mean anything. */
import type { Words } from './concepts.ts';

function language(code: string, lead: readonly string[], words: Words['words']): Words {
  return { language: code, thorough: false, lead, common: [], words };
}

const others: readonly Words[] = [
  language('fr', ['le', 'la', 'les', 'nos', 'notre', 'mon', 'tous les', 'toutes les', 'voir'], {
    logIn: ['connexion', 'se connecter', "s'identifier", 'connectez-vous', 'identifiez-vous'],
    register: ["inscription", "s'inscrire", 'inscrivez-vous', 'créer (?:un|mon|votre) compte', 'devenir membre'],
    account: ['mon compte', 'mon espace'], members: ['membres', 'liste des membres', 'utilisateurs'], myProfile: ['(?:mon|votre|voir le) profil', 'profil'],
    follow: ['suivre', 's\'abonner'], followers: ['abonnés', 'abonnements', 'amis'], followOperator: ['suivez-nous', 'retrouvez-nous'], groups: ['groupes', 'clubs', 'équipes'],
    joinGroup: ['rejoindre (?:le|un) groupe'], message: ['messages? privés?', 'envoyer un message', 'messagerie', 'contacter le membre'], forum: ['forums?', 'discussions', 'questions'],
    newTopic: ['nouveau sujet', 'nouvelle discussion'], reply: ['répondre'], blog: ['blogs?', 'magazine'], news: ['actualités?', 'nouvelles', 'presse', 'actus?'],
    submitIdea: ['(?:proposer|soumettre|déposer|partager|publier|envoyer) (?:une?|votre|mon|son) (?:idée|projet|proposition|question|article|recette|événement)', 'poser une question'],
    attach: ['pièces? jointes?', 'joindre un fichier', 'ajouter (?:une|des) (?:photos?|images?)', 'télécharger .{0,10}photo.{0,10}'], gallery: ['galerie', 'photos', 'albums'],
    share: ['partager(?: .{1,20})?', 'envoyer à un ami', 'tweeter'], activity: ['activités?(?: récentes?)?', 'derniers (?:messages|sujets|commentaires)', 'nouveaux messages', 'quoi de neuf'],
    comments: ['\\d+ commentaires?', 'commentaires'], writeComment: ['(?:laisser|ajouter|poster|écrire) un commentaire', 'commenter', 'laissez un commentaire'], comment: ['commentaires?'],
    reviews: ['\\d+ avis'], writeReview: ['donner (?:un|mon|votre) avis'], vote: ['voter', 'votes?'], voteCount: ['\\d+ votes?'], like: ["j'aime", 'merci'], tags: ['tags?', 'mots-clés', 'étiquettes'],
    leaderboard: ['classement', 'membres les plus actifs', 'meilleurs contributeurs'], feed: ['flux rss'], contest: ['concours', 'défis?'], prize: ['prix', 'récompenses?', 'à gagner'],
    donate: ['faire un don', 'soutenez-nous'], market: ['petites annonces', 'annonces', 'toutes les annonces', 'emploi', 'offres d\'emploi', 'enchères', 'boutique des membres'],
    postOffer: ['déposer une (?:petite )?annonce', 'passer une annonce', 'vendre'], search: ['rechercher(?: .{1,25})?', 'recherche(?: .{1,25})?', 'chercher'], points: ['points', 'réputation'],
    events: ['événements', 'évènements', 'agenda', 'calendrier'], contact: ['contact(?:ez-nous)?'],
  }),
  language('es', ['el', 'la', 'los', 'las', 'nuestro', 'mi', 'ver', 'todos los'], {
    logIn: ['iniciar sesión', 'acceder', 'ingresar', 'inicia sesión', 'identifícate'], register: ['regístrate', 'registrarse', 'registro', 'crear (?:una )?cuenta', 'únete'],
    account: ['mi cuenta'], members: ['miembros', 'usuarios', 'lista de miembros', 'comunidad'], myProfile: ['(?:mi|ver) perfil', 'perfil'], follow: ['seguir'], followers: ['seguidores', 'siguiendo', 'amigos'],
    followOperator: ['síguenos'], groups: ['grupos', 'equipos', 'clubes'], message: ['mensajes? privados?', 'enviar (?:un )?mensaje'], forum: ['foros?', 'discusiones', 'preguntas'],
    newTopic: ['nuevo tema'], reply: ['responder'], blog: ['blogs?'], news: ['noticias', 'novedades', 'prensa', 'actualidad'],
    submitIdea: ['(?:enviar|publicar|proponer|compartir|envía|comparte|propón) (?:una?|tu|su) (?:idea|propuesta|pregunta|proyecto|historia)', 'hacer una pregunta'],
    share: ['compartir(?: .{1,20})?'], activity: ['actividad(?: reciente)?', 'últimos (?:mensajes|temas)', 'nuevos mensajes', 'qué hay de nuevo'], comments: ['\\d+ comentarios?', 'comentarios'],
    writeComment: ['comentar', '(?:deja|dejar|añadir|escribe|publicar) (?:un |tu )?comentario'], vote: ['votar', 'votos?'], voteCount: ['\\d+ votos?'], like: ['me gusta', 'gracias'], tags: ['etiquetas', 'tags?'],
    leaderboard: ['clasificación', 'más activos'], contest: ['concursos?', 'retos?', 'desafíos?'], prize: ['premios?', 'recompensas?'], donate: ['donar', 'donaciones'], market: ['clasificados', 'anuncios', 'empleo'],
    search: ['buscar?(?: .{1,20})?', 'búsqueda'], events: ['eventos', 'calendario', 'agenda'], gallery: ['galería', 'fotos'], attach: ['adjuntos?', 'adjuntar (?:archivo|imagen)'], points: ['puntos', 'reputación'],
  }),
  language('ru', ['все', 'мой', 'мои'], {
    logIn: ['войти', 'вход', 'авторизация', 'войти или зарегистрироваться'], register: ['регистрация', 'зарегистрироваться', 'присоединиться'], account: ['личный кабинет'],
    members: ['пользователи', 'участники', 'читатели', 'люди'], myProfile: ['(?:мой )?профиль'], follow: ['подписаться', 'добавить в друзья'], followers: ['подписчики', 'друзья'], groups: ['группы', 'клубы', 'сообщества', 'команды'],
    message: ['личн(?:ые|ое) сообщени[ея]', 'написать сообщение', 'отправить сообщение', 'сообщения'], forum: ['форум(?:ы)?', 'обсуждения', 'вопросы и ответы', 'обсуждения на форуме'], newTopic: ['новая тема', 'создать тему'], reply: ['ответить'],
    blog: ['блоги?', 'журнал', 'статьи'], memberBlogs: ['блоги', 'статьи в блогах'], news: ['новости'], submitIdea: ['задать вопрос', '(?:предложить|добавить|отправить|опубликовать) (?:свою )?(?:идею|вопрос|историю|статью|рецензию|рецепт)'],
    attach: ['добавить фото(?:графию)?', 'прикрепить файл', 'вложения'], gallery: ['фотографии', 'галерея', 'все фотографии .{0,30}'], share: ['поделиться'],
    activity: ['новые (?:события|сообщения|истории|рецензии)', 'свежие (?:рецензии|записи|комментарии)', 'последние (?:сообщения|записи|комментарии|действия)', 'лента'], comments: ['\\d+ комментари(?:й|я|ев)', 'комментарии'], writeComment: ['комментировать', '(?:добавить|оставить|написать) комментарий'],
    reviews: ['\\d[\\d\\s]* отзыв(?:а|ов)?', 'отзывы'], writeReview: ['написать отзыв', 'оставить отзыв'], outOf: ['\\d(?:[.,]\\d)? из (?:5|10)(?: звезд| баллов)?'], rate: ['оценить', 'нажмите, чтобы оценить', 'оценка', 'рейтинг'],
    vote: ['голосовать', 'голоса'], voteCount: ['\\d+ голос(?:а|ов)?'], like: ['мне нравится', 'нравится', 'спасибо', 'полезно'], helpful: ['полезно\\?'], likeCount: ['\\d+ спасибо.{0,25}'], tags: ['теги', 'метки', 'ключевые слова'],
    leaderboard: ['самые активные(?: .{1,20})?', 'лучшие (?:авторы|читатели|участники)', 'рейтинг (?:пользователей|участников)'], contest: ['конкурсы?'], prize: ['призы?', 'награды'], donate: ['пожертвовать', 'поддержать (?:нас|проект)'], market: ['объявления', 'вакансии', 'аукцион', 'барахолка', 'биржа', 'работа'],
    search: ['поиск(?: .{1,20})?', 'найти', 'искать'], points: ['репутация', 'баллы', 'уровень', 'карма'], pointsCount: ['\\d[\\d ]* (?:баллов|очков)', '.{0,15}\\d-?го уровня'], level: ['.{1,20} \\d+-?го уровня'], badges: ['награды', 'достижения', 'баллы'], events: ['мероприятия', 'события', 'календарь', 'афиша'], upcomingEvents: ['ближайшие мероприятия'],
  }),
  language('sv', ['alla', 'min', 'mina', 'våra', 'senaste'], {
    logIn: ['logga in'], register: ['bli medlem', 'registrera(?: dig)?', 'skapa konto', 'gå med'], members: ['medlemmar'], myProfile: ['min profil', 'profil'], groups: ['grupper'], forum: ['forum', 'diskussioner', 'mina trådar'], newTopic: ['ny tråd', 'starta (?:en )?tråd', 'skapa ny tråd'], reply: ['svara'], blog: ['bloggar?', 'blogg', 'artiklar', 'senaste artiklar'], memberBlogs: ['bloggar'], news: ['nyheter'],
    share: ['dela(?: på .{1,15})?'], activity: ['senaste (?:inläggen|inlägg|trådarna|trådar|aktivitet)'], comments: ['\\d+ kommentarer', 'kommentarer'], writeComment: ['kommentera', 'skriv (?:en )?kommentar'], submitIdea: ['dela med dig (?:med|av) din .{0,20}berättelse', '(?:skicka in|lägg upp|dela) (?:ditt|din|en|ett) (?:förslag|idé|fråga|berättelse|recept)', 'ställ en fråga'], message: ['privata meddelanden', 'skicka meddelande'], like: ['gilla'], vote: ['rösta'], tags: ['taggar', 'etiketter'], leaderboard: ['hetaste (?:debatterna|trådarna)', 'mest aktiva', 'topplista'], contest: ['tävling(?:ar)?'], prize: ['priser', 'vinn .{0,20}priser.{0,20}'], market: ['köp (?:&|och) sälj', 'lediga jobb'], search: ['sök(?: .{1,25})?'], events: ['evenemang', 'kalender'], gallery: ['bilder', 'galleri'],
  }),
  language('tr', ['tüm'], {
    logIn: ['giriş(?: yap)?', 'oturum aç'], register: ['kayıt ol', 'üye ol(?:un)?', 'üyelik başvurusu', 'kaydol'], members: ['üyeler', 'üye listesi'], myProfile: ['profil(?:im)?'], groups: ['gruplar'], forum: ['forum', 'tartışmalar', 'sorular'], newTopic: ['tartışma başlat', 'yeni (?:konu|tartışma)'], reply: ['cevapla', 'yanıtla'], blog: ['blog'], news: ['haberler'], activity: ['(?:son )?(?:etkinlik|aktiviteler)', 'son mesajlar'], comments: ['\\d+ yorum', 'yorumlar'], writeComment: ['yorum (?:yap|ekle)'], share: ['paylaş'], market: ['ilanlar', 'seri ilanlar'], search: ['ara', 'arama'], message: ['özel mesaj'], like: ['beğen'], tags: ['etiketler'], events: ['etkinlikler', 'takvim'], contest: ['yarışma(?:lar)?'],
  }),
  language('fa', [], {
    logIn: ['ورود'], register: ['ثبت نام', 'عضویت'], members: ['اعضا', 'لیست کاربران', 'کاربران'], myProfile: ['مشاهده پروفایل', 'پروفایل'], groups: ['گروه ?ها'], forum: ['انجمن(?: ?ها)?', 'تالار(?: .{1,15})?'], blog: ['وبلاگ(?: ?ها)?'], memberBlogs: ['وبلاگ(?: ?ها)?'], news: ['اخبار'], message: ['پیام (?:شخصی|خصوصی)'], submitIdea: ['ارسال پرسش', 'ارسال سوال'], activity: ['آخرین ارسال ?ها', 'نوشته ?های جدید'], tags: ['برچسب(?: ?ها)?', 'جستجو بر اساس برچسب'], search: ['جستجو(?: .{1,25})?'], gallery: ['افزودن آلبوم', 'آلبوم(?: ?ها)?', 'گالری'], visitSite: ['مشاهده صفحه اصلی'], contest: ['مسابقه.{0,40}'], poll: ['نظرسنجی'], leaderboard: ['بهترین .{1,20} ?ها'], events: ['تقویم'], comments: ['نظرات'], writeComment: ['ارسال نظر'],
  }),
  language('id', ['lihat'], {
    logIn: ['masuk', 'log masuk'], register: ['daftar', 'mendaftar'], members: ['anggota'], myProfile: ['profil'], forum: ['forum', 'diskusi'], newTopic: ['topik baru', 'buat topik'], reply: ['balas'], blog: ['blog', 'artikel'], news: ['berita'], submitIdea: ['tulis artikel', 'kirim (?:artikel|ide|tulisan)'], comments: ['\\d+ komentar', 'komentar'], writeComment: ['tinggalkan (?:komentar|balasan)', 'beri komentar'], share: ['bagikan'], search: ['cari(?: .{1,15})?', 'pencarian'], contest: ['lomba', 'kontes'], prize: ['hadiah'], tags: ['tag', 'label'], activity: ['aktivitas', 'topik terbaru'],
  }),
  language('ja', [], {
    logIn: ['ログイン', 'サインイン'], register: ['新規登録', '会員登録', 'ユーザー登録'], members: ['メンバー(?:一覧)?', 'ユーザー一覧'], myProfile: ['プロフィール', 'マイページ'], forum: ['掲示板', 'フォーラム'], newTopic: ['新規投稿', '新規スレッド', 'スレッド作成', '新しいトピック'], reply: ['返信(?:する)?'], blog: ['ブログ'], news: ['ニュース', 'お知らせ'], comments: ['コメント(?:\\d+件)?'], writeComment: ['コメントする', 'コメントを(?:書く|投稿)'], share: ['シェア', '共有'], search: ['検索'], market: ['求人', 'オークション'], events: ['イベント', 'カレンダー'], like: ['いいね!?'], vote: ['投票'], tags: ['タグ'], activity: ['最新の投稿', '新着'], contest: ['コンテスト'], message: ['メッセージ'],
  }),
  language('it', ['il', 'la', 'i', 'tutti i', 'vai al'], {
    logIn: ['accedi', 'entra', 'accesso'], register: ['registrati', 'registrazione', 'iscriviti', 'crea (?:un )?account'], members: ['membri', 'utenti', 'iscritti'], myProfile: ['(?:il mio )?profilo'], groups: ['gruppi', 'squadre'], forum: ['forum', 'discussioni', 'domande'], newTopic: ['nuova discussione'], reply: ['rispondi'], blog: ['blog'], news: ['notizie', 'novità', 'news'], submitIdea: ['(?:invia|proponi|pubblica|condividi) (?:la tua|un\'|una) ?(?:idea|proposta|domanda)', 'fai una domanda'], share: ['condividi(?: .{1,15})?'], comments: ['\\d+ commenti', 'commenti'], writeComment: ['commenta', 'lascia un commento', 'scrivi un commento'], vote: ['vota', 'voti'], like: ['mi piace', 'grazie'], search: ['cerca(?: .{1,15})?', 'ricerca'], tags: ['tag', 'etichette'], events: ['eventi', 'calendario'], contest: ['concorsi', 'concorso', 'sfide'], prize: ['premi', 'premio'], market: ['annunci', 'mercatino', 'lavoro'], activity: ['attività(?: recenti)?', 'nuovi messaggi'],
  }),
  language('nl', ['de', 'het', 'alle', 'onze', 'mijn'], {
    logIn: ['inloggen', 'aanmelden', 'log in'], register: ['registreren', 'registreer', 'account aanmaken', 'word lid'], members: ['leden', 'ledenlijst', 'gebruikers'], myProfile: ['(?:mijn )?profiel'], groups: ['groepen'], forum: ['fora', 'forum', 'discussies'], newTopic: ['nieuw onderwerp'], reply: ['reageren', 'reageer', 'beantwoorden'], blog: ['blog'], news: ['nieuws'], share: ['delen'], comments: ['\\d+ reacties', 'reacties'], writeComment: ['plaats (?:een )?reactie', 'reageer'], submitIdea: ['(?:deel|plaats|stuur) (?:je|uw|een) idee(?: in)?', 'stel een vraag'], vote: ['stem(?:men)?'], search: ['zoek(?:en)?(?: .{1,15})?'], events: ['evenementen', 'agenda', 'kalender'], market: ['vraag en aanbod', 'advertenties', 'vacatures'], activity: ['(?:recente )?activiteit', 'nieuwe berichten'],
  }),
  language('pl', ['wszystkie', 'nasz'], {
    logIn: ['zaloguj(?: się)?', 'logowanie'], register: ['zarejestruj(?: się)?', 'rejestracja', 'załóż konto', 'dołącz'], members: ['użytkownicy', 'lista użytkowników'], myProfile: ['profil', 'mój profil'], groups: ['grupy'], forum: ['forum', 'fora', 'dyskusje'], newTopic: ['nowy temat'], reply: ['odpowiedz'], blog: ['blogi?'], news: ['aktualności', 'wiadomości'], share: ['udostępnij'], comments: ['\\d+ komentarz(?:e|y)?', 'komentarze'], writeComment: ['dodaj komentarz', 'skomentuj'], vote: ['głosuj'], search: ['szukaj', 'wyszukaj', 'wyszukiwarka'], events: ['wydarzenia', 'kalendarz'], contest: ['konkursy?'], prize: ['nagrody'], market: ['ogłoszenia', 'praca'], activity: ['nowe posty', 'ostatnie posty', 'aktywność'], tags: ['tagi'],
  }),
];

export default others;
