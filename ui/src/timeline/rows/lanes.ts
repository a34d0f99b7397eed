// The lanes: placements with the parts of them that can be held, and cues without music.

import type { LaneKind, PlacementId, PlacementView } from '../../generated'
import { boxesIn, type Box } from '../arrangement'
import { bendAt, boxRect, boxRow, pointX, spottedRect, tailAt, volumeOffset } from '../boxes'
import type { Ground, Part, Target } from '../hit-test'
import type { Rect } from '../preview'
import { littleRoom, stripHeight } from '../sizes'
import { spanOf, timeAt, type Viewport } from '../viewport'
import { holds, type LaneRow, type LaneRows, type Row } from './row'

/** CSS pixels of an edge that can be grasped. */
const edgeWidth = 6
const handleReach = 6
/** Boxes narrower than this have no handles for fades and gain. */
const leastForHandles = 36

export const lanes: LaneRows = { height: usualHeight, hit: inLane }

function usualHeight(kind: LaneKind, room: number): number {
  const isTall = kind === 'songs' || kind === 'score'
  if (room < littleRoom) return isTall ? 64 : 52
  return isTall ? 88 : 70
}

function inLane(ground: Ground, lane: LaneRow, x: number, y: number): Target {
  const { arrangement, view, preview } = ground
  const slack = spanOf(view, 2)
  const from = timeAt(view, x) - slack
  const moved = [...preview.placements.values()].filter((placement) => placement.lane === lane.lane).toReversed()
  const near = boxesIn(arrangement.lanes.get(lane.lane), from, from + 2 * slack)
    .toReversed()
    .filter((box) => !preview.placements.has(box.placement.id))
  const under: { box: Box; placement: PlacementView }[] = []
  for (const placement of moved) {
    const box = arrangement.boxes.get(placement.id)
    if (box !== undefined) under.push({ box, placement })
  }
  for (const box of near) under.push({ box, placement: box.placement })

  const selected = ground.selection.placement
  // What is selected is drawn on top, so it is also met first.
  under.sort((a, b) => Number(selected.has(b.placement.id)) - Number(selected.has(a.placement.id)))
  for (const { box, placement } of under) {
    const part = partAt(view, boxRow(lane, box.sliver), placement, box.isWhole, x, y, selected)
    if (part !== undefined) return { on: 'placement', id: placement.id, part }
  }
  const ringing = arrangement.lanes.get(lane.lane)?.ringing ?? []
  const chosen = [...selected].flatMap((id) => arrangement.boxes.get(id) ?? [])
  for (const box of [...chosen, ...ringing]) {
    const placement = preview.placements.get(box.placement.id) ?? box.placement
    if (!box.isWhole || placement.lane !== lane.lane) continue
    const rect = boxRect(view, boxRow(lane, box.sliver), placement)
    if (rect.width < leastForHandles) continue
    const handle = tailAt(view, rect, placement)
    if (Math.hypot(handle.x - x, handle.y - y) <= handleReach)
      return { on: 'placement', id: placement.id, part: 'tail' }
  }
  for (const { cue, lane: at } of arrangement.spotted) {
    if (at !== lane.lane) continue
    const rect = spottedRect(view, lane, preview.cues.get(cue.id) ?? cue.at)
    if (rect.x <= x && x < rect.x + rect.width && holds(rect, y)) return { on: 'cue', id: cue.id }
  }
  return { on: 'lane', lane: lane.lane }
}

function partAt(
  view: Viewport,
  row: Row,
  placement: PlacementView,
  isWhole: boolean,
  x: number,
  y: number,
  selected: ReadonlySet<PlacementId>,
): Part | undefined {
  const rect = boxRect(view, row, placement)
  if (!holds(row, y)) return undefined
  const slack = rect.width < 8 ? 2 : 0
  const [left, right] = [x - rect.x, rect.x + rect.width - x]
  if (left < -slack || right < -slack) return undefined
  if (isWhole && leastForHandles <= rect.width) {
    const handle = handleAt(view, rect, placement, left, right, y - rect.y, selected.has(placement.id))
    if (handle !== undefined) return handle
  }
  const edge = Math.min(edgeWidth, rect.width / 4)
  if (left < edge && left <= right) return 'in'
  if (right < edge) return 'out'
  return 'body'
}

/** Fades, points and gain. The gain line can be held only on a selected placement, or a plain drag would meet it too often. */
function handleAt(
  view: Viewport,
  rect: Rect,
  placement: PlacementView,
  left: number,
  right: number,
  down: number,
  isSelected: boolean,
): Part | undefined {
  const scale = view.scale * view.ratio
  if (stripHeight - 2 <= down && down < stripHeight + 2 * handleReach) {
    const [fadeIn, fadeOut] = [placement.fadeIn.length / scale, placement.fadeOut.length / scale]
    if (Math.abs(left - Math.max(4, fadeIn)) <= handleReach) return 'fadeIn'
    if (Math.abs(right - Math.max(4, fadeOut)) <= handleReach) return 'fadeOut'
  }
  const isInside = edgeWidth < left && edgeWidth < right
  if (!isSelected || !isInside) return undefined
  const x = rect.x + left
  const y = rect.y + down
  const point = placement.volumePoints.findIndex(
    ({ at }) =>
      Math.abs(pointX(view, placement, at) - x) <= handleReach &&
      Math.abs(volumeOffset(placement, at, rect.height) - down) <= handleReach,
  )
  if (0 <= point) return `point${point}`
  for (const edge of ['in', 'out'] as const) {
    const bend = bendAt(view, rect, placement, edge)
    if (bend !== undefined && Math.hypot(bend.x - x, bend.y - y) <= handleReach)
      return edge === 'in' ? 'bendIn' : 'bendOut'
  }
  const moment = timeAt(view, x) - placement.inPoint + placement.trackStart
  return Math.abs(down - volumeOffset(placement, moment, rect.height)) <= 3 ? 'gain' : undefined
}
