import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiscoursePost } from '../../core/types.ts';
import { replyNetwork } from './reply-network.ts';

const post = (id: string, author: string | null, replyTo: string | null = null, more: Partial<DiscoursePost> = {}): DiscoursePost => ({ id, thread: 't', platform: 'x', author, postedAt: null, text: '', language: null, replyTo, opens: false, votes: null, ...more });
/** A post of each author, and for each pair an answer of the first to the second's. */
const posts = (authors: string, ...pairs: string[]): DiscoursePost[] => [...[...authors].map((a) => post(a, a)), ...pairs.map((pair, i) => post(`${i}`, pair[0] ?? null, pair[1] ?? null))];

describe('replyNetwork', () => {
  it('counts and weighs answers, and says which it left out', () => {
    const network = replyNetwork([...posts('ABC', 'AB', 'AB', 'BA', 'CC'), post('x', null, 'A'), post('y', 'A', 'lost'), post('z', 'B')]);
    expect(network.edges).toEqual([{ from: 'A', to: 'B', weight: 2 }, { from: 'B', to: 'A', weight: 1 }]);
    expect(network).toMatchObject({ answers: 3, toSelf: 1, unknown: 2, assumed: 0, largestComponent: 2 });
    expect(network.nodes[0]).toEqual({ author: 'A', posts: 4, inDegree: 1, outDegree: 1, answersReceived: 1, answersGiven: 2 });
    expect(network.density).toBeCloseTo(2 / 6, 12);
  });

  it('centralises a star wholly and a ring not at all (Freeman 1978)', () => {
    expect(replyNetwork(posts('ABCDE', 'BA', 'CA', 'DA', 'EA'))).toMatchObject({ centralisationIn: 1, centralisationOut: 1 / 16, density: 0.2, reciprocityOfEdges: 0, largestComponent: 5 });
    expect(replyNetwork(posts('ABCDE', 'AB', 'BC', 'CD', 'DE', 'EA'))).toMatchObject({ centralisationIn: 0, centralisationOut: 0, density: 0.25 });
  });

  it('tells reciprocity of edges from that of pairs', () => {
    // A ↔ B, C → A, D → A: 2 of 4 edges, 1 of 3 pairs.
    expect(replyNetwork(posts('ABCD', 'AB', 'BA', 'CA', 'DA'))).toMatchObject({ reciprocityOfEdges: 0.5, reciprocityOfDyads: 1 / 3, centralisationIn: (3 * 4 - 4) / 9 });
  });

  it('takes flat posts for answers to the opening one only if told', () => {
    const flat = [post('1', 'A', null, { opens: true }), post('2', 'B'), post('3', 'C'), post('4', 'A')];
    expect(replyNetwork(flat).edges).toEqual([]);
    expect(replyNetwork(flat, { flat: 'to-opener' })).toMatchObject({ answers: 2, assumed: 2, toSelf: 1, centralisationIn: 1 });
  });

  it('does not define the shape of nothing', () => {
    const nothing = { density: null, reciprocityOfEdges: null, reciprocityOfDyads: null, centralisationIn: null, centralisationOut: null };
    expect(replyNetwork([])).toMatchObject({ ...nothing, nodes: [], edges: [], largestComponent: 0 });
    expect(replyNetwork([post('1', 'A')])).toMatchObject({ ...nothing, largestComponent: 1 });
  });

  it('keeps its bounds and does not depend on the order', () => {
    const pair = fc.tuple(fc.constantFrom(...'ABCDEF'), fc.constantFrom(...'ABCDEF')).map(([a, b]) => a + b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const all = posts('ABCDEF', ...pairs);
        const network = replyNetwork(all);
        for (const value of [network.density, network.reciprocityOfEdges, network.reciprocityOfDyads, network.centralisationIn, network.centralisationOut]) {
          if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
          if (value !== null) expect(value).toBeLessThanOrEqual(1);
        }
        expect(network.answers + network.toSelf).toBe(pairs.length);
        expect(network.edges.reduce((sum, e) => sum + e.weight, 0)).toBe(network.answers);
        expect(network.nodes.reduce((sum, n) => sum + n.answersReceived, 0)).toBe(network.answers);
        expect(replyNetwork([...all].reverse())).toEqual(network);
      }),
    );
  });
});
