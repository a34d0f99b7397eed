/** The music of the cue that is on: read, decoded, and asked for again for as long as it does not come through. */

import type { MediaId, ShownAlternate, ShownCue } from '../generated'
import { flicksPerSecond } from '../time/time'
import { factorOf, type Deck, type Loaded } from './deck'
import { Closed, Later, Missing, Unreached, type Door } from './door'

/** How long is waited before it is asked for again, in milliseconds: twice as long each time. */
const firstWait = 2_000
const longestWait = 30_000

/**
 * How far it is: `making` where it is made just now, `unreached` where it does not come through and is asked for again, `missing`
 * where it cannot be read or heard here.
 */
type Sound = 'loading' | 'making' | 'ready' | 'unreached' | 'missing'

interface Ways {
  readonly making: () => boolean
  readonly heard: (cue: ShownCue) => ShownAlternate | undefined
  /** Its name is not known any more: reads what is shown again, where it has another; the cue as it is then. */
  readonly renamed: (cue: ShownCue) => Promise<ShownCue | undefined>
  readonly closed: (reason: Closed) => void
}

export class Music {
  readonly #door: Pick<Door, 'sound'>
  readonly #deck: Deck
  readonly #ways: Ways
  state = $state<Sound>('loading')
  #cue: ShownCue | undefined
  #loading: AbortController | undefined
  #wait = firstWait
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(door: Pick<Door, 'sound'>, deck: Deck, ways: Ways) {
    this.#door = door
    this.#deck = deck
    this.#ways = ways
  }

  /** Reads the music of a cue in place of what is there. */
  async load(cue: ShownCue): Promise<void> {
    this.#wait = firstWait
    await this.#load(cue)
  }

  /** The way is open again: what did not come through is asked for at once. */
  async again(): Promise<void> {
    if (this.#cue !== undefined && this.state === 'unreached') await this.load(this.#cue)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#loading?.abort()
  }

  async #load(asked: ShownCue): Promise<void> {
    this.stop()
    const { signal } = (this.#loading = new AbortController())
    // Through a function: it changes while something is awaited, which the compiler cannot see.
    const isOver = () => signal.aborted
    this.#cue = asked
    this.state = 'loading'
    this.#deck.load([])
    try {
      let loaded: readonly Loaded[]
      try {
        loaded = await this.#read(asked, signal)
      } catch (reason) {
        if (!(reason instanceof Missing) || isOver()) throw reason
        // Whoever shares has begun anew: everything has another name since.
        const cue = await this.#ways.renamed(asked)
        if (cue === undefined || isOver()) throw reason
        this.#cue = cue
        loaded = await this.#read(cue, signal)
      }
      if (isOver()) return
      this.#deck.load(loaded)
      this.#deck.hear(this.#ways.heard(this.#cue)?.id)
      if (loaded.length > 0) this.state = 'ready'
      else this.state = this.#ways.making() ? 'making' : 'missing'
    } catch (reason) {
      if (isOver()) return
      if (reason instanceof Closed) this.#ways.closed(reason)
      const passes = [Unreached, Later, Missing].some((kind) => reason instanceof kind)
      this.state = passes ? 'unreached' : 'missing'
      if (passes) this.#later()
    }
  }

  #later(): void {
    this.#timer = setTimeout(() => this.#cue && void this.#load(this.#cue), this.#wait)
    this.#wait = Math.min(longestWait, 2 * this.#wait)
  }

  async #read(cue: ShownCue, signal: AbortSignal): Promise<readonly Loaded[]> {
    const sounds = cue.alternates.flatMap(({ id, sound }) => (sound === null ? [] : [{ id, sound }]))
    const under = cue.under === null || sounds.length === 0 ? [] : [{ id: undefined, sound: cue.under }]
    return await Promise.all(
      [...sounds, ...under].map(async ({ id, sound }) => {
        const buffer = await this.#decoded(sound.opus, sound.wav, signal)
        return { id, buffer, start: sound.start / flicksPerSecond, match: factorOf(sound.matchGain) }
      }),
    )
  }

  /** A browser that cannot decode Ogg Opus gets the same as WAV. */
  async #decoded(opus: MediaId, wav: MediaId | null, signal: AbortSignal): Promise<AudioBuffer> {
    const bytes = await this.#door.sound(opus, signal)
    try {
      return await this.#deck.decode(bytes)
    } catch (reason) {
      if (wav === null) throw reason
      return await this.#deck.decode(await this.#door.sound(wav, signal))
    }
  }
}
