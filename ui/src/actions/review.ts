/** The review: verdicts, alternates, going from cue to cue. */

import type { CueView } from '../generated'
import { matchedLoudness, preRoll } from '../lib/preferences.svelte'
import { cueOnReview, judgeHeard, stepCue, switchToNumber } from '../lib/review.svelte'
import { matchLoudness } from '../lib/transport.svelte'
import { withCut, type Action } from './action'

function onCue(id: string, title: string, keys: string[], run: (cue: CueView) => unknown, unlisted = false): Action {
  return {
    id,
    title,
    group: 'Review',
    keys,
    pages: ['review'],
    unlisted,
    enabled: (found) => found.page === 'review' && cueOnReview(found.cut) !== undefined,
    run: ({ cut }) => {
      const cue = cueOnReview(cut)
      return cue === undefined ? undefined : run(cue)
    },
  }
}

export const reviewActions: readonly Action[] = [
  onCue('review.approve', 'Approve what is heard', ['Enter'], (cue) => judgeHeard(cue, 'approved')),
  onCue('review.changes', 'Ask for changes', ['C'], (cue) => judgeHeard(cue, 'changes')),
  onCue('review.reject', 'Reject what is heard', ['X'], (cue) => judgeHeard(cue, 'rejected')),
  onCue('review.next', 'Next cue', ['ArrowDown'], () => stepCue(1)),
  onCue('review.previous', 'Cue before', ['ArrowUp'], () => stepCue(-1)),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) =>
    onCue(
      `review.alternate${number}`,
      `Switch to alternate ${'ABCDEFGHI'[number - 1] ?? ''}`,
      [String(number)],
      (cue) => switchToNumber(cue, number),
      number > 3,
    ),
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
    id: 'review.matched',
    title: 'Matched loudness',
    group: 'Review',
    keys: ['Shift+M'],
    pages: ['review'],
    enabled: withCut,
    run: ({ cut }) => (cut === null ? undefined : matchLoudness(cut.cut.id, !matchedLoudness.value)),
  },
]
