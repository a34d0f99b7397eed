/** What somebody said, as a line of text: in a reply that is copied, and where it is told that something was not taken. */

import type { Answer, ShownCue, ShownCut } from '../generated'
import { timecodeAt } from '../time/time'
import { verdictWords } from './words'

export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** `4M07 The Cove: A approved`, `4M07 The Cove at 01:17:42:09: “less piano”`; nothing of what was only heard. */
export function lineOf(
  answer: Answer,
  cue: Pick<ShownCue, 'number' | 'title' | 'alternates'>,
  cut: ShownCut,
): string | undefined {
  const head = `${cue.number}${cue.title === '' ? '' : ` ${oneLine(cue.title)}`}`
  switch (answer.type) {
    case 'verdict': {
      const letter = cue.alternates.find(({ id }) => id === answer.proposal)?.letter ?? 'an alternate'
      const value = answer.value === null ? 'taken back' : verdictWords[answer.value]
      return `${head}: ${letter} ${value}${answer.words === '' ? '' : ` “${oneLine(answer.words)}”`}`
    }
    case 'note': {
      const at = answer.from === null ? '' : ` at ${timecodeAt(answer.from, cut.start, cut.rate)}`
      const drawn = answer.drawing.length > 0 ? ' (with a drawing)' : ''
      return `${head}${at}: “${oneLine(answer.body)}”${drawn}`
    }
    case 'heard':
      return undefined
  }
}
