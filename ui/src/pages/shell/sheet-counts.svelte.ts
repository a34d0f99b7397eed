/** How far the cue sheet is, for the status bar: worked out when the hands rest, not after every edit. */

import type { SheetCounts } from '../../generated'
import { dependsOn } from '../../lib/depends'
import { dependsOnFacets, ofDocuments } from '../../lib/facets.svelte'
import { filings } from '../deliver/filings.svelte'
import * as ipc from '../../lib/ipc'
import { lastProfile } from '../../lib/preferences.svelte'
import { session } from '../../lib/session.svelte'

const restMs = 400

class Counts {
  value = $state.raw<SheetCounts | undefined>()
}

export const sheetCounts = new Counts()

/** Keeps the counts, from within a component that shows them. */
export function followSheetCounts(): void {
  $effect(() => {
    dependsOn(filings.count)
    dependsOnFacets(ofDocuments)
    const cut = session.cutId
    const profile = lastProfile.value
    if (cut === null) {
      sheetCounts.value = undefined
      return
    }
    let current = true
    const timer = setTimeout(() => {
      ipc.ask('sheet_counts', { cut, profile }).then(
        (counts) => {
          if (current) sheetCounts.value = counts
        },
        () => {
          // Deliver says why there is no sheet; the status bar then shows none.
          if (current) sheetCounts.value = undefined
        },
      )
    }, restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  })
}
