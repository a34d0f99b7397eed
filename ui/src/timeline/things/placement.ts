// Placements.

import { position } from '../../time/time'
import type { PlacementId, PlacementView } from '../../generated'
import { boxesIn } from '../arrangement'
import { boxRect, boxRow } from '../boxes'
import type { Ground } from '../hit-test'
import type { Rect } from '../preview'
import { timeAt } from '../viewport'
import type { Moved, Rim, ThingKind } from './thing'

export const placement: ThingKind<PlacementId> = {
  word: 'placement',
  inLanes: true,
  has: (arrangement, id) => arrangement.boxes.has(id),
  points(ground, id) {
    const found = shown(ground, id)
    return found === undefined ? [] : [found.inPoint, found.outPoint]
  },
  rims,
  touched,
  moved,
  removal: (ids) => ({ type: 'removePlacements', placements: [...ids] }),
}

/** A placement as it is shown now: where a commit that is under way will leave it. */
export function shown(ground: Ground, id: PlacementId): PlacementView | undefined {
  return ground.preview.placements.get(id) ?? ground.arrangement.boxes.get(id)?.placement
}

function rims(ground: Ground, id: PlacementId): readonly Rim[] {
  const found = shown(ground, id)
  const lane = ground.layout.lanes.find((row) => row.lane === found?.lane)
  if (found === undefined || lane === undefined) return []
  const box = ground.arrangement.boxes.get(id)
  return [{ rect: boxRect(ground.view, boxRow(lane, box?.sliver), found), radius: box?.isWhole === false ? 2 : 6 }]
}

function touched({ arrangement, layout, view }: Ground, rect: Rect): readonly PlacementId[] {
  const [start, end] = [timeAt(view, rect.x), timeAt(view, rect.x + rect.width)]
  return layout.lanes.flatMap((lane) =>
    boxesIn(arrangement.lanes.get(lane.lane), start, end)
      .filter((box) => {
        const row = boxRow(lane, box.sliver)
        return rect.y < row.y + row.height && row.y < rect.y + rect.height
      })
      .map((box) => box.placement.id),
  )
}

function moved(ground: Ground, ids: readonly PlacementId[], by: number): Moved {
  const after = ids.flatMap((id) => {
    const before = shown(ground, id)
    if (before === undefined) return []
    return [{ ...before, inPoint: position(before.inPoint + by), outPoint: position(before.outPoint + by) }]
  })
  const moves = after.map(({ id, inPoint, lane }) => ({ placement: id, inPoint, lane }))
  return {
    edits: [{ type: 'movePlacements', moves }],
    preview: { placements: new Map(after.map((now) => [now.id, now])) },
  }
}
