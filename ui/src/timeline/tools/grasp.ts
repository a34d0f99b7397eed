// Taking hold of a placement: what is selected by it, and what goes along.

import type { PlacementId } from '../../generated'
import type { Part } from '../hit-test'
import { placements, placementsOf, toggled } from '../selection'
import { select, type Context, type Effect, type Press } from './tool'

export interface Grasp {
  readonly id: PlacementId
  readonly part: Part
  /** All that are selected once it is held, it among them. */
  readonly ids: readonly PlacementId[]
  /** What the press selects. */
  readonly now: readonly Effect[]
  /** What a release without a drag selects: one out of several. */
  readonly click: readonly Effect[]
}

/** What a press on a placement holds; undefined on anything else. */
export function graspOf({ pointer, target }: Press, context: Context): Grasp | undefined {
  if (target.on !== 'placement') return undefined
  const { id, part } = target
  const selected = placementsOf(context.selection)
  const isSelected = selected.includes(id)
  const isAdding = pointer.keys.shift || pointer.keys.command
  const ids = isSelected ? selected : isAdding ? [...selected, id] : [id]
  const click = isAdding ? toggled(context.selection, id) : placements([id])
  return {
    id,
    part,
    ids,
    now: isSelected ? [] : [select(placements(ids))],
    click: isSelected && (isAdding || selected.length > 1) ? [select(click)] : [],
  }
}
