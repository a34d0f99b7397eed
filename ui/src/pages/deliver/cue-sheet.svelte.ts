/** The cue sheet of the cut that is worked on, by the profile last chosen. It is worked out while Deliver shows it. */

import type { ProfileSummary, SheetView } from '../../generated'
import { Answer } from '../../lib/answer.svelte'
import { dependsOn } from '../../lib/depends'
import { dependsOnFacets, ofDocuments } from '../../lib/facets.svelte'
import { filings } from './filings.svelte'
import * as ipc from '../../lib/ipc'
import { lastProfile } from '../../lib/preferences.svelte'
import { session } from '../../lib/session.svelte'

class CueSheet {
  profiles = $state.raw<readonly ProfileSummary[]>([])
  view = $state.raw<SheetView | undefined>()
  /** Why there is none, as a sentence. */
  wrong = $state<string | undefined>()
  rollUp = $state(false)
  /** It is what Deliver shows just now. */
  isOnDesk = $state(false)
  readonly profile = $derived(this.profiles.find((one) => one.id === lastProfile.value) ?? this.profiles[0])
  readonly errors = $derived(this.view?.problems.filter((one) => one.severity === 'error').length ?? 0)
  readonly warnings = $derived((this.view?.problems.length ?? 0) - this.errors)
}

export const cueSheet = new CueSheet()

/** Keeps the sheet as the timeline is, from within a component that shows it. */
export function followSheet(): void {
  const profiles = new Answer(() => {
    dependsOnFacets(['filing'])
    return ipc.ask('profiles')
  })
  $effect(() => {
    cueSheet.profiles = profiles.value ?? []
  })
  const sheet = new Answer(() => {
    dependsOn(filings.count)
    dependsOnFacets(ofDocuments)
    const profile = cueSheet.profile?.id
    return session.cutId === null || profile === undefined
      ? undefined
      : ipc.ask('sheet', { cut: session.cutId, profile, rollUp: cueSheet.rollUp })
  })
  $effect(() => {
    cueSheet.view = sheet.value
    cueSheet.wrong = sheet.wrong
  })
}
