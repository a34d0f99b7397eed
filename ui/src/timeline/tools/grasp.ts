// Taking hold of a thing: what is selected by it, and what goes along.

import type { PlacementId } from '../../generated'
import type { Part } from '../hit-test'
import { holds, only, placements, sizeOf, toggled, united, type Selection, type Thing } from '../selection'
import { thingOf } from '../things'
import { select, type Context, type Effect, type Press } from './tool'

interface Grasp {
  readonly thing: Thing
  /** All that are selected once it is held, it among them. */
  readonly all: Selection
  /** What the press selects. */
  readonly now: readonly Effect[]
  /** What a release without a drag selects: one out of several. */
  readonly click: readonly Effect[]
}

/** What a press on a thing holds; undefined on anything else. */
export function graspOf({ pointer, target }: Press, context: Context): Grasp | undefined {
  const thing = thingOf(target)
  if (thing === undefined) return undefined
  const { selection } = context
  const isSelected = holds(selection, thing)
  const isAdding = pointer.keys.shift || pointer.keys.command
  const together = groupOf(context, thing)
  const all = isSelected ? selection : isAdding ? united(selection, together) : together
  const click = isAdding ? toggled(selection, thing) : together
  return {
    thing,
    all,
    now: isSelected ? [] : [select(all)],
    click: isSelected && (isAdding || sizeOf(selection) > sizeOf(together)) ? [select(click)] : [],
  }
}

/** A thing with its group. */
function groupOf({ arrangement }: Pick<Context, 'arrangement'>, thing: Thing): Selection {
  const group = thing.on === 'placement' ? arrangement.boxes.get(thing.id)?.placement.group : null
  if (group === null || group === undefined) return only(thing)
  const members = [...arrangement.boxes.values()].filter(({ placement }) => placement.group === group)
  return placements(members.map(({ placement }) => placement.id))
}

interface Held extends Grasp {
  readonly id: PlacementId
  readonly part: Part
  /** The selected placements, it among them. */
  readonly ids: readonly PlacementId[]
}

/** What a press on a part of a placement holds. */
export function heldPart(press: Press, context: Context): Held | undefined {
  const { target } = press
  const grasp = graspOf(press, context)
  if (grasp === undefined || target.on !== 'placement') return undefined
  return { ...grasp, id: target.id, part: target.part, ids: [...grasp.all.placement] }
}
