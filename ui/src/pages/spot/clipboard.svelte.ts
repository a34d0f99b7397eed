/** What was copied on the timeline: it stays while the window is open, also when what it was copied from is gone. */

import type { Clip, CueKind, Flicks, LaneId, SceneSpec } from '../../generated'

export interface Copied {
  /** Cues with music; nothing if no placement was copied. */
  readonly clip: Clip | undefined
  /** How long after the first of all the first placement starts. */
  readonly clipAfter: Flicks
  /** Cues without music, hits and scenes, each so long after the first of all. */
  readonly cues: readonly {
    readonly after: Flicks
    readonly kind: CueKind
    readonly title: string
    readonly brief: string
  }[]
  readonly hits: readonly { readonly after: Flicks; readonly label: string }[]
  readonly scenes: readonly { readonly after: Flicks; readonly length: Flicks; readonly spec: SceneSpec }[]
  /** `2 placements, 1 hit` */
  readonly words: string
}

class Clipboard {
  copied = $state.raw<Copied | undefined>()
  /** The lane that was pressed last since something was copied: its first placement is pasted there. */
  lane: LaneId | undefined
}

export const clipboard = new Clipboard()
