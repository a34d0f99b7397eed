/** Where the review stands: which cue is on, which of its alternates is heard, who answers, and what is said of it. */

import type {
  CueId,
  CueView,
  CutView,
  PlacementId,
  PlacementView,
  QueueAlternate,
  QueueCue,
  Reviewer,
  ReviewerId,
  ReviewView,
  RoundId,
  RoundView,
  VerdictValue,
} from '../../generated'
import { draftVerdict, verdictWords } from '../../lib/drafts.svelte'
import { edit, sayDone } from '../../lib/edits.svelte'
import * as ipc from '../../lib/ipc'
import { autoAdvance, preRoll } from '../../lib/preferences.svelte'
import { alternatesOf, rows, session } from '../../lib/session.svelte'
import { flicksPerSecond } from '../../time/time'
import { attempt, say } from '../../lib/toasts.svelte'
import { hearAlternate, playhead, seekCut, soundsCut, transport } from '../../lib/sound/transport.svelte'
import type { InWords } from '../../review/verdicts'
import { isShown, type Filter } from './queue'

class Review {
  /** The round that is shown, as the core counts it. */
  view = $state.raw<ReviewView | undefined>()
  cueId = $state<CueId | null>(null)
  /** A round that is looked at; null is the newest. */
  roundId = $state<RoundId | null>(null)
  /** Who answers, as the desk was told; null is the first who decides. */
  personId = $state<ReviewerId | null>(null)
  filter = $state<Filter>('all')
  /** A verdict that waits for its words; a no is given already, and has them if somebody likes. */
  asking = $state.raw<{ readonly id: PlacementId; readonly value: InWords } | null>(null)
  /** A sheet that is open over the page. */
  sheet = $state<'open' | 'edit' | 'report' | 'share' | null>(null)
  /** Whether all that waits is played, one cue after the other. */
  running = $state(false)
  /** Notes are written by the desk under its own name, not for whoever answers. */
  notesByDesk = $state(false)
}

export const review = new Review()

const preRollLength = 5 * flicksPerSecond

/** The round that is shown. */
export const roundShown = (): RoundView | undefined => review.view?.round ?? undefined

/** Whether the round that is shown takes no answers. */
export const isClosed = (): boolean => roundShown()?.closedAt !== null

/** Whether another round than the newest is looked at. */
export const looksBack = (): boolean => roundShown()?.id !== review.view?.rounds.at(-1)?.id

const queued = (cue: CueId): QueueCue | undefined => review.view?.queue.find((one) => one.cue === cue)

export const proposed = (placement: PlacementView): QueueAlternate | undefined =>
  queued(placement.cue)?.alternates.find((one) => one.placement === placement.id)

export const reviewerOf = (id: ReviewerId): Reviewer | undefined => review.view?.reviewers.find((one) => one.id === id)

/** Who answers: whoever was chosen, if asked in the round, else the first who decides, else the first who is asked. */
export function person(): Reviewer | undefined {
  const asked = roundShown()?.reviewers ?? []
  const chosen = asked.find((one) => one.reviewer === review.personId)
  const wanted = chosen ?? asked.find((one) => one.role === 'decides') ?? asked[0]
  return wanted === undefined ? undefined : reviewerOf(wanted.reviewer)
}

/** The cues of the queue that the filter lets through; the one that is on stays. */
export function queueShown(on: CueId | undefined): readonly QueueCue[] {
  const who = person()?.id
  return (review.view?.queue ?? []).filter((one) => one.cue === on || isShown(one, review.filter, who))
}

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

/** The next cue of those that are shown, or the one before. */
export async function stepCue(by: -1 | 1): Promise<void> {
  const on = cueOnReview(session.cut)
  const shown = queueShown(on?.id).flatMap((one) => rows.cues.get(one.cue) ?? [])
  const cues = shown.length > 0 ? shown : (session.cut?.cues ?? [])
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

/** What somebody says of an alternate in the round that is shown. */
export function saidBy(placement: PlacementView, who: ReviewerId | undefined): VerdictValue | undefined {
  return proposed(placement)?.answers.find((answer) => answer.reviewer === who)?.value ?? undefined
}

/** Why nothing can be decided now, as a sentence; undefined where it can. */
function barred(): string | undefined {
  const round = roundShown()
  if (round === undefined) return 'Open a round first: it says who is asked.'
  if (round.closedAt === null) return person() === undefined ? 'Nobody is asked in this round.' : undefined
  return `Round ${round.number} is closed. Open a new round to ask again.`
}

/** Records what whoever answers says; the same again takes it back, and what wants words asks for them first. */
export async function judge(placement: PlacementView, value: VerdictValue): Promise<void> {
  const reason = barred()
  if (reason !== undefined) {
    say(reason, 'bad')
    if (roundShown() === undefined) review.sheet = 'open'
    return
  }
  // What changed since waits for an answer again: the same word is a new one.
  const isTakenBack = !placement.changedSinceVerdict && saidBy(placement, person()?.id) === value
  // First: who types on at once types words, and no commands.
  review.asking = isTakenBack || value === 'approved' ? null : { id: placement.id, value }
  if (isTakenBack) await give(placement, null, '')
  else if (value === 'approved') await goOnFrom(placement, await give(placement, value, ''))
  else if (value === 'rejected' && !(await give(placement, value, ''))) review.asking = null
}

/** Sends a verdict that waited for its words; a no that has none is given as it is. */
export async function sendWords(placement: PlacementView): Promise<void> {
  const { asking } = review
  if (asking?.id !== placement.id) return
  const { value } = asking
  const words = verdictWords(placement.id, value).trim()
  if (words === '') {
    if (value === 'rejected') await leaveWords(placement)
    return
  }
  if (!(await give(placement, value, words))) return
  draftVerdict(placement.id, value, '')
  review.asking = null
  await goOnFrom(placement, true)
}

/** Asks for no words any more; those that were begun are there when it is asked again, and a no stays given. */
export async function leaveWords(placement: PlacementView): Promise<void> {
  const isGiven = review.asking?.value === 'rejected'
  review.asking = null
  await goOnFrom(placement, isGiven)
}

/** Whether somebody is at the words of a verdict: what comes next waits for them. */
export function isInWords(): boolean {
  const { asking } = review
  return asking !== null && (asking.value !== 'rejected' || verdictWords(asking.id, asking.value) !== '')
}

/** What Enter says of what is heard: yes, and never of what was rejected; that takes a click, or X first. */
export async function approveByKey(cue: CueView): Promise<void> {
  const heard = heardOf(cue)
  if (heard === undefined) return
  const isRejected = !heard.changedSinceVerdict && saidBy(heard, person()?.id) === 'rejected'
  if (review.asking?.id === heard.id && review.asking.value === 'rejected') await sendWords(heard)
  else if (isRejected) say(`${heard.letter} is rejected. X takes that back; Approve on its card says yes.`)
  else await judge(heard, 'approved')
}

async function give(placement: PlacementView, value: VerdictValue | null, words: string): Promise<boolean> {
  const round = roundShown()
  const who = person()
  if (round === undefined || who === undefined) return false
  const edited = await edit([
    { type: 'giveVerdict', round: round.id, reviewer: who.id, placement: placement.id, value, words },
  ])
  return edited !== undefined
}

/** After a verdict that is given, and has what words it gets, the next cue comes, where that is wanted. */
async function goOnFrom(placement: PlacementView, isGiven: boolean): Promise<void> {
  const cue = rows.cues.get(placement.cue)
  if (isGiven && (autoAdvance.value || review.running) && cue !== undefined) await advance(cue)
}

/** The cues that wait, from the one behind `after` on, round to the one before it. */
export function waitingAfter(after: CueId | undefined): readonly QueueCue[] {
  const queue = review.view?.queue ?? []
  const at = queue.findIndex((one) => one.cue === after)
  const waits = (one: QueueCue) => one.cue !== after && one.state === 'waiting' && !one.gone
  return [...queue.slice(at + 1), ...queue.slice(0, Math.max(0, at))].filter(waits)
}

/** Goes on to the next cue that waits, once nothing more is asked of this one. */
async function advance(from: CueView): Promise<void> {
  const next = waitingAfter(from.id)[0]
  const cue = next === undefined ? undefined : rows.cues.get(next.cue)
  if (cue === undefined) review.running = false
  else if (review.running) await goOn(cue)
  else await goToCue(cue)
}

/** Goes to a cue and plays it from its start, whatever sounds. */
export async function goOn(cue: CueView): Promise<void> {
  await goToCue(cue)
  await attempt(ipc.ask('set_rate', { rate: 1 }))
  await attempt(ipc.ask('play'))
}

/** Proposes an alternate as it is now: whoever answered is asked again. */
export async function askAgain(placement: PlacementView): Promise<void> {
  const round = roundShown()
  if (round === undefined) return
  const edited = await edit([{ type: 'propose', round: round.id, placements: [placement.id] }])
  if (edited !== undefined) sayDone(`${placement.letter} is proposed as it is now`)
}

/** The alternate that is wanted instead of the pick: one that is approved, else the one that is heard. */
export function pickable(cue: CueView): PlacementView | undefined {
  const approved = cue.approvedAlternate === null ? undefined : rows.placements.get(cue.approvedAlternate)
  const heard = heardOf(cue)
  return approved ?? (heard?.pick === false ? heard : undefined)
}

export async function makePick(placement: PlacementView): Promise<void> {
  const cue = rows.cues.get(placement.cue)
  const isApproved = cue?.approvedAlternate === placement.id
  const edited = await edit([
    isApproved ? { type: 'pickApproved', cue: placement.cue } : { type: 'setPick', placement: placement.id },
  ])
  if (edited !== undefined) sayDone(`${placement.letter} is the pick`)
}

/** Records a verdict on what is heard, and says whether there was something to judge. */
export async function judgeHeard(cue: CueView, value: VerdictValue): Promise<void> {
  const heard = heardOf(cue)
  if (heard !== undefined) await judge(heard, value)
}

export async function closeRound(round: RoundView, reopen: boolean): Promise<void> {
  const edited = await edit([{ type: 'closeRound', round: round.id, reopen }])
  if (edited !== undefined) sayDone(reopen ? `Round ${round.number} is open again` : `Round ${round.number} is closed`)
}
