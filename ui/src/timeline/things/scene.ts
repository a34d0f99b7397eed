// Scenes.

import { position } from '../../time/time'
import type { SceneId } from '../../generated'
import type { Ground } from '../hit-test'
import { rowOf } from '../layout'
import type { Rect } from '../preview'
import { xAt } from '../viewport'
import { meets, type Moved, type ThingKind } from './thing'

export const scene: ThingKind<SceneId> = {
  word: 'scene',
  inLanes: false,
  has: (arrangement, id) => arrangement.scenes.some((one) => one.id === id),
  points(ground, id) {
    const span = spanOf(ground, id)
    return span === undefined ? [] : [span.inPoint, span.outPoint]
  },
  rims(ground, id) {
    const rect = rectOf(ground, id)
    return rect === undefined ? [] : [{ rect, radius: 5 }]
  },
  touched: (ground, rect) =>
    ground.arrangement.scenes.flatMap(({ id }) => {
      const own = rectOf(ground, id)
      return own !== undefined && meets(rect, own) ? [id] : []
    }),
  moved,
  copied({ arrangement }, id, by) {
    const scene = arrangement.scenes.find((one) => one.id === id)
    if (scene === undefined) return []
    const { number, slugline, synopsis, moods, intensity, characters } = scene
    const span = { inPoint: position(scene.inPoint + by), outPoint: position(scene.outPoint + by) }
    const spec = { number, slugline, synopsis, moods, intensity, characters, ...span }
    return [{ type: 'addScene', cut: arrangement.cut.id, scene: spec }]
  },
  removal: (ids) => ({ type: 'removeScenes', scenes: [...ids] }),
}

function spanOf({ arrangement, preview }: Ground, id: SceneId) {
  return preview.scenes.get(id) ?? arrangement.scenes.find((one) => one.id === id)
}

function rectOf(ground: Ground, id: SceneId): Rect | undefined {
  const span = spanOf(ground, id)
  if (span === undefined) return undefined
  const row = rowOf(ground.layout, 'scenes')
  const [x, end] = [xAt(ground.view, span.inPoint), xAt(ground.view, span.outPoint)]
  return { x: x + 1, y: row.y + 4, width: end - x - 2, height: row.height - 8 }
}

function moved(ground: Ground, ids: readonly SceneId[], by: number): Moved {
  const spans = ids.flatMap((id) => {
    const span = spanOf(ground, id)
    if (span === undefined) return []
    return [[id, { inPoint: position(span.inPoint + by), outPoint: position(span.outPoint + by) }] as const]
  })
  // The one that is in front goes first, so that none runs into the next on the way.
  const inOrder = spans.toSorted(([, a], [, b]) => (by < 0 ? a.inPoint - b.inPoint : b.inPoint - a.inPoint))
  const edits = inOrder.map(([id, set]) => ({ type: 'editScene' as const, scene: id, set }))
  return { edits, preview: { scenes: new Map(spans) } }
}
