/** Playing all that waits: one cue after the other, each from its start. */

import type { CueId, CueView } from '../../generated'
import * as ipc from '../../lib/ipc'
import { stopForAnswer } from '../../lib/preferences.svelte'
import { rows, session } from '../../lib/session.svelte'
import { transport } from '../../lib/sound/transport.svelte'
import { attempt, say } from '../../lib/toasts.svelte'
import { cueOnReview, goOn, isInWords, review, waitingAfter } from './review.svelte'

/** Cues of this run that were played to their end. */
let played: readonly CueId[] = []

/** Begins with the cue that is on, if it waits, else with the next that does; the same again ends it. */
export async function playWaiting(): Promise<void> {
  if (review.running) {
    review.running = false
    if (transport.view.playing) await attempt(ipc.ask('stop'))
    return
  }
  played = []
  const on = cueOnReview(session.cut)
  const waits = review.view?.queue.some((one) => one.cue === on?.id && one.state === 'waiting') === true
  const first = waits ? on : next(on)
  if (first === undefined) {
    say('No cue waits for an answer')
    return
  }
  review.running = true
  await goOn(first)
}

/** A cue of the run came to its end: it waits for an answer, or the next one plays. */
export async function cueEnded(cue: CueView): Promise<void> {
  played = [...played, cue.id]
  if (stopForAnswer.value || isInWords()) {
    await attempt(ipc.ask('stop'))
    return
  }
  const following = next(cue)
  if (following !== undefined) {
    await goOn(following)
    return
  }
  review.running = false
  await attempt(ipc.ask('stop'))
  say('All that waits was played')
}

function next(after: CueView | undefined): CueView | undefined {
  const found = waitingAfter(after?.id).find((one) => !played.includes(one.cue))
  return found === undefined ? undefined : rows.cues.get(found.cue)
}
