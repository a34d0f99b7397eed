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

/** Seconds over which one alternate takes over from another. */
export const ramp = 0.008
/** Seconds from a switch to the beginning of its ramp. */
export const ahead = 0.005
/** Seconds between asking for sound and its first sample: all sources are started by then. */
const lead = 0.04

export class Deck {
  readonly #context: AudioContext
  #loaded: readonly Loaded[] = []
  #gains = new Map<number | undefined, GainNode>()
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

  async play(from: number): Promise<void> {
    // Browsers let sound begin with a gesture of the user's only: this is called from one.
    if (this.#context.state !== 'running') await this.#context.resume()
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
    this.#gains = new Map()
    this.#sources = this.#loaded.flatMap(({ id, buffer, start, match }) => {
      const into = from - start
      if (into >= buffer.duration) return []
      const gain = this.#context.createGain()
      gain.gain.value = this.#levelOf(id, match)
      const source = this.#context.createBufferSource()
      source.buffer = buffer
      source.connect(gain).connect(this.#context.destination)
      // Alternates begin at one point of the cut, so this is the same moment and offset for each: they run on one sample.
      source.start(begin + Math.max(0, -into), Math.max(0, into))
      this.#gains.set(id, gain)
      return [source]
    })
  }

  #halt(): void {
    for (const source of this.#sources) {
      source.stop()
      source.disconnect()
    }
    for (const gain of this.#gains.values()) gain.disconnect()
    this.#sources = []
    this.#gains = new Map()
    this.#at = undefined
  }

  #levelOf(id: number | undefined, match: number): number {
    if (id === undefined) return this.#under ? 1 : 0
    if (id !== this.#heard) return 0
    return this.#matched ? match : 1
  }

  #mix(): void {
    // A little ahead: what is asked for while a device's buffer is being filled comes after its blocks, and a ramp that began
    // in the past would be a jump.
    const now = this.#context.currentTime + ahead
    for (const { id, match } of this.#loaded) {
      const gain = this.#gains.get(id)?.gain
      if (gain === undefined) continue
      gain.cancelScheduledValues(this.#context.currentTime)
      gain.setValueAtTime(gain.value, now)
      gain.linearRampToValueAtTime(this.#levelOf(id, match), now + ramp)
    }
  }
}

/** The factor of a gain in hundredths of a decibel. */
export function factorOf(millibels: number): number {
  return 10 ** (millibels / 2_000)
}
