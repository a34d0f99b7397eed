/** The keys of this user: a preset, and what was changed in it. */

import type { Chord } from '../lib/keys'
import { keyPreset, ownKeys } from '../lib/preferences.svelte'
import { holdersOf, keymapOf, type Keymap } from './keymap'
import { presets } from './presets'
import type { Action } from './action'

class Keys {
  #actions = $state.raw<readonly Action[]>([])
  readonly #preset = $derived(presets.find(({ id }) => id === keyPreset.value) ?? presets[0])
  readonly map: Keymap = $derived(keymapOf(this.#actions, this.#preset?.keys ?? {}, ownKeys.value))

  /** Says which actions there are; once, by the registry. */
  know(actions: readonly Action[]): void {
    this.#actions = actions
  }

  of(action: Action): readonly Chord[] {
    return this.map.get(action.id) ?? action.keys
  }

  /** Gives an action one key instead of those it has; the actions that lose it. */
  give(action: Action, chord: Chord): readonly Action[] {
    const losers = holdersOf(this.#actions, this.map, chord, action)
    const next = { ...ownKeys.value, [action.id]: [chord] }
    // What another was given by the user loses it by name; what has it by rank loses it by that.
    for (const { id } of losers) {
      const given = ownKeys.value[id]
      if (given !== undefined) next[id] = given.filter((other) => other !== chord)
    }
    ownKeys.value = next
    return losers
  }

  /** The keys of the preset again, of one action or of all. */
  reset(action?: Action): void {
    if (action === undefined) {
      ownKeys.value = {}
      return
    }
    ownKeys.value = Object.fromEntries(Object.entries(ownKeys.value).filter(([id]) => id !== action.id))
  }

  /** Whether any action has keys that the user gave it, or took. */
  get hasOwn(): boolean {
    return Object.keys(ownKeys.value).length > 0
  }

  isOwn({ id }: Action): boolean {
    return ownKeys.value[id] !== undefined
  }
}

export const keys = new Keys()
