/** The state of a reconform: what was read, what is chosen for each cue, and what is still to be decided. */

import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { ConformedCue, CueId, CutId, Edit, ReconformAsked, ReconformView, TriageCue } from '../../generated'
import * as ipc from '../../lib/ipc'

class Triage {
  plan = $state.raw<ReconformView | undefined>()
  asked = $state.raw<ReconformAsked | undefined>()
  wrong = $state<string | undefined>()
  busy = $state(false)
  selected = $state<CueId | undefined>()
  /** Which proposal of a cue is chosen; -1 leaves the cue off the new cut. The first where nothing was chosen. */
  readonly choices = new SvelteMap<CueId, number>()
  /** Cues that somebody accepted. */
  readonly accepted = new SvelteSet<CueId>()
}

export const triage = new Triage()

export const choiceOf = (cue: TriageCue) => triage.choices.get(cue.cue) ?? (cue.proposals.length === 0 ? -1 : 0)

export const isOpen = (cue: TriageCue) => !cue.isClear && cue.proposals.length > 0 && !triage.accepted.has(cue.cue)

/** Which cues the list shows. */
export type Shown = 'open' | 'moved' | 'unchanged' | 'lost' | 'all'

export const kinds: Readonly<Record<Shown, (cue: TriageCue) => boolean>> = {
  open: isOpen,
  moved: (cue) => cue.class === 'shifted',
  unchanged: (cue) => cue.class === 'unchanged',
  lost: (cue) => cue.proposals.length === 0,
  all: () => true,
}

let question = 0

/** Reads the lists and asks what the new cut would do. */
export async function ask(cut: CutId, asked: ReconformAsked): Promise<void> {
  const own = ++question
  triage.asked = asked
  triage.busy = true
  try {
    const plan = await ipc.ask('reconform_plan', { cut, asked })
    if (own !== question) return
    triage.choices.clear()
    triage.accepted.clear()
    triage.plan = plan
    triage.wrong = undefined
    triage.selected = (plan.cues.find((cue) => !cue.isClear) ?? plan.cues[0])?.cue
  } catch (reason) {
    if (own !== question) return
    triage.plan = undefined
    triage.wrong = ipc.sentence(reason)
  } finally {
    if (own === question) triage.busy = false
  }
}

/** What the new cut is made by: one step of undo. */
export function edits(plan: ReconformView): Edit[] {
  const cue = (one: TriageCue): ConformedCue | undefined => {
    const chosen = one.proposals[choiceOf(one)]
    if (chosen === undefined) return undefined
    return {
      cue: one.cue,
      shift: chosen.shift,
      inPoint: chosen.span.start,
      outPoint: chosen.span.end,
      samePicture: one.keepsPicture,
      decide: isOpen(one) ? one.toCheck : null,
    }
  }
  const cues = plan.cues.map(cue).filter((one) => one !== undefined)
  const conform: Edit = {
    type: 'conformCut',
    from: plan.from,
    cut: plan.cut,
    shots: plan.shots,
    picture: plan.picture.kept,
    cues,
  }
  return plan.keepsFromShots ? [{ type: 'setShots', cut: plan.from, shots: plan.fromShots }, conform] : [conform]
}
