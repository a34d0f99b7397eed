// Dragging the edge of a scene, or the one edge that two scenes share.

import { frameLength, position, snapToFrame, timecodeAt } from '../../time/time'
import type { Edit, Position, Scene, SceneId } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { guidesOf, snap, snapReach, type Guide } from '../snap'
import { spanOf, timeAt } from '../viewport'
import { commit, done, snaps, stay, tool } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface SceneEdging {
  /** The scene that ends here, and the one that begins. */
  readonly before: Scene | undefined
  readonly after: Scene | undefined
  readonly from: Position
  readonly guides: readonly Guide[]
  readonly grip: number
  readonly preview: Preview
}

function begin({ pointer, target }: Press, context: Context): Begun<SceneEdging> | undefined {
  if (target.on !== 'sceneEdge') return undefined
  const scene = (id: SceneId | undefined) => context.arrangement.scenes.find((scene) => scene.id === id)
  const [before, after] = [scene(target.before), scene(target.after)]
  const from = before?.outPoint ?? after?.inPoint
  if (from === undefined) return {}
  const held = new Set<number>([before, after].flatMap((scene) => scene?.id ?? []))
  const guides = guidesOf(context.arrangement, context.playhead, held)
  const grip = timeAt(context.view, pointer.x) - from
  return { state: { before, after, from, guides, grip, preview: noPreview }, waits: true }
}

function step(state: SceneEdging, motion: Motion, context: Context): Next<SceneEdging> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewEdge(state, motion.pointer, context).preview })
    case 'up': {
      const { at, preview } = previewEdge(state, motion.pointer, context)
      if (at === state.from) return done()
      const { before, after } = state
      const shorter: Edit[] = []
      const longer: Edit[] = []
      // The one that gives way goes first, so that the two never overlap on the way.
      const givesWay = (scene: Scene) => (at < state.from ? scene === before : scene === after)
      for (const scene of [before, after]) {
        if (scene === undefined) continue
        const set = scene === before ? { outPoint: at } : { inPoint: at }
        ;(givesWay(scene) ? shorter : longer).push({ type: 'editScene', scene: scene.id, set })
      }
      return commit([...shorter, ...longer], 'Move the edge of a scene', preview)
    }
  }
}

function previewEdge(state: SceneEdging, pointer: Pointer, context: Context) {
  const { rate, length, start } = context.arrangement.cut
  const { before, after } = state
  const frame = frameLength(rate)
  const raw = timeAt(context.view, pointer.x) - state.grip
  const reach = spanOf(context.view, snapReach)
  const snapped = snaps(context, pointer) ? snap(raw, state.guides, reach) : { at: raw, guide: undefined }
  const others = context.arrangement.scenes
  const least = before !== undefined ? before.inPoint + frame : lastBefore(others, state.from)
  const most = after !== undefined ? after.outPoint - frame : firstAfter(others, state.from, length)
  const at = position(Math.min(Math.max(snapToFrame(snapped.at, rate), least), most))
  const scenes = new Map<SceneId, { inPoint: Position; outPoint: Position }>()
  if (before !== undefined) scenes.set(before.id, { inPoint: before.inPoint, outPoint: at })
  if (after !== undefined) scenes.set(after.id, { inPoint: at, outPoint: after.outPoint })
  const guides = snapped.guide === undefined ? [] : [snapped.guide]
  const readout = { x: pointer.x, y: pointer.y, words: timecodeAt(at, start, rate) }
  return { at, preview: { ...noPreview, scenes, guides, readout } }
}

/** A scene's free edge stops at its neighbour. */
function lastBefore(scenes: readonly Scene[], at: number): number {
  return Math.max(0, ...scenes.map((scene) => scene.outPoint).filter((end) => end <= at))
}

function firstAfter(scenes: readonly Scene[], at: number, length: number): number {
  return Math.min(length, ...scenes.map((scene) => scene.inPoint).filter((begin) => at <= begin))
}

export const sceneEdge = tool<SceneEdging>({
  kind: 'sceneEdge',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) => (target.on === 'sceneEdge' ? 'col-resize' : undefined),
  scrollsAtEdge: 'along',
  movesMarks: true,
})
