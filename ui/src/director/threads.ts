/** Notes with what answers them, however deep: a thread is a note and all that was said below it, in time. */

import type { NoteId, SaidNote } from '../generated'

interface Thread {
  readonly note: SaidNote
  readonly answers: readonly SaidNote[]
}

export function threadsOf(notes: readonly SaidNote[]): readonly Thread[] {
  const known = new Map(notes.filter(({ id }) => id !== 0).map((note) => [note.id, note]))
  const firstOf = (note: SaidNote): SaidNote => {
    const seen = new Set<NoteId>()
    let at = note
    for (;;) {
      const above = at.answers === null ? undefined : known.get(at.answers)
      if (above === undefined || seen.has(above.id)) return at
      seen.add(above.id)
      at = above
    }
  }
  const answers = new Map<SaidNote, SaidNote[]>()
  for (const note of notes) {
    const first = firstOf(note)
    if (first === note) answers.set(note, answers.get(note) ?? [])
    else answers.set(first, [...(answers.get(first) ?? []), note])
  }
  // In the order of the notes: an answer that came before what it answers moved nothing.
  return notes.flatMap((note) => {
    const own = answers.get(note)
    return own === undefined || firstOf(note) !== note ? [] : [{ note, answers: own }]
  })
}
