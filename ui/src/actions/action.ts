/** What the user can do, as data: menus, palette, shortcuts and the map of keys are drawn from it. */

import type { CueView, CutView, PlacementView, ShowView } from '../generated'
import type { Chord } from '../lib/keys'
import type { Page } from '../lib/pages'
import { isNothing } from '../timeline'
import { rows, session } from '../lib/session.svelte'
import { selectedPlacements, selection } from '../lib/selection.svelte'

export const groups = [
  'Show',
  'Go',
  'Playback',
  'Edit',
  'Timeline',
  'Library',
  'Review',
  'Clear',
  'Deliver',
  'View',
] as const
type Group = (typeof groups)[number]

/** What an action finds when it is asked for. */
export interface Context {
  readonly page: Page
  readonly show: ShowView | null
  readonly cut: CutView | null
  readonly placements: readonly PlacementView[]
  /** The first cue that is selected, by itself or through one of its placements. */
  readonly cue: CueView | undefined
}

export interface Action {
  readonly id: string
  readonly title: string
  readonly group: Group
  /** Other words that people look for it by, in the palette. */
  readonly also?: readonly string[]
  /** The first is the one that menus show. */
  readonly keys: readonly Chord[]
  /** Pages on which its keys act; all if left out. */
  readonly pages?: readonly Page[]
  /** Acts also while something is typed: only for keys that no field uses. */
  readonly whileTyping?: boolean
  /** Left out of the palette, where it would say nothing. */
  readonly unlisted?: boolean
  readonly enabled: (context: Context) => boolean
  /** `chord` is the key that asked for it, if one did. */
  readonly run: (context: Context, chord?: Chord) => unknown
}

export function context(): Context {
  const placements = selectedPlacements().flatMap((id) => rows.placements.get(id) ?? [])
  const { onCut } = selection
  const [cue] = [...onCut.cue, ...placements.map((one) => one.cue)]
  return {
    page: session.page,
    show: session.show ?? null,
    cut: session.cut,
    placements,
    cue: cue === undefined ? undefined : rows.cues.get(cue),
  }
}

export const always = () => true
export const withShow = ({ show }: Context) => show !== null
export const withEdits = ({ show }: Context) => show !== null && !show.readOnly
export const withCut = ({ cut }: Context) => cut !== null
/** Something that lies on the cut is selected, of whatever kind. */
export const withSelection = (found: Context) => withEdits(found) && !isNothing(selection.onCut)
export const withPlacements = ({ placements, show }: Context) => placements.length > 0 && show?.readOnly === false
