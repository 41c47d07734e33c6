/** Whether a site needs a browser: decided from its first pages, and kept to. */
import type { Capture } from '../core/types.ts';
import type { Fetched } from './sources/source.ts';

/** A browser, for pages that are empty without one. */
export interface Drawing {
  /** Whether a page, as it was received, lacks what a browser would show. */
  needed(html: string): boolean;
  /** Gives the page as drawn; what it asks for on the way is its own business. */
  draw(capture: Capture, signal: AbortSignal): Promise<Fetched>;
}

/** What has been seen of a site so far, kept with its visit. */
export interface DrawnSoFar {
  /** Pages of the sample, and those of them that were empty without a browser. */
  readonly sampled: number;
  readonly empty: number;
  readonly drawn: number;
}

/** Pages by which it is decided, and the share of them that must be empty without a browser. */
const SAMPLE = 5;
const SHARE = 0.5;

export class DrawingChoice {
  readonly #drawing: Drawing | undefined;
  #so: DrawnSoFar;

  constructor(drawing: Drawing | undefined, { sampled, empty, drawn }: DrawnSoFar) {
    this.#drawing = drawing;
    this.#so = { sampled, empty, drawn };
  }

  /** The page as drawn; null where the site needs no browser, or this page none, or it could not be drawn. */
  async draw(capture: Capture, html: string, signal: AbortSignal): Promise<Capture | null> {
    if (!this.#drawing) return null;
    const { sampled, empty } = this.#so;
    const decided = sampled >= SAMPLE;
    if (decided && empty < sampled * SHARE) return null;
    const needed = this.#drawing.needed(html);
    if (!decided) this.#so = { ...this.#so, sampled: sampled + 1, empty: empty + (needed ? 1 : 0) };
    if (!needed) return null;
    const fetched = await this.#drawing.draw(capture, signal);
    if (!fetched.ok) return null;
    this.#so = { ...this.#so, drawn: this.#so.drawn + 1 };
    return fetched.capture;
  }

  get soFar(): DrawnSoFar {
    return this.#so;
  }

  /** `off`, `not needed`, or how many pages were drawn. */
  get inWords(): string {
    const { drawn } = this.#so;
    return !this.#drawing ? 'off' : drawn === 0 ? 'not needed' : `${drawn} ${drawn === 1 ? 'page' : 'pages'} drawn`;
  }
}
