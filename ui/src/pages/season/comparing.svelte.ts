/** The two statements of a theme that are compared: which they are, and which of them is heard. */

import type { CueId, StatementView, ThemeId, ThemeLine } from '../../generated'
import { transport } from '../../lib/sound/transport.svelte'
import { goesOnAt, withOneMore } from './compare'
import { chooseStatement, inARow, playInARow, seasonPage, sounds, stopRow } from './season.svelte'

class Comparing {
  theme = $state<ThemeId | undefined>()
  /** In the order in which they were chosen. */
  cues = $state.raw<readonly CueId[]>([])
  /** Whether a click on a statement chooses it to be compared. */
  choosing = $state(false)
}

export const comparing = new Comparing()

export function isCompared(theme: ThemeId, cue: CueId): boolean {
  return comparing.theme === theme && comparing.cues.includes(cue)
}

/** The two that are compared, in the order of the story; undefined as long as there are no two. */
export function bothOf(line: ThemeLine | undefined): readonly [StatementView, StatementView] | undefined {
  if (line?.id !== comparing.theme) return undefined
  const [one, other] = line?.statements.filter(({ cue }) => comparing.cues.includes(cue)) ?? []
  return one && other && [one, other]
}

/** Has clicks choose the two statements of a theme, the first of them already where it is named. */
export function beginComparing(theme: ThemeId, ...cues: readonly CueId[]): void {
  Object.assign(comparing, { theme, cues, choosing: true })
}

/** Chooses a statement to be compared, or no longer. */
export function compareWith(theme: ThemeId, cue: CueId): void {
  const cues = withOneMore(comparing.theme === theme ? comparing.cues : [], cue)
  Object.assign(comparing, { theme, cues, choosing: comparing.choosing && cues.length < 2 })
}

/** A click on a statement: chooses it, or, with Ctrl or while two are chosen, chooses it to be compared. */
export function clickStatement(theme: ThemeId, cue: CueId, held: Pick<MouseEvent, 'ctrlKey' | 'metaKey'>): void {
  const compares = comparing.choosing && comparing.theme === theme
  if (!compares && !held.ctrlKey && !held.metaKey) {
    chooseStatement(theme, cue)
    return
  }
  // With Ctrl the one that is chosen already is the first of the two.
  const { line, cue: first } = seasonPage
  if (!compares && comparing.theme !== theme && line?.id === theme && first !== undefined && first !== cue) {
    compareWith(theme, first)
  }
  seasonPage.theme = theme
  compareWith(theme, cue)
}

/** C on a statement compares it, Esc ends that; says whether the key was one of them. */
export function pressStatement(theme: ThemeId, cue: CueId, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key.toLowerCase() === 'c') compareWith(theme, cue)
  else if (event.key === 'Escape' && comparing.theme !== undefined) endComparing()
  else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

export function endComparing(): void {
  Object.assign(comparing, { theme: undefined, cues: [], choosing: false })
  // What sounds for another reason goes on.
  if (inARow.left.length > 0) void stopRow()
}

/** Plays one of two statements, both as loud as the quieter; stops it if it sounds. */
export async function hear(which: StatementView, both: readonly StatementView[]): Promise<void> {
  await (sounds(which) ? stopRow() : playInARow([which], both))
}

/** Has the other of two be heard, as far into it; the first where neither is. */
export async function switchOver(both: readonly [StatementView, StatementView]): Promise<void> {
  const [one, other] = both
  const from = both.find((statement) => sounds(statement))
  const to = from === one ? other : one
  await playInARow([to], both, from === undefined ? 0 : goesOnAt(transport.position, from, to))
}
