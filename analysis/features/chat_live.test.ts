import { checkFeature } from './checks.ts';

checkFeature('chat_live', {
  shows: [
    { says: 'a chat room in the navigation', html: "<nav><a href='/chat'>Chat room</a></nav>", mode: 'afforded' },
    { says: 'a shoutbox', html: "<main><div id='shoutbox'><p>Bo: hello</p><form><input type='text' name='shout'></form></div></main>", mode: 'afforded' },
    { says: 'an invitation to a room elsewhere', html: "<footer><a href='https://discord.gg/abc'>Talk to us live</a></footer>", mode: 'afforded' },
    { says: 'a room known by its address', html: "<nav><a href='/chat/'>The Lounge</a></nav>", mode: 'afforded' },
  ],
  decoys: [
    { says: 'sales chat with staff', html: "<footer><a href='/live'>Chat with us</a><a href='#'>Sales chat</a></footer>" },
    { says: 'a board for small talk', html: "<nav><a href='/forum/plauderecke'>Plauderecke</a></nav>" },
    { says: 'shouts on one’s own page', html: "<nav><a href='/settings/shouts'>Shouts</a></nav>" },
  ],
});
