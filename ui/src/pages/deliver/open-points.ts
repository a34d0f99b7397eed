/** What is still open on a cut before its cue list can be called finished, as the views of the core tell it. */

import type { CueView, CutView, UsedTrack } from '../../generated'
import { goToCue } from '../../lib/review.svelte'
import { goTo } from '../../lib/session.svelte'
import { select, selection } from '../../lib/selection.svelte'
import { seekCut } from '../../lib/transport.svelte'
import type { Tone } from '../../lib/words'

export interface OpenPoint {
  readonly key: string
  readonly tone: Tone
  readonly word: string
  readonly title: string
  readonly why: string
  /** Goes to where it is mended. */
  readonly mend: () => void
}

export function openPoints(cut: CutView): readonly OpenPoint[] {
  const missing = cut.tracks.filter((track) => track.missing).map(missingFile)
  return [...missing, ...cut.cues.flatMap((cue) => pointOf(cut, cue) ?? [])]
}

function missingFile(track: UsedTrack): OpenPoint {
  return {
    key: `missing ${track.id}`,
    tone: 'bad',
    word: 'missing',
    title: track.title,
    why: 'Its file is not where it was: it is silent here and in the mix.',
    mend: () => {
      goTo('library')
      selection.tracks = [track.id]
    },
  }
}

function pointOf(cut: CutView, cue: CueView): OpenPoint | undefined {
  const title = `${cue.number} ${cue.title}`.trim()
  const key = `${cue.status} ${cue.id}`
  switch (cue.status) {
    case 'approved':
      return undefined
    case 'spotted':
      return {
        key,
        tone: 'neutral',
        word: 'no music',
        title,
        why: 'It is spotted, and no track is placed for it.',
        mend: () => {
          goTo('spot')
          select({ kind: 'cue', id: cue.id })
          void seekCut(cut.cut.id, cue.inPoint)
        },
      }
    case 'waiting':
      return {
        key,
        tone: 'warn',
        word: 'waiting',
        title,
        why: 'The pick has no verdict yet.',
        mend: () => toReview(cue),
      }
    case 'changes':
      return {
        key,
        tone: 'warn',
        word: 'changes',
        title,
        why: 'The director asked for changes.',
        mend: () => toReview(cue),
      }
    case 'rejected':
      return {
        key,
        tone: 'bad',
        word: 'rejected',
        title,
        why: 'The director rejected the pick.',
        mend: () => toReview(cue),
      }
  }
}

function toReview(cue: CueView): void {
  goTo('review')
  void goToCue(cue)
}
