/** Waveforms for the timeline: fetched once, handed out when they are there. */

import type { TrackId } from '../../generated'
import { parsePeaks, type PeaksSource } from '../../timeline/waveform'
import { mediaBase } from '../../lib/sound/media'

const tilesKept = 400

export class PeaksShelf {
  readonly #arrived: (hash?: string) => void
  readonly #stop = new AbortController()
  readonly #whole = new Map<string, PeaksSource | undefined>()
  readonly #tiles = new Map<string, Int8Array | undefined>()

  /** `arrived` is told when something that was asked for is there. */
  constructor(arrived: (hash?: string) => void) {
    this.#arrived = arrived
  }

  readonly peaks = (hash: string): PeaksSource | undefined => {
    if (!this.#whole.has(hash)) {
      this.#whole.set(hash, undefined)
      void this.#fetch(`peaks/${hash}`).then((bytes) => {
        if (bytes === undefined) {
          this.#again(this.#whole, hash)
          return
        }
        this.#whole.set(hash, parsePeaks(bytes))
        this.#arrived(hash)
      })
    }
    return this.#whole.get(hash)
  }

  readonly fine = (track: TrackId, start: number, frames: number, per: number): Int8Array | undefined => {
    const key = `${track}?start=${start}&frames=${frames}&per=${per}`
    if (!this.#tiles.has(key)) {
      this.#tiles.set(key, undefined)
      this.#forgetOldest()
      void this.#fetch(`fine/${key}`).then((bytes) => {
        if (bytes === undefined) {
          this.#again(this.#tiles, key)
          return
        }
        this.#tiles.set(key, new Int8Array(bytes))
        this.#arrived()
      })
    }
    return this.#tiles.get(key)
  }

  close(): void {
    this.#stop.abort()
  }

  /** Asked for again some time after it could not be had: a waveform may still be computed. */
  #again<Value>(shelf: Map<string, Value>, key: string): void {
    setTimeout(() => {
      shelf.delete(key)
      if (!this.#stop.signal.aborted) this.#arrived()
    }, 3_000)
  }

  #forgetOldest(): void {
    if (this.#tiles.size <= tilesKept) return
    const oldest = this.#tiles.keys().next()
    if (oldest.done !== true) this.#tiles.delete(oldest.value)
  }

  async #fetch(path: string): Promise<ArrayBuffer | undefined> {
    try {
      const response = await fetch(`${await mediaBase()}/${path}`, { signal: this.#stop.signal })
      return response.ok ? await response.arrayBuffer() : undefined
    } catch {
      return undefined
    }
  }
}
