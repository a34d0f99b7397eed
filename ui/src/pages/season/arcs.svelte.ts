/** The arcs of the season that is shown. */

import type { Apart, CutId, Position, SeasonArc } from '../../generated'
import { dependsOnFacets } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import { goTo, openCut } from '../../lib/session.svelte'
import { seekCut } from '../../lib/sound/transport.svelte'
import { refuse } from '../../lib/toasts.svelte'
import { seasonPage } from './season.svelte'

/** What they follow from. */
const facets = ['placements', 'cues', 'uses', 'scenes', 'season', 'library', 'lanes'] as const

/** Recordings that are listened through take a second or so each. */
const askAgain = 2_000

class Arcs {
  value = $state.raw<SeasonArc | undefined>()
}

export const arcs = new Arcs()

/** Keeps them up to date while a component is there. */
export function followArcs(): void {
  let again = $state(0)
  $effect(() => {
    dependsOnFacets(facets)
    const asked = [seasonPage.season ?? null, again] as const
    let current = true
    let timer = 0
    ipc.ask('season_arc', { season: asked[0] }).then(
      (value) => {
        if (!current) return
        arcs.value = value
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

/** Goes to a moment on the timeline. */
export async function openAt(cut: CutId, at: Position): Promise<void> {
  await openCut(cut)
  goTo('spot')
  await seekCut(cut, at)
}

export const howApart: Readonly<Record<Apart['kind'], string>> = {
  pushes: 'music pushes',
  holdsBack: 'music holds back',
  silent: 'no music',
}
