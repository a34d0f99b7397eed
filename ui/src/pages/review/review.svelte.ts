/** Where the review stands: which cue is on, which of its alternates is heard, and what is said of it. */

import type {
  CueId,
  CueView,
  CutView,
  PlacementId,
  PlacementView,
  RoundId,
  RoundView,
  VerdictValue,
} from '../../generated'
import { drafts, draftChanges } from '../../lib/drafts.svelte'
import { edit, sayDone } from '../../lib/edits.svelte'
import * as ipc from '../../lib/ipc'
import { author, preRoll } from '../../lib/preferences.svelte'
import { alternatesOf, rows, session } from '../../lib/session.svelte'
import { flicksPerSecond, frameAt, frameStart } from '../../time/time'
import { attempt, say } from '../../lib/toasts.svelte'
import { hearAlternate, playhead, seekCut, soundsCut, transport } from '../../lib/sound/transport.svelte'

class Review {
  cueId = $state<CueId | null>(null)
  /** An older round that is looked at; null is the newest. */
  roundId = $state<RoundId | null>(null)
  /** The placement of which is being said what is to be changed. */
  asking = $state<PlacementId | null>(null)
}

export const review = new Review()

const preRollLength = 5 * flicksPerSecond

/** The cue that is on: the one chosen, else the first that waits, else the first. */
export function cueOnReview(cut: CutView | null): CueView | undefined {
  if (cut === null) return undefined
  const chosen = review.cueId === null ? undefined : cut.cues.find((cue) => cue.id === review.cueId)
  return chosen ?? cut.cues.find((cue) => cue.status === 'waiting') ?? cut.cues[0]
}

/** Coming to the page: the cue under the playhead is on, else the one that is next to be judged, from its start. */
export async function comeToReview(cut: CutView | null): Promise<void> {
  if (cut === null || transport.view.playing) return
  const at = playhead()
  const under = cut.cues.find((cue) => startOf(cue) <= at && at < endOf(cue))
  if (under !== undefined) {
    review.cueId = under.id
    return
  }
  const cue = cueOnReview(cut)
  if (cue !== undefined) await goToCue(cue)
}

/** The alternate that is heard for a cue. */
export function heardOf(cue: CueView): PlacementView | undefined {
  const heard = transport.alternates.get(cue.id) ?? cue.pick
  return heard === null ? undefined : rows.placements.get(heard)
}

/** Where playing a cue begins. */
export function startOf(cue: CueView): number {
  return Math.max(0, cue.inPoint - (preRoll.value ? preRollLength : 0))
}

/** Where playing a cue ends: the end of what is heard. */
export function endOf(cue: CueView): number {
  return heardOf(cue)?.outPoint ?? cue.outPoint
}

export async function goToCue(cue: CueView): Promise<void> {
  review.cueId = cue.id
  review.asking = null
  await seekCut(cue.cut, startOf(cue))
}

export async function stepCue(by: -1 | 1): Promise<void> {
  const cues = session.cut?.cues ?? []
  const on = cueOnReview(session.cut)
  const next = cues[cues.findIndex((cue) => cue.id === on?.id) + by]
  if (next !== undefined) await goToCue(next)
}

/** Plays the cue, from its in-point if the playhead is elsewhere; stops what plays. */
export async function playCue(cue: CueView): Promise<void> {
  if (transport.view.playing) {
    await attempt(ipc.ask('stop'))
    return
  }
  const at = playhead()
  const within = soundsCut(cue.cut) && startOf(cue) <= at && at < endOf(cue)
  await seekCut(cue.cut, within ? at : startOf(cue))
  await attempt(ipc.ask('set_rate', { rate: 1 }))
  await attempt(ipc.ask('play'))
}

/** Switches the music of a cue and goes on where it is, so that the same frames are heard with both. */
export async function switchTo(cue: CueView, placement: PlacementId): Promise<void> {
  await hearAlternate(cue.cut, cue.id, placement === cue.pick ? null : placement)
  const at = playhead()
  if (at < startOf(cue) || endOf(cue) <= at) await seekCut(cue.cut, startOf(cue))
}

/** The next alternate, round and round. */
export async function switchToNext(cue: CueView): Promise<void> {
  const alternates = alternatesOf(cue)
  const at = alternates.findIndex((one) => one.id === heardOf(cue)?.id)
  const next = alternates[(at + 1) % Math.max(1, alternates.length)]
  if (next !== undefined) await switchTo(cue, next.id)
}

export async function switchToNumber(cue: CueView, number: number): Promise<void> {
  const alternate = alternatesOf(cue)[number - 1]
  if (alternate !== undefined) await switchTo(cue, alternate.id)
}

/** The round whose verdicts are shown: an older one that was asked for, else the newest. */
export function roundShown(cut: CutView): RoundView | undefined {
  return cut.rounds.find((round) => round.id === review.roundId) ?? cut.rounds.at(-1)
}

/** Whether an older round is looked at, in which nothing more is said. */
export const looksBack = (cut: CutView): boolean => roundShown(cut)?.id !== cut.rounds.at(-1)?.id

/** What was said of a placement in a round. */
export function saidIn(round: RoundView | undefined, placement: PlacementId): VerdictValue | undefined {
  return round?.verdicts.find((verdict) => verdict.placement === placement)?.value
}

/** Records a verdict in the newest round; the same again takes it back. */
export async function judge(placement: PlacementView, value: VerdictValue): Promise<void> {
  const { cut } = session
  if (cut === null) return
  const newest = cut.rounds.at(-1)
  if (looksBack(cut)) {
    say(`Round ${roundShown(cut)?.number ?? ''} is closed. Go back to round ${newest?.number ?? ''} to decide.`, 'bad')
    return
  }
  const next = saidIn(newest, placement.id) === value ? null : value
  const edited = await edit([{ type: 'setVerdict', placement: placement.id, value: next, author: author.value.trim() }])
  if (edited === undefined) return
  review.asking = next === 'changes' ? placement.id : null
}

/** Writes down what is to be changed about a placement, as a note at the frame on screen if that is within it. */
export async function askChanges(placement: PlacementView): Promise<void> {
  const body = (drafts.changes[placement.id] ?? '').trim()
  const { cut } = session
  if (cut === null) return
  if (body !== '') {
    const at = playhead()
    const within = placement.inPoint <= at && at < placement.outPoint
    const note = {
      type: 'addNote',
      cut: cut.cut.id,
      cue: placement.cue,
      placement: placement.id,
      at: within ? frameStart(frameAt(at, cut.cut.rate), cut.cut.rate) : null,
      author: author.value.trim() || 'Review',
      body,
    } as const
    if ((await edit([note])) === undefined) return
    draftChanges(placement.id, '')
  }
  review.asking = null
}

/** The alternate that the director wants instead of the pick: one that was approved, else the one that is heard. */
export function pickable(cue: CueView): PlacementView | undefined {
  const approved = cue.approvedAlternate === null ? undefined : rows.placements.get(cue.approvedAlternate)
  const heard = heardOf(cue)
  return approved ?? (heard?.pick === false ? heard : undefined)
}

export async function makePick(placement: PlacementView): Promise<void> {
  const edited = await edit([{ type: 'setPick', placement: placement.id }])
  if (edited !== undefined) sayDone(`${placement.letter} is the pick`)
}

/** Records a verdict on what is heard, and says whether there was something to judge. */
export async function judgeHeard(cue: CueView, value: VerdictValue): Promise<void> {
  const heard = heardOf(cue)
  if (heard !== undefined) await judge(heard, value)
}
