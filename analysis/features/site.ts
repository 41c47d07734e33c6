/** Which addresses belong to the site that is looked at, and which well-known services stand elsewhere. */

const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'or', 'ne', 'gob', 'gouv']);

/** The part of a host that one owner holds: `forum.example.co.uk` → `example.co.uk`. An IP address or bare name keeps its port. */
export function siteOf(url: URL): string {
  const host = url.hostname.toLowerCase();
  if (!host.includes('.') || /^[\d.]+$/u.test(host) || host.startsWith('[')) return url.host.toLowerCase();
  const labels = host.split('.');
  const tld = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  const keep = tld.length === 2 && SECOND_LEVEL.has(second) ? 3 : 2;
  return labels.slice(-keep).join('.');
}

export const SOCIAL_HOST =
  /(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|twitter\.com|x\.com|t\.co|linkedin\.com|youtube\.com|youtu\.be|instagram\.com|plus\.google\.com|pinterest\.\w+|vk\.com|vkontakte\.ru|xing\.com|tumblr\.com|reddit\.com|flickr\.com|vimeo\.com|slideshare\.net|orkut\.com|tiktok\.com|weibo\.com|mastodon\.social|threads\.net|bsky\.app|t\.me|snapchat\.com|ok\.ru)$/iu;

/** Hosts where a person keeps an account of their own. */
export const ACCOUNT_HOST =
  /(?:^|\.)(?:facebook\.com|twitter\.com|x\.com|linkedin\.com|github\.com|gitlab\.com|xing\.com|instagram\.com|youtube\.com|behance\.net|dribbble\.com|skype\.com|orkut\.com|about\.me|mastodon\.social|researchgate\.net|orcid\.org|stackoverflow\.com|vk\.com|flickr\.com|medium\.com|soundcloud\.com)$/iu;

export const VIDEO_SOURCE =
  /(?:youtube(?:-nocookie)?\.com\/(?:embed|v|watch|vi)\b|youtu\.be\/|player\.vimeo\.com|vimeo\.com\/(?:moogaloop|video)|dailymotion\.com\/(?:embed|swf)|wistia\.(?:com|net)\/|brightcove|players?\.(?:vzaar|ooyala)|vidyard|rutube\.ru\/(?:play|video)|twitch\.tv|ted\.com\/talks|facebook\.com\/plugins\/video|bilibili\.com|youku\.com|jwplatform|kaltura|viddler|blip\.tv|aparat\.com)/iu;

export const MAP_SOURCE =
  /(?:maps?\.google\.[a-z.]+|google\.[a-z.]+\/maps|maps\.googleapis\.com\/maps\/api\/staticmap|openstreetmap\.org\/export|bing\.com\/maps|mapbox\.com|umap\.openstreetmap|yandex\.\w+\/map|api-maps\.yandex|here\.com|maps\.apple\.com|batchgeo\.com|uebermaps)/iu;

/** Addresses by which something is handed to another network. */
export const SHARE_TARGET =
  /(?:facebook\.com\/(?:sharer|share|dialog\/(?:share|feed))|fb-messenger:\/\/share|(?:twitter|x)\.com\/(?:share|intent\/(?:tweet|post)|home\/?\?status)|linkedin\.com\/(?:share|sharing|cws\/share)|plus\.google\.com\/share|plusone\.google|google\.com\/(?:bookmarks|buzz)|pinterest\.\w+\/pin\/create|reddit\.com\/submit|tumblr\.com\/(?:share|widgets)|vk(?:ontakte)?\.(?:com|ru)\/share|connect\.ok\.ru|odnoklassniki\.ru\/.*share|xing\.com\/(?:app\/user\?op=share|spi\/shares|social_plugins\/share)|t\.me\/share|telegram\.me\/share|(?:api\.whatsapp\.com|wa\.me)\/\S*text=|whatsapp:\/\/send|addtoany\.com|addthis\.com\/bookmark|sharethis\.com\/share|digg\.com\/submit|stumbleupon\.com\/submit|delicious\.com\/(?:save|post)|del\.icio\.us\/post|news\.ycombinator\.com\/submitlink|getpocket\.com\/(?:save|edit)|service\.weibo\.com\/share|line\.me\/R\/msg|bsky\.app\/intent|mastodon\S*\/share|mailto:\?)/iu;
