/** Hearing a cue of a reconform: as it lies on the old cut, and as it would lie on the new one, which is not made for it. */

import type { PictureSpec, Position, ReconformView, TriageCue } from '../../generated'
import * as ipc from '../../lib/ipc'
import { seekCut, playOrStop, stop, transport } from '../../lib/sound/transport.svelte'
import { attempt } from '../../lib/toasts.svelte'
import { flicksPerSecond } from '../../time/time'
import { choiceOf, edits } from './triage.svelte'

type Side = 'old' | 'new'

/** What is heard before the cue, in flicks. */
const air = 2 * flicksPerSecond

class Listening {
  /** Which cut is heard next. */
  side = $state<Side>('new')
}

export const listening = new Listening()

/** How much later the music of a cue sounds on the new cut, as is chosen; undefined where it goes nowhere. */
export const shiftOf = (cue: TriageCue): number | undefined => cue.proposals[choiceOf(cue)]?.shift

/** Which of the two cuts sounds, playing or standing. */
export function sounding(plan: ReconformView): Side | undefined {
  const { source } = transport.view
  if (source.type === 'rehearsal' && source.from === plan.from) return 'new'
  return source.type === 'cut' && source.cut === plan.from ? 'old' : undefined
}

export const plays = (plan: ReconformView) => transport.view.playing && sounding(plan) !== undefined

/** The same point of a cue's music on both cuts: where one of them sounds, else where the cue comes in. */
export function points(plan: ReconformView, cue: TriageCue): Readonly<Record<Side, number>> {
  const shift = shiftOf(cue) ?? 0
  const side = plays(plan) ? sounding(plan) : undefined
  const old = side === undefined ? cue.was.start : transport.position - (side === 'new' ? shift : 0)
  return { old, new: old + shift }
}

/** Where the old cut has the picture that the new one shows at a point; undefined where that picture is new. */
export function oldPicture({ kept, replaced }: ReconformView['picture'], at: number): number | undefined {
  const covers = ({ new: { start, end } }: PictureSpec) => start <= at && at < end
  if (replaced.some(covers)) return undefined
  const piece = kept.find(covers)
  if (piece === undefined) return undefined
  const speed = (piece.old.end - piece.old.start) / (piece.new.end - piece.new.start)
  return piece.old.start + (at - piece.new.start) * speed
}

/** Plays a cut from shortly before a cue, or from a point of it. */
export async function hear(plan: ReconformView, cue: TriageCue, side: Side, from?: number): Promise<void> {
  const shift = shiftOf(cue)
  const on = shift === undefined ? 'old' : side
  listening.side = on
  const at = Math.max(0, Math.round(from ?? cue.was.start + (on === 'new' ? (shift ?? 0) : 0) - air)) as Position
  if (plays(plan)) await stop()
  if (on === 'old') {
    await seekCut(plan.from, at)
    await playOrStop(plan.from)
    return
  }
  await attempt(
    (async () => {
      await ipc.ask('load_rehearsal', { from: plan.from, edits: edits(plan), position: at })
      await ipc.ask('set_rate', { rate: 1 })
      await ipc.ask('play')
    })(),
  )
}

/** Plays the cut that is chosen, or stops. */
export async function hearOrStop(plan: ReconformView, cue: TriageCue): Promise<void> {
  if (plays(plan)) await stop()
  else await hear(plan, cue, listening.side)
}

/** The other cut, where it plays from the same point of the music. */
export async function hearOther(plan: ReconformView, cue: TriageCue): Promise<void> {
  const other = listening.side === 'old' ? 'new' : 'old'
  if (plays(plan)) await hear(plan, cue, other, points(plan, cue)[other])
  else if (other === 'old' || shiftOf(cue) !== undefined) listening.side = other
}
