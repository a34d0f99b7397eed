/** The review: verdicts, alternates, going from cue to cue. */

import type { CueView } from '../generated'
import { digits, type Chord } from '../lib/keys'
import { autoAdvance, matchedLoudness, preRoll, stopForAnswer } from '../lib/preferences.svelte'
import {
  approveByKey,
  cueOnReview,
  judgeHeard,
  makePick,
  pickable,
  review,
  stepCue,
  switchToNext,
  switchToNumber,
} from '../pages/review/review.svelte'
import { playWaiting } from '../pages/review/run.svelte'
import { matchLoudness } from '../lib/sound/transport.svelte'
import { stage } from '../lib/stage.svelte'
import { withCut, withEdits, type Action } from './action'

function onCue(
  id: string,
  title: string,
  keys: readonly Chord[],
  run: (cue: CueView, chord?: Chord) => unknown,
): Action {
  return {
    id,
    title,
    group: 'Review',
    keys,
    pages: ['review'],
    enabled: (found) => found.page === 'review' && cueOnReview(found.cut) !== undefined,
    run: ({ cut }, chord) => {
      const cue = cueOnReview(cut)
      return cue === undefined ? undefined : run(cue, chord)
    },
  }
}

export const reviewActions: readonly Action[] = [
  onCue('review.approve', 'Approve this alternate', ['Enter'], (cue, chord) =>
    chord === undefined ? judgeHeard(cue, 'approved') : approveByKey(cue),
  ),
  onCue('review.but', 'Like it, but…', ['B'], (cue) => judgeHeard(cue, 'approvedBut')),
  onCue('review.changes', 'Ask for changes', ['C'], (cue) => judgeHeard(cue, 'changes')),
  onCue('review.reject', 'Reject this alternate', ['X'], (cue) => judgeHeard(cue, 'rejected')),
  {
    id: 'review.pick',
    title: 'Make it the pick',
    also: ['use this alternate', 'choose', 'select alternate'],
    group: 'Review',
    keys: ['Shift+Enter'],
    pages: ['review'],
    enabled: (found) => {
      const cue = cueOnReview(found.cut)
      return withEdits(found) && found.page === 'review' && cue !== undefined && pickable(cue) !== undefined
    },
    run: async ({ cut }) => {
      const cue = cueOnReview(cut)
      const placement = cue === undefined ? undefined : pickable(cue)
      if (placement !== undefined) await makePick(placement)
    },
  },
  onCue('review.next', 'Next cue', ['ArrowDown'], () => stepCue(1)),
  onCue('review.previous', 'Previous cue', ['ArrowUp'], () => stepCue(-1)),
  onCue('review.switch', 'Switch the music to alternate A, B, C…', digits, (cue, chord) =>
    chord === undefined ? switchToNext(cue) : switchToNumber(cue, Number(chord)),
  ),
  {
    id: 'review.preRoll',
    title: 'Pre-roll of 5 s',
    group: 'Review',
    keys: ['P'],
    pages: ['review'],
    enabled: withCut,
    run: () => {
      preRoll.value = !preRoll.value
    },
  },
  {
    id: 'review.advance',
    title: 'Go on to the next waiting cue after a verdict',
    also: ['auto-advance'],
    group: 'Review',
    keys: ['Shift+A'],
    pages: ['review'],
    enabled: withCut,
    run: () => {
      autoAdvance.value = !autoAdvance.value
    },
  },
  {
    id: 'review.playWaiting',
    title: 'Play all waiting',
    also: ['play the queue', 'one after another'],
    group: 'Review',
    keys: ['Shift+P'],
    pages: ['review'],
    enabled: (found) => found.page === 'review' && cueOnReview(found.cut) !== undefined,
    run: playWaiting,
  },
  {
    id: 'review.stopForAnswer',
    title: 'Stop at the end of each cue for an answer',
    group: 'Review',
    keys: [],
    pages: ['review'],
    enabled: withCut,
    run: () => {
      stopForAnswer.value = !stopForAnswer.value
    },
  },
  {
    id: 'review.newRound',
    title: 'Open a round of review…',
    also: ['ask the director', 'share'],
    group: 'Review',
    keys: [],
    pages: ['review'],
    enabled: (found) => withEdits(found) && found.page === 'review' && withCut(found),
    run: () => {
      review.sheet = 'open'
    },
  },
  {
    id: 'review.takeReply',
    title: 'Import a reply…',
    also: ['paste reply', 'merge', 'offline', 'package'],
    group: 'Review',
    keys: [],
    enabled: withEdits,
    run: () => {
      stage.replies = []
    },
  },
  {
    id: 'review.report',
    title: 'Report of the review',
    group: 'Review',
    keys: [],
    pages: ['review'],
    enabled: (found) => found.page === 'review' && withCut(found),
    run: () => {
      review.sheet = 'report'
    },
  },
  {
    id: 'review.matched',
    title: 'Matched loudness',
    group: 'Review',
    keys: ['Shift+M'],
    pages: ['review'],
    enabled: withCut,
    run: ({ cut }) => (cut === null ? undefined : matchLoudness(cut.cut.id, !matchedLoudness.value)),
  },
]
