import type { DiscourseWords } from './words.ts';

export default {
  language: 'en',
  months: [['january', 'jan'], ['february', 'feb'], ['march', 'mar'], ['april', 'apr'], ['may'], ['june', 'jun'], ['july', 'jul'], ['august', 'aug'], ['september', 'sept', 'sep'], ['october', 'oct'], ['november', 'nov'], ['december', 'dec']],
  weekdays: [['sunday', 'sun'], ['monday', 'mon'], ['tuesday', 'tues', 'tue'], ['wednesday', 'wed'], ['thursday', 'thurs', 'thu'], ['friday', 'fri'], ['saturday', 'sat']],
  units: { second: ['seconds?', 'secs?'], minute: ['minutes?', 'mins?'], hour: ['hours?', 'hrs?'], day: ['days?'], week: ['weeks?', 'wks?'], month: ['months?', 'mos?', 'mths?'], year: ['years?', 'yrs?'] },
  one: ['an?', 'one'],
  agoBefore: [],
  agoAfter: ['ago', 'earlier'],
  roughly: ['about', 'over', 'almost', 'less than', 'more than', 'around'],
  now: ['just now', 'right now', 'moments? ago', 'a moment ago', 'a few seconds ago', 'seconds ago'],
  today: ['today'],
  yesterday: ['yesterday'],
  otherTime: ['joined', 'join date', 'registered', 'registration date', 'member since', 'user since', 'since', 'last edited', 'edited', 'edit', 'last modified', 'modified', 'updated', 'last updated', 'last active', 'last activity', 'last seen', 'last visit', 'last post', 'last reply', 'last comment', 'viewed', 'created account', 'birthday', 'closed', 'locked', 'deleted', 'accepted', 'liked', 'copyright', 'now', 'current time', 'time is', 'expires?', 'ends?', 'deadline', 'active', '(?:estimated )?delivery', 'ships', 'starts?', 'begins?', 'due'],
  by: ['by', 'posted by', 'submitted by', 'written by', 'created by', 'started by', 'asked by', 'answered by', 'author', 'from', 'name', 'published by', 'comment by', 'idea by', 'added by', 'suggested by', 'commented by', 'poster', 'sender'],
  wrote: ['wrote', 'writes', 'said', 'says', 'asked', 'asks', 'answered', 'answers', 'replied', 'replies', 'replied to', 'commented', 'comments', 'shared this idea', 'shared', 'posted', 'suggested', 'added', 'submitted', 'started a discussion', 'started', 'responded', 'on'],
  quoted: ['originally posted by', 'quote(?: from)?', 'posted by', 'quoting'],
  inReplyTo: ['in reply to', 'in response to', 'replying to', 'replied to', 'reply to', 'response to', 'answer to', 'up to parent', 'parent', 'show parent', 'view parent', 'in-reply-to', 'responding to'],
  votes: ['votes?', 'points?', 'likes?', 'thanks', 'kudos?', 'up ?votes?', 'people like this', 'persons? likes? this', 'supporters?', 'thumbs up', 'recommends?', 'agrees?', 'helpful votes?', 'score', 'rating', 'karma', 'stars?', 'claps?', 'reactions?', 'supports?'],
  controls: ['reply', 'quote', 'multi-?quote', 'report(?: (?:abuse|post|this post|this|comment|spam))?', 'flag(?: as (?:inappropriate|spam))?', 'edit', 'delete', 'share', 'permalink', 'link', 'permanent link', 'like', 'dislike', 'unlike', 'vote(?: up| down)?', 'up ?vote', 'down ?vote', 'top', 'back to top', 'parent', 'hide', 'show', 'collapse', 'expand', 'save', 'give (?:award|gold)', 'profile', 'pm', 'private message', 'e-?mail', 'www', 'website', 'offline', 'online', 'reply with quote', 'reply to (?:this|this comment|this post|this message)', 'log ?in to (?:reply|comment|post).*', 'sign ?in to .*', 'register to .*', 'add (?:a )?comment', 'comment', 'comments?', 'show more comments?', 'answer', 'thank(?:s| you)?', 'mark as (?:spam|answer|solution|solved)', 'accept(?:ed)? answer', 'accepted', 'best answer', 'print', 'follow', 'unfollow', 'mute', 'block', 'remove', 'bookmark', 'new', 'more', 'less', 'read more', 'see more', 'view profile', 'find (?:all|more) posts(?: by .*)?', 'send (?:private )?message', 'ignore', 'previous', 'next', 'prev', 'posted', 'post', 'posts', 'message', 'messages', 'subject', 'date', 'author', 'from', 'to', 'title', 'status', 'location', 'joined', 'threads?', 'topics?', 'rank', 'group', 'tags?', 'category', 'by', 'on', 'at', 'in', 'says', 'wrote', 'said', 'edited', 'translate', 'helpful', 'not helpful', 'was this (?:review|answer|comment|post) helpful.*', 'yes', 'no', 'attachments?', 'attached (?:files?|images?|thumbnails?)', 'signature', 'ip(?: logged)?', 'logged', 'history', 'discuss(?:ion)?', 'talk', 'contribs?'],
  nobody: ['guest', 'anonymous', 'anonymous user', 'deleted', '\\[deleted\\]', 'deleted user', 'a guest', 'unregistered'],
} satisfies DiscourseWords;
