/** Which of the tracks in view have no file where they say: asked of the disk aside, since a disk on a network takes its time. */

import type { TrackId } from '../../generated'
import * as ipc from '../../lib/ipc'
import { refuse } from '../../lib/toasts.svelte'

/** Milliseconds for which rows must stay in view to be asked about. */
const pause = 200

class MissingFiles {
  #missing: ReadonlySet<TrackId> = $state.raw(new Set())
  #timer: ReturnType<typeof setTimeout> | undefined

  has(track: TrackId): boolean {
    return this.#missing.has(track)
  }

  /** Asks about these tracks; what is known of others stays. */
  look(tracks: readonly TrackId[]): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask([...tracks]), pause)
  }

  async #ask(tracks: TrackId[]): Promise<void> {
    try {
      const missing = await ipc.ask('which_missing', { tracks })
      const others = [...this.#missing].filter((track) => !tracks.includes(track))
      this.#missing = new Set([...others, ...missing])
    } catch (reason) {
      refuse(reason)
    }
  }
}

export const missingFiles = new MissingFiles()
