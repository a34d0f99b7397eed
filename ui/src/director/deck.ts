/**
 * The sound of a cue: all its alternates run together from the same sample, and one of them is let through; under it what the
 * picture has of its own. So switching changes nothing but two gains, over a few milliseconds that no ear takes for a gap or a
 * click.
 */

/** A sound, decoded. */
export interface Loaded {
  /** The alternate; the picture's own sound has none. */
  readonly id: number | undefined
  readonly buffer: AudioBuffer
  /** Where in the cut its first sample stands, in seconds. */
  readonly start: number
  /** A factor that brings it to the loudness of the others. */
  readonly match: number
}

/**
 * Seconds in which a level comes within 1/e of where it goes, twice over: nine tenths of a switch pass in four of them, and a
 * ten-thousandth is left after twelve.
 */
const ease = 0.001
/** Seconds between asking for sound and its first sample: all sources are started by then. */
const lead = 0.04

export class Deck {
  readonly #context: AudioContext
  #loaded: readonly Loaded[] = []
  #levels = new Map<number | undefined, ConstantSourceNode>()
  #sources: readonly AudioBufferSourceNode[] = []
  #heard: number | undefined
  #matched = true
  #under = true
  /** While it plays: the context's time at which the cut was, or will be, at `#from`. */
  #at: number | undefined
  #from = 0

  constructor(context: AudioContext) {
    this.#context = context
  }

  decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
    return this.#context.decodeAudioData(bytes)
  }

  get playing(): boolean {
    return this.#at !== undefined
  }

  /** The point that is heard now, in seconds of the cut. */
  get position(): number {
    if (this.#at === undefined) return this.#from
    const latency = this.#context.outputLatency || this.#context.baseLatency || 0
    return this.#from + Math.max(0, this.#context.currentTime - latency - this.#at)
  }

  /** Takes the sounds of a cue; goes on if it was playing. */
  load(loaded: readonly Loaded[]): void {
    const playing = this.playing
    const at = this.position
    this.#halt()
    this.#loaded = loaded
    this.#from = at
    if (playing) this.#run(at)
  }

  /** Lets one alternate through, from the next few milliseconds on. */
  hear(id: number | undefined): void {
    this.#heard = id
    this.#mix()
  }

  match(matched: boolean): void {
    this.#matched = matched
    this.#mix()
  }

  /** Lets the picture's own sound through, or not. */
  hearUnder(under: boolean): void {
    this.#under = under
    this.#mix()
  }

  /** Lets sound begin. Browsers do so with a gesture of the user's only: this is called from one. */
  async ready(): Promise<void> {
    if (this.#context.state !== 'running') await this.#context.resume()
  }

  play(from: number): void {
    this.#halt()
    this.#run(from)
  }

  stop(): void {
    this.#from = this.position
    this.#halt()
  }

  seek(to: number): void {
    const playing = this.playing
    this.#halt()
    this.#from = to
    if (playing) this.#run(to)
  }

  #run(from: number): void {
    const begin = this.#context.currentTime + lead
    this.#from = from
    this.#at = begin
    this.#levels = new Map()
    this.#sources = this.#loaded.flatMap(({ id, buffer, start, match }) => {
      const into = from - start
      if (into >= buffer.duration) return []
      const gain = this.#context.createGain()
      const level = this.#level(gain.gain, this.#levelOf(id, match))
      const source = this.#context.createBufferSource()
      source.buffer = buffer
      source.connect(gain).connect(this.#context.destination)
      // Alternates begin at one point of the cut, so this is the same moment and offset for each: they run on one sample.
      source.start(begin + Math.max(0, -into), Math.max(0, into))
      this.#levels.set(id, level)
      return [source]
    })
  }

  /**
   * What a gain follows: however late a change of its `offset` comes, the gain goes there without a jump, since a critically damped
   * filter of second order stands between. (Ramps by the clock jump where a busy machine has passed their beginning already.)
   */
  #level(gain: AudioParam, from: number): ConstantSourceNode {
    const left = Math.exp(-1 / (ease * this.#context.sampleRate))
    const eased = this.#context.createIIRFilter([(1 - left) ** 2], [1, -2 * left, left ** 2])
    const level = this.#context.createConstantSource()
    level.offset.value = from
    gain.value = 0
    level.connect(eased).connect(gain)
    level.start()
    return level
  }

  #halt(): void {
    for (const source of this.#sources) {
      source.stop()
      source.disconnect()
    }
    for (const level of this.#levels.values()) {
      level.stop()
      level.disconnect()
    }
    this.#sources = []
    this.#levels = new Map()
    this.#at = undefined
  }

  #levelOf(id: number | undefined, match: number): number {
    if (id === undefined) return this.#under ? 1 : 0
    if (id !== this.#heard) return 0
    return this.#matched ? match : 1
  }

  #mix(): void {
    for (const { id, match } of this.#loaded) {
      const level = this.#levels.get(id)
      if (level !== undefined) level.offset.value = this.#levelOf(id, match)
    }
  }
}

/** The factor of a gain in hundredths of a decibel. */
export function factorOf(millibels: number): number {
  return 10 ** (millibels / 2_000)
}
