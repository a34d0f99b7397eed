/** An alternate as its card shows it. */

import type { VerdictValue } from '../generated'

export interface Card<Id extends number> {
  readonly id: Id
  /** `A`, `B`, … */
  readonly letter: string
  readonly title: string
  readonly artist: string
  /** A word beside the title. */
  readonly tag: string | undefined
  /** What was said of it in the round that is shown. */
  readonly said: VerdictValue | undefined
  /** What was said of it before, in words. */
  readonly before: string | undefined
  /** What is being written about it. */
  readonly draft: string
}
