/** Where a problem of the cue sheet is mended. */

import type { Problem, Target } from '../../generated'
import { runById } from '../../actions/registry'
import { goTo, rows, session } from '../../lib/session.svelte'
import { openRights } from '../../lib/clear.svelte'
import { openParty, openTrack, openWork } from '../../lib/directory.svelte'
import { focusField } from '../../lib/focus-field'
import { stage } from '../../lib/stage.svelte'
import { select } from '../../lib/selection.svelte'
import { seekCut } from '../../lib/transport.svelte'
import { headerForm } from './header-form.svelte'

/** Fields of a cue that the inspector calls otherwise. */
const fieldOf: Readonly<Record<string, string>> = {
  usage: 'usage-perception',
  perception: 'usage-perception',
  voice: 'usage-voice',
  themeRole: 'usage-role',
  origin: 'usage-origin',
  span: 'cue-in',
}

export function goToTarget(problem: Problem): void {
  openTarget(problem.target)
}

export function openTarget(target: Target): void {
  switch (target.type) {
    case 'cue':
      goToCue(target.id, target.field)
      return
    case 'clearance':
      openRights(target.track)
      return
    case 'track':
      openTrack(target.id, target.field)
      return
    case 'work':
      openWork(target.id, target.field)
      return
    case 'party':
      openParty(target.id, target.field)
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
      stage.editProfile = true
      return
  }
}

function goToCue(id: number, field: string): void {
  const cue = session.cut?.cues.find((one) => one.id === id)
  if (cue === undefined || session.cut === null) return
  goTo('spot')
  const pick = cue.pick === null ? undefined : rows.placements.get(cue.pick)
  select(pick === undefined ? { kind: 'cue', id: cue.id } : { kind: 'placements', ids: [pick.id] })
  void seekCut(session.cut.cut.id, cue.inPoint)
  focusField(fieldOf[field] ?? `cue-${field}`)
}
