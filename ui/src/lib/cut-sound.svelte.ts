/** What sounds beside the music of the cut that is worked on, and how the music stands to the drama. */

import type { CutId, CutSound } from '../generated'
import { dependsOnFacets } from './facets.svelte'
import * as ipc from './ipc'
import { refuse } from './toasts.svelte'

/** What it follows from. */
const facets = ['production', 'dialogue', 'placements', 'uses', 'scenes', 'library', 'season', 'cues'] as const

/** Recordings that are listened through take a second or so each. */
const askAgain = 1_500

class Known {
  value = $state.raw<CutSound | undefined>()
}

export const cutSound = new Known()

/** Keeps it up to date while a component is there. */
export function followCutSound(cut: () => CutId): void {
  let again = $state(0)
  $effect(() => {
    dependsOnFacets(facets)
    const asked = [cut(), again] as const
    let current = true
    let timer = 0
    ipc.ask('cut_sound', { cut: asked[0] }).then(
      (value) => {
        if (!current) return
        cutSound.value = value
        if (value.pending > 0) timer = window.setTimeout(() => (again += 1), askAgain)
      },
      (reason: unknown) => {
        if (current) refuse(reason)
      },
    )
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  })
}
