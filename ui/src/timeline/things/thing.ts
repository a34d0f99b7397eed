// What can be selected on the timeline. A kind of thing is one record in one file: where it stands, how it is drawn when it
// is selected, and what moving, copying and removing it asks of the core.

import type { Edit, Position } from '../../generated'
import type { Arrangement } from '../arrangement'
import type { Ground } from '../hit-test'
import type { Preview, Rect } from '../preview'

/** The rim of what is selected. */
export interface Rim {
  readonly rect: Rect
  readonly radius: number
}

/** What moves things, and how they are shown until the core has answered. */
export interface Moved {
  readonly edits: readonly Edit[]
  readonly preview: Partial<Preview>
}

export interface ThingKind<Id> {
  readonly word: string
  readonly has: (arrangement: Arrangement, id: Id) => boolean
  /** Where it starts and ends, or the one frame that it stands at, as it is shown now. */
  readonly points: (ground: Ground, id: Id) => readonly Position[]
  /** Where it is drawn; several for what is drawn in several places. */
  readonly rims: (ground: Ground, id: Id) => readonly Rim[]
  /** Whether it lies among the lanes, and not above them. */
  readonly inLanes: boolean
  /** Those that a rectangle touches. */
  readonly touched: (ground: Ground, rect: Rect) => readonly Id[]
  /** Moves them in time by whole frames, in flicks. */
  readonly moved: (ground: Ground, ids: readonly Id[], by: number) => Moved
  /**
   * Makes another one so much later, in flicks. Absent where it cannot be made by itself: placements are copied together,
   * and notes stay with who wrote them.
   */
  readonly copied?: (ground: Ground, id: Id, by: number) => readonly Edit[]
  readonly removal: (ids: readonly Id[]) => Edit
}

export function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
