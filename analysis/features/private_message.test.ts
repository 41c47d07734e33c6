import { checkFeature } from './checks.ts';

checkFeature('private_message', {
  shows: [
    { says: 'a link at a member’s page', html: "<main><h1>Anna</h1><a class='button' href='/messages/new?to=anna'>Send message</a></main>", url: 'https://crowd.example/members/anna', mode: 'afforded' },
    { says: 'a form with a recipient', html: "<main><h2>New message</h2><form action='/pm'><label for='r'>Recipient</label><input id='r' name='to'><textarea name='body'></textarea><button>Send</button></form></main>", url: 'https://crowd.example/pm/new', mode: 'afforded' },
    { says: 'an inbox in the header', html: "<header><a href='/account/inbox_0.php'>Private messages</a></header>", mode: 'afforded' },
    { says: 'writing to a person by its address', html: "<main><h1>Anna</h1><a href='/mail/write/?to=31' title='Mail'><svg></svg></a></main>", url: 'https://crowd.example/people/anna/', mode: 'afforded' },
    { says: 'writing to who sells', html: "<main><h1>Oak table</h1><button>Contact seller</button></main>", url: 'https://crowd.example/listings/12', mode: 'afforded' },
  ],
  decoys: [
    { says: 'the contact form', html: "<main><h1>Contact us</h1><form action='/contact'><input name='email'><textarea name='message'></textarea><button>Send message</button></form></main>", url: 'https://crowd.example/contact' },
    { says: 'the board’s form to its operator', html: "<footer><a href='/sendmessage.php'>Contact Us</a></footer>" },
    { says: 'a time of the day', html: "<main><p><a href='/view/12'>9pm</a></p></main>" },
    { says: 'a thread sent to a friend', html: "<main><a href='/sendmessage.php?do=sendtofriend&amp;t=3'>Email this page</a></main>" },
  ],
});
