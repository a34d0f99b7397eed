/** What the reviewer whose page it is says: what was said, and what is on its way. */

import type { Answer, Person, Said, SaidNote, ShownAlternate, ShownCue, VerdictValue } from '../generated'

/** A verdict of theirs that stands. */
interface Mine {
  readonly value: VerdictValue
  readonly words: string
}

/** The newest of them on an alternate, by when each was given: one that waited long is older than what was said elsewhere since. */
export function mineOf(
  alternate: Pick<ShownAlternate, 'id'>,
  going: readonly Answer[],
  said: Said,
  you: Person,
): Mine | undefined {
  const own = said.verdicts.filter(({ proposal, reviewer }) => proposal === alternate.id && reviewer === you.id)
  const more = going.filter((answer) => answer.type === 'verdict').filter(({ proposal }) => proposal === alternate.id)
  const [newest] = [...own, ...more].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(-1)
  return newest === undefined || newest.value === null ? undefined : { value: newest.value, words: newest.words }
}

/** The notes on a cue, with theirs that are on their way. */
export function notesOn(
  cue: Pick<ShownCue, 'id'>,
  going: readonly Answer[],
  said: Said,
  you: Person,
): readonly SaidNote[] {
  const more = going.flatMap((answer): readonly SaidNote[] => {
    if (answer.type !== 'note' || answer.cue !== cue.id) return []
    const { proposal, from, until, body, drawing, answers, at, key } = answer
    if (said.notes.some((note) => note.key === key)) return []
    const own = { author: you.name, reviewer: you.id, resolved: false }
    return [{ id: 0 as SaidNote['id'], cue: cue.id, proposal, from, until, body, drawing, answers, at, key, ...own }]
  })
  return [...said.notes.filter((note) => note.cue === cue.id), ...more]
}

/** What is heard of each cue, where some were proposed again: the same letter has another row then. */
export function heardAfter<Id, Row>(
  heard: ReadonlyMap<Id, Row>,
  before: readonly { readonly id: Id; readonly alternates: readonly { readonly id: Row; readonly letter: string }[] }[],
  now: typeof before,
): ReadonlyMap<Id, Row> {
  const moved = [...heard].flatMap(([cue, row]): readonly (readonly [Id, Row])[] => {
    const of = (cues: typeof before) => cues.find(({ id }) => id === cue)?.alternates ?? []
    const letter = of(before).find(({ id }) => id === row)?.letter
    const same = of(now).find((one) => one.letter === letter)
    return same === undefined ? [] : [[cue, same.id]]
  })
  return new Map(moved)
}

/** What is heard of a cue, to be compared: where it is read from may have another name each time it is served. */
export function soundsOf(cue: ShownCue | undefined): string {
  const all = cue?.alternates.map(({ id, sound }) => [id, sound?.start, sound?.length, sound?.matchGain, sound?.wave])
  return JSON.stringify([all ?? [], cue?.under?.start, cue?.under?.length])
}
