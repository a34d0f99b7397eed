/** What was not taken is said again: its words are put where they can be, and it goes when they are taken. */

import type { Review } from './review.svelte'
import { placeOf, type Untaken } from './untaken.svelte'

export function sayAgain(review: Review, one: Untaken): void {
  const place = placeOf(one, review.page)
  if (place === undefined) return
  const { cue, alternate } = place
  review.goTo(cue)
  if (alternate !== undefined) review.switchTo(cue, alternate)
  const { answer } = one
  // Each note has a moment of its own: what is begun is not joined to it.
  if (answer.type === 'note' && review.writer.draft !== undefined) {
    review.tell('Send the note that you have begun first, or cancel it.')
  } else if (answer.type === 'note') review.writer.takeUp(cue, answer)
  else {
    review.untaken.ask(one)
    if (alternate === undefined || answer.words === '') review.tell('Say it of what you hear now.')
    else {
      const { value, words } = answer
      review.verdicts.ask(value === 'changes' || value === 'rejected' ? value : 'approvedBut', alternate, words)
    }
  }
}

/** Whether its words are in the field of a note, or on their way. */
export function isSaidAgain(review: Review, { answer, again }: Untaken): boolean {
  return review.writer.saysAgain(answer.key) || review.waiting.some(({ key }) => key === again)
}
