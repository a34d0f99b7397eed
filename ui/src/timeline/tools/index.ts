// Which tool a press begins, and the step of whichever is under way.

import { timeAt } from '../viewport'
import { boxRow } from '../layout'
import { noPreview } from '../preview'
import { nothing, placements, placementsOf, toggled } from '../selection'
import { snapToFrame } from '../../lib/time'
import type { Edit, PlacementId } from '../../generated'
import type { Part } from '../hit-test'
import { beginBand, stepBand } from './band'
import { cutAt } from './blade'
import { beginFade, stepFade } from './fade'
import { beginGain, stepGain } from './gain'
import { beginMark, stepMark, type Mark } from './mark'
import { beginMove, stepMove } from './move'
import { beginPan, stepPan } from './pan'
import { beginSceneEdge, stepSceneEdge } from './scene-edge'
import { beginScrub, stepScrub } from './scrub'
import { beginSlip, stepSlip } from './slip'
import { beginTrim, stepTrim } from './trim'
import { done, dragThreshold, shown, stay } from './tool'
import type { Context, Drag, Effect, Gesture, Motion, Pointer, Press, Step } from './tool'

export * from './tool'
export { bladePoint } from './blade'

/** What a press begins. */
export function press(event: Press, context: Context): Step {
  const { pointer, target } = event
  if (event.button === 'middle' || event.space) return stay(beginPan(pointer))
  if (event.clicks === 2) return doubleClick(event, context)
  switch (target.on) {
    case 'ruler':
      return beginScrub(context, pointer)
    case 'placement':
      if (context.tool === 'blade') return cutAt(context, pointer, target)
      return onPlacement(context, pointer, target.id, target.part)
    case 'hit':
    case 'note':
    case 'cue':
      return onMark(context, pointer, target)
    case 'scene':
      return stay(waiting(pointer, beginBand(context, pointer), []), select({ kind: 'scene', id: target.id }))
    case 'sceneEdge':
      return pressed(pointer, beginSceneEdge(context, pointer, target.before, target.after), [])
    case 'scenes':
    case 'marks':
    case 'lane':
    case 'nothing':
      return onNothing(context, pointer)
  }
}

/** The next step of a gesture. */
export function step(gesture: Gesture, motion: Motion, context: Context): Step {
  switch (gesture.kind) {
    case 'idle':
      return done()
    case 'pressed':
      if (motion.type === 'cancel') return done()
      if (motion.type === 'up') return done(...gesture.click)
      return isDrag(gesture.origin, motion.pointer) ? step(gesture.becomes, motion, context) : stay(gesture)
    case 'band':
      return stepBand(gesture, motion, context)
    case 'moving':
      return stepMove(gesture, motion, context)
    case 'trimming':
      return stepTrim(gesture, motion, context)
    case 'slipping':
      return stepSlip(gesture, motion, context)
    case 'fading':
      return stepFade(gesture, motion, context)
    case 'gaining':
      return stepGain(gesture, motion, context)
    case 'marking':
      return stepMark(gesture, motion, context)
    case 'sceneEdging':
      return stepSceneEdge(gesture, motion, context)
    case 'scrub':
      return stepScrub(gesture, motion, context)
    case 'pan':
      return stepPan(gesture, motion)
  }
}

function onPlacement(context: Context, pointer: Pointer, id: PlacementId, part: Part): Step {
  const selected = placementsOf(context.selection)
  const isSelected = selected.includes(id)
  const { shift, alt, command } = pointer.keys
  if (context.tool === 'slip' || (command && alt)) {
    return pressed(pointer, beginSlip(context, pointer, id), [], select(placements([id])))
  }
  const isAdding = shift || command
  const ids = isSelected ? selected : isAdding ? [...selected, id] : [id]
  const now = isSelected ? [] : [select(placements(ids))]
  switch (part) {
    case 'in':
    case 'out':
      return pressed(pointer, beginTrim(context, pointer, id, part), [], ...now)
    case 'fadeIn':
      return pressed(pointer, beginFade(context, pointer, id, 'in'), [], ...now)
    case 'fadeOut':
      return pressed(pointer, beginFade(context, pointer, id, 'out'), [], ...now)
    case 'gain':
      return pressed(pointer, beginGain(context, pointer, id, ids, heightOf(context, id)), [], ...now)
    case 'body': {
      const click = isAdding ? toggled(context.selection, id) : placements([id])
      const later = isSelected && (isAdding || selected.length > 1) ? [select(click)] : []
      return pressed(pointer, beginMove(context, pointer, id, ids), later, ...now)
    }
  }
}

function onMark(context: Context, pointer: Pointer, target: Mark): Step {
  const selection =
    target.on === 'hit'
      ? ({ kind: 'hit', id: target.id } as const)
      : target.on === 'note'
        ? ({ kind: 'note', id: target.id } as const)
        : ({ kind: 'cue', id: target.id } as const)
  return pressed(pointer, beginMark(context, pointer, target), [], select(selection))
}

function onNothing(context: Context, pointer: Pointer): Step {
  const keeps = pointer.keys.shift || pointer.keys.command
  const band = waiting(pointer, beginBand(context, pointer), [])
  return keeps || context.selection.kind === 'nothing' ? stay(band) : stay(band, select(nothing))
}

function doubleClick({ pointer, target }: Press, context: Context): Step {
  switch (target.on) {
    case 'placement': {
      const placement = shown(context, target.id)
      if (placement === undefined) return done()
      if (target.part !== 'gain') return done({ type: 'openCue', cue: placement.cue })
      if (placement.gain === 0) return done()
      const after = { ...placement, gain: 0 as typeof placement.gain }
      const preview = { ...noPreview, placements: new Map([[after.id, after]]) }
      const edits: Edit[] = [{ type: 'shapePlacements', placements: [after.id], gain: after.gain }]
      return done({ type: 'commit', edits, label: 'Set the gain to 0 dB', preview })
    }
    case 'cue':
      return done({ type: 'openCue', cue: target.id })
    case 'lane': {
      const at = snapToFrame(timeAt(context.view, pointer.x), context.arrangement.cut.rate)
      const isInside = 0 <= at && at < context.arrangement.cut.length
      return isInside ? done({ type: 'spot', at, lane: target.lane }) : done()
    }
    case 'nothing':
    case 'ruler':
    case 'scenes':
    case 'marks':
    case 'scene':
    case 'sceneEdge':
    case 'hit':
    case 'note':
      return done()
  }
}

function pressed(origin: Pointer, becomes: Drag | undefined, click: readonly Effect[], ...now: Effect[]): Step {
  return becomes === undefined ? done(...now) : stay(waiting(origin, becomes, click), ...now)
}

function waiting(origin: Pointer, becomes: Drag, click: readonly Effect[]): Gesture {
  return { kind: 'pressed', origin, becomes, click }
}

function select(selection: Extract<Effect, { type: 'select' }>['selection']): Effect {
  return { type: 'select', selection }
}

function isDrag(from: Pointer, to: Pointer): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= dragThreshold
}

function heightOf(context: Context, id: PlacementId): number {
  const box = context.arrangement.boxes.get(id)
  const lane = context.layout.lanes.find((lane) => lane.lane === box?.placement.lane)
  return box === undefined || lane === undefined ? 60 : boxRow(lane, box.sliver).height
}
