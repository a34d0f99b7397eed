// Dragging the intensity of a scene on the arc: up is more, a step at a time.

import type { Scene } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { rowOf } from '../layout'
import { stepOf } from '../rows/arc'
import { commit, done, stay, tool } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Arcing {
  readonly scene: Scene
  readonly from: number
  readonly grip: number
  readonly preview: Preview
}

/** Where a scene that has no intensity begins. */
const middle = 5

function begin({ pointer, target }: Press, context: Context): Begun<Arcing> | undefined {
  if (target.on !== 'arc') return undefined
  const scene = context.arrangement.scenes.find((one) => one.id === target.scene)
  if (scene === undefined) return {}
  return { state: { scene, from: scene.intensity ?? middle, grip: pointer.y, preview: noPreview }, waits: true }
}

function step(state: Arcing, motion: Motion, context: Context): Next<Arcing> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewed(state, motion.pointer, context).preview })
    case 'up': {
      const { intensity, preview } = previewed(state, motion.pointer, context)
      if (intensity === state.scene.intensity) return done()
      const { id, number } = state.scene
      return commit([{ type: 'editScene', scene: id, set: { intensity } }], `Intensity of scene ${number}`, preview)
    }
  }
}

function previewed(state: Arcing, pointer: Pointer, context: Context) {
  const { scene, from, grip } = state
  const row = rowOf(context.layout, 'arc')
  const intensity = Math.min(10, Math.max(0, Math.round(from + (grip - pointer.y) / stepOf(row))))
  const { inPoint, outPoint } = scene
  const scenes = new Map([[scene.id, { inPoint, outPoint, intensity }]])
  const readout = { x: pointer.x, y: pointer.y, words: `Scene ${scene.number}: ${intensity} of 10` }
  return { intensity, preview: { ...noPreview, scenes, readout } }
}

export const arc = tool<Arcing>({
  kind: 'arc',
  begin,
  step,
  preview: (state) => state.preview,
  cursor: (target) => (target.on === 'arc' ? 'ns-resize' : undefined),
  scrollsAtEdge: 'never',
  movesMarks: true,
})
