/** How the episode is, for the status bar and its sheet: worked out when the hands rest, not after every edit. */

import type { EpisodeHealth } from '../../generated'
import { dependsOnFacets, everyFacet } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import { session } from '../../lib/session.svelte'

const restMs = 600

class Health {
  value = $state.raw<EpisodeHealth | undefined>()
}

export const health = new Health()

/** Keeps it, from within a component that shows it. */
export function followHealth(): void {
  $effect(() => {
    dependsOnFacets(everyFacet)
    const cut = session.cutId
    if (cut === null) {
      health.value = undefined
      return
    }
    let current = true
    const timer = setTimeout(() => {
      ipc.ask('episode_health', { cut }).then(
        (value) => {
          if (current) health.value = value
        },
        () => {
          // The cut went; the page says so.
          if (current) health.value = undefined
        },
      )
    }, restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  })
}
