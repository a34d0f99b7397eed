/** Keys of the page: as in the program, so that nobody learns twice. */

import { chordOf, worksControl } from '../lib/keys'
import { flicksPerSecond, frameLength } from '../time/time'
import type { Review } from './review.svelte'

/** Does what a key says, if it says anything here. */
export function onKey(event: KeyboardEvent, review: Review, toNote: () => void): void {
  const { target } = event
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  const { cue, writer } = review
  if (cue === undefined) return
  // Who has drawn goes on with words: a letter that is meant for the note is no verdict.
  const isDrawn = writer.tool !== undefined || (writer.draft?.drawing.length ?? 0) > 0
  if (isDrawn && (event.key === 'Enter' || (event.key.length === 1 && event.key !== ' '))) {
    // The letter goes on into the field, which has the focus by then.
    if (event.key === 'Enter') event.preventDefault()
    toNote()
    return
  }
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
    Enter: () => heard && review.verdicts.enter(heard),
    b: () => review.verdicts.ask('approvedBut'),
    c: () => review.verdicts.ask('changes'),
    x: () => heard && review.verdicts.say(heard, 'rejected'),
  }
  // On a control that Tab came to, Enter and Space are its own; on one that was clicked they play and say yes.
  const chord = chordOf(event)
  if (chord !== undefined && worksControl(target, chord)) return
  if (target instanceof HTMLElement && target.role === 'slider' && event.key.startsWith('Arrow')) return
  const act = does[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  if (act === undefined) return
  event.preventDefault()
  // Some browsers click a button as Space is let go, whatever became of the press.
  if (event.key === ' ' && target instanceof HTMLButtonElement) target.blur()
  act()
}
