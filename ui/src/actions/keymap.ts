/**
 * Which keys an action has: those that the user gave it, else those of the preset, else its own. A key that is given to one
 * action is taken from those of a lower rank that have it on the same page; within a rank nothing is taken silently.
 */

import type { Chord } from '../lib/keys'
import type { Action } from './action'

/** Keys given to actions, by their ids. An empty list takes the keys away. */
type Given = Readonly<Record<string, readonly Chord[] | undefined>>

export type Keymap = ReadonlyMap<string, readonly Chord[]>

/** Whether a key of one would be heard instead of the other's: a page's own meaning goes before one for all pages. */
export function meets(one: Action, other: Action): boolean {
  if (one.pages === undefined || other.pages === undefined) return one.pages === other.pages
  return one.pages.some((page) => other.pages?.includes(page) === true)
}

export function keymapOf(actions: readonly Action[], preset: Given, own: Given): Keymap {
  const rank = ({ id }: Action) => (own[id] !== undefined ? 2 : preset[id] !== undefined ? 1 : 0)
  const wished = (action: Action) => own[action.id] ?? preset[action.id] ?? action.keys
  const holders = new Map<Chord, Action[]>()
  for (const action of actions) {
    for (const chord of wished(action)) holders.set(chord, [...(holders.get(chord) ?? []), action])
  }
  const isTaken = (chord: Chord, action: Action) =>
    (holders.get(chord) ?? []).some((other) => rank(action) < rank(other) && meets(action, other))
  return new Map(
    actions.map((action) => {
      const chords = wished(action)
      const left = chords.filter((chord) => !isTaken(chord, action))
      // Nothing changed: the list itself, by which rows of digits are known.
      return [action.id, left.length === chords.length ? chords : left]
    }),
  )
}

/** The other actions that have a chord where this one would be heard. */
export function holdersOf(actions: readonly Action[], keymap: Keymap, chord: Chord, action: Action): readonly Action[] {
  return actions.filter(
    (other) => other !== action && meets(action, other) && keymap.get(other.id)?.includes(chord) === true,
  )
}
