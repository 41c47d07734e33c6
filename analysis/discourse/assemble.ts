/** From pages to threads: over pagination, permalinks, printable and sorted versions; each post once. */
import type { DiscourseKind, ReadPost, ReadThread, Thread, ThreadPost } from './types.ts';

export function assembleThreads(parts: readonly ReadThread[]): Thread[] {
  const groups = new Map<string, ReadThread[]>();
  for (const part of [...parts].sort((a, b) => a.part - b.part || (a.page < b.page ? -1 : 1))) groups.set(part.address, [...(groups.get(part.address) ?? []), part]);
  return [...groups.values()].map((group) => merge(group));
}

function merge(group: readonly ReadThread[]): Thread {
  const first = group[0] as ReadThread;
  const posts: { post: ReadPost; reply: number | string | null }[] = [];
  const known = new Map<string, number>();
  for (const page of group) {
    const here: number[] = [];
    page.posts.forEach((post) => {
      const mark = `${post.author?.name ?? ''}|${post.time?.at ?? ''}|${post.text.slice(0, 200)}`;
      const at = known.get(mark);
      if (at !== undefined) {
        here.push(at);
        return;
      }
      known.set(mark, posts.length);
      here.push(posts.length);
      posts.push({ post, reply: typeof post.replyTo === 'number' ? here[post.replyTo] ?? null : post.replyTo });
    });
  }
  const kind: DiscourseKind = first.kind;
  const keys = new Map(posts.map(({ post }, i) => [post.key ?? '', i]));
  return {
    address: first.address, title: first.title, kind, pages: group.map((p) => p.page),
    posts: posts.map(({ post, reply }): ThreadPost => ({ ...post, replyTo: typeof reply === 'string' ? keys.get(reply) ?? null : reply })),
  };
}
