/**
 * Hosts that are no secondary source: places where everything is shared, and hosts that serve parts of pages. A link to them
 * is recorded as a link; what it shows (a share button, an embedded video) is seen on the page that has it.
 */
const NO_SOURCES = [
  // Social networks, video and picture hosts, messengers
  'facebook.com', 'fb.com', 'fb.me', 'twitter.com', 'x.com', 't.co', 'instagram.com', 'linkedin.com', 'lnkd.in', 'xing.com', 'youtube.com', 'youtu.be', 'youtube-nocookie.com',
  'vimeo.com', 'dailymotion.com', 'tiktok.com', 'pinterest.com', 'tumblr.com', 'flickr.com', 'reddit.com', 'vk.com', 'weibo.com', 'whatsapp.com', 'wa.me', 't.me', 'telegram.org',
  'snapchat.com', 'plus.google.com', 'delicious.com', 'digg.com', 'stumbleupon.com', 'myspace.com', 'mastodon.social', 'threads.net', 'bsky.app', 'discord.gg', 'discord.com',
  // Buttons, counters, fonts, networks that deliver parts of pages
  'addthis.com', 'addtoany.com', 'sharethis.com', 'gravatar.com', 'disqus.com', 'googletagmanager.com', 'google-analytics.com', 'doubleclick.net', 'googleapis.com', 'gstatic.com',
  'cloudfront.net', 'akamaihd.net', 'amazonaws.com', 'cloudflare.com', 'jsdelivr.net', 'unpkg.com', 'bootstrapcdn.com', 'wp.com', 'twimg.com', 'fbcdn.net', 'ytimg.com',
  // Searching, maps, paying, installing, standards
  'google.com', 'bing.com', 'goo.gl', 'bit.ly', 'maps.google.com', 'paypal.com', 'stripe.com', 'play.google.com', 'apps.apple.com', 'itunes.apple.com', 'w3.org', 'schema.org',
  'creativecommons.org', 'gnu.org', 'mozilla.org', 'getfirefox.com', 'adobe.com', 'archive.org',
] as const;

const HOSTS: ReadonlySet<string> = new Set(NO_SOURCES);

/** Whether a host, or a domain that it lies in, is on the list. */
export function isNoSource(host: string): boolean {
  for (let name = host.toLowerCase(); name.includes('.'); name = name.slice(name.indexOf('.') + 1)) if (HOSTS.has(name)) return true;
  return false;
}
