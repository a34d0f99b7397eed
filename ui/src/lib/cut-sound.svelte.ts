/** What sounds beside the music of the cut that is worked on, and how the music stands to the drama. */

import type { CutId, CutSound } from '../generated'
import { dependsOnFacets } from './facets.svelte'
import * as ipc from './ipc'
import { followPending } from './pending.svelte'

/** What it follows from. */
const facets = ['production', 'dialogue', 'placements', 'uses', 'scenes', 'library', 'season', 'cues'] as const

class Known {
  value = $state.raw<CutSound | undefined>()
}

export const cutSound = new Known()

/** Keeps it up to date while a component is there. */
export function followCutSound(cut: () => CutId): void {
  followPending(
    () => {
      dependsOnFacets(facets)
      return ipc.ask('cut_sound', { cut: cut() })
    },
    (value) => (cutSound.value = value),
  )
}
