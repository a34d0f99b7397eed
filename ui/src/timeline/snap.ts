// Snapping: the points that a dragged edge is drawn to, and which of them it has reached.

import { position } from '../time/time'
import type { PlacementId, Position } from '../generated'
import type { Arrangement } from './arrangement'
import { firstIndex } from './first-index'

/** A point worth meeting, and what to call it. */
export interface Guide {
  readonly at: Position
  readonly label: string
}

interface Snapped {
  readonly at: Position
  /** What it snapped to. */
  readonly guide: Guide | undefined
}

/** How near an edge must come, in CSS pixels. */
export const snapReach = 8

/** Scene edges, hits, edges of placements other than `dragged`, the playhead and the ends of the cut, by time. */
export function guidesOf(arrangement: Arrangement, playhead: Position, dragged: ReadonlySet<number>): readonly Guide[] {
  const guides: Guide[] = [
    { at: position(0), label: 'start of the cut' },
    { at: position(arrangement.cut.length), label: 'end of the cut' },
    { at: playhead, label: 'playhead' },
  ]
  for (const scene of arrangement.scenes) {
    if (dragged.has(scene.id)) continue
    guides.push({ at: scene.inPoint, label: `scene ${scene.number}` })
    guides.push({ at: scene.outPoint, label: `end of scene ${scene.number}` })
  }
  for (const hit of arrangement.hits) {
    if (!dragged.has(hit.id)) guides.push({ at: hit.at, label: hit.label || 'hit' })
  }
  for (const { placement, cue } of arrangement.boxes.values()) {
    if (dragged.has(placement.id)) continue
    const name = `${cue?.number ?? ''}${placement.letter}`
    guides.push({ at: placement.inPoint, label: `start of ${name}` })
    guides.push({ at: placement.outPoint, label: `end of ${name}` })
  }
  return guides.toSorted((a, b) => a.at - b.at)
}

/** The nearest guide within reach, or the raw point. `guides` are sorted by time; among equals the first wins. */
export function snap(raw: number, guides: readonly Guide[], reach: number): Snapped {
  const near = nearest(guides, raw)
  if (near === undefined || reach < Math.abs(near.at - raw)) return { at: position(raw), guide: undefined }
  return { at: near.at, guide: near }
}

/** How far to move edges that want to move by `raw`: so that the one nearest to a guide meets it. */
export function snapTogether(
  edges: readonly Position[],
  raw: number,
  guides: readonly Guide[],
  reach: number,
): { readonly by: number; readonly guide: Guide | undefined } {
  let best: { by: number; guide: Guide; gap: number } | undefined
  for (const edge of edges) {
    const near = nearest(guides, edge + raw)
    if (near === undefined) continue
    const gap = Math.abs(near.at - edge - raw)
    if (gap <= reach && (best === undefined || gap < best.gap)) best = { by: near.at - edge, guide: near, gap }
  }
  return best ?? { by: raw, guide: undefined }
}

/** Everything but what is dragged. */
export function draggedSet(ids: readonly PlacementId[]): ReadonlySet<number> {
  return new Set<number>(ids)
}

function nearest(guides: readonly Guide[], at: number): Guide | undefined {
  const after = firstIndex(guides.length, (index) => at <= (guides[index]?.at ?? 0))
  const [before, next] = [guides[after - 1], guides[after]]
  if (before === undefined || next === undefined) return before ?? next
  return at - before.at < next.at - at ? before : next
}
