/** The arcs of the season that is shown. */

import { untrack } from 'svelte'
import type { Apart, CutId, Position, SeasonArc } from '../../generated'
import { dependsOnFacets } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import { followPending } from '../../lib/pending.svelte'
import { goTo, openCut } from '../../lib/session.svelte'
import { seekCut } from '../../lib/sound/transport.svelte'
import { patched, withNews } from './news'
import { seasonPage } from './season.svelte'

/** What they follow from. */
const facets = ['placements', 'cues', 'uses', 'scenes', 'season', 'library', 'lanes'] as const

class Arcs {
  value = $state.raw<SeasonArc | undefined>()
}

export const arcs = new Arcs()

/** Keeps them up to date while a component is there. */
export function followArcs(): void {
  followPending(
    () => {
      dependsOnFacets(facets)
      const { season } = seasonPage
      return withNews(
        untrack(() => arcs.value),
        season,
        (since) => ipc.ask('season_arc', { season: season ?? null, since }),
        (news, known) => {
          const episodes = patched(news.order, news.episodes, known.episodes)
          return episodes && { ...news, episodes }
        },
      )
    },
    (value) => (arcs.value = value),
  )
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
