/** Keys of the page: as in the program, so that nobody learns twice. */

import { flicksPerSecond, frameLength } from '../time/time'
import type { Review } from './review.svelte'

/** Does what a key says, if it says anything here. */
export function onKey(event: KeyboardEvent, review: Review, toNote: () => void): void {
  const { target } = event
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  const { cue } = review
  if (cue === undefined) return
  const heard = review.heardOf(cue)
  const frame = frameLength(review.page.cut.rate) / flicksPerSecond
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0
  if (digit > 0) {
    const alternate = cue.alternates[digit - 1]
    if (alternate === undefined) return
    review.switchTo(cue, alternate)
    event.preventDefault()
    return
  }
  const does: Readonly<Record<string, () => void>> = {
    ' ': () => review.toggle(),
    ArrowDown: () => review.step(1),
    ArrowUp: () => review.step(-1),
    ArrowLeft: () => review.seek(review.position - (event.shiftKey ? 1 : frame)),
    ArrowRight: () => review.seek(review.position + (event.shiftKey ? 1 : frame)),
    n: toNote,
    i: () => review.writer.markRange(),
    m: () => review.toggleMatched(),
    u: () => review.toggleUnder(),
    Enter: () => heard && review.say(heard, 'approved'),
    b: () => review.ask('approvedBut'),
    c: () => review.ask('changes'),
    x: () => heard && review.say(heard, 'rejected'),
  }
  // Enter on a button presses the button, and Space too.
  if (target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return
  if (target instanceof HTMLElement && target.role === 'slider' && event.key.startsWith('Arrow')) return
  const act = does[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (act === undefined) return
  event.preventDefault()
  act()
}
