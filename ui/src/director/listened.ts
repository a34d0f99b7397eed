/**
 * What was really heard: an alternate counts when it has sounded for so long, in whatever pieces. It is reported once, and again
 * only when it is heard again much later, so that a page that loops does not fill the log.
 */

import type { ProposalId } from '../generated'

/** Seconds that an alternate must have sounded; of a shorter one half is enough. As the core says it. */
const leastSeconds = 5
/** Seconds between two reports of one alternate. As the core counts them. */
const apart = 10 * 60
/** A step that is longer than this is a jump, not a sound. */
const longestStep = 0.5

export class Listened {
  #sounded = new Map<ProposalId, number>()
  #reported = new Map<ProposalId, number>()

  /**
   * Some `seconds` of an alternate of `length` sounded until `now`, in seconds of any clock. Whether it counts as heard with that.
   */
  sounded(id: ProposalId, seconds: number, length: number, now: number): boolean {
    if (seconds <= 0 || seconds > longestStep) return false
    const last = this.#reported.get(id)
    if (last !== undefined && now - last < apart) return false
    const sum = (this.#sounded.get(id) ?? 0) + seconds
    if (sum < Math.min(leastSeconds, length / 2)) {
      this.#sounded.set(id, sum)
      return false
    }
    this.#sounded.delete(id)
    this.#reported.set(id, now)
    return true
  }
}
