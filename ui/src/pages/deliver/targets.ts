/** Where a problem of the cue sheet is mended. */

import type { Problem } from '../../generated'
import { runById } from '../../actions/registry'
import { goTo, rows, session } from '../../lib/session.svelte'
import { select } from '../../lib/selection.svelte'
import { seekCut } from '../../lib/transport.svelte'
import { headerForm } from './header-form.svelte'

export function goToTarget(problem: Problem): void {
  const target = problem.target
  switch (target.type) {
    case 'cue':
      goToCue(target.id)
      return
    case 'clearance':
      goTo('clear')
      return
    case 'track':
    case 'work':
    case 'party':
      goToCueNumbered(problem.cue)
      return
    case 'show':
      if (target.field === 'title') runById('show.episodes')
      else headerForm.open(target.field)
      return
    case 'episode':
      if (target.field === 'title' || target.field === 'number' || target.field === 'cut') runById('show.episodes')
      else headerForm.open(target.field)
      return
    case 'profile':
      return
  }
}

/** The cue on Spot, whose inspector leads on to its track, work and parties. */
function goToCueNumbered(number: string | null): void {
  const cue = session.cut?.cues.find((one) => one.number === number)
  if (cue !== undefined) goToCue(cue.id)
}

function goToCue(id: number): void {
  const cue = session.cut?.cues.find((one) => one.id === id)
  if (cue === undefined || session.cut === null) return
  goTo('spot')
  const pick = cue.pick === null ? undefined : rows.placements.get(cue.pick)
  select(pick === undefined ? { kind: 'cue', id: cue.id } : { kind: 'placements', ids: [pick.id] })
  void seekCut(session.cut.cut.id, cue.inPoint)
}
