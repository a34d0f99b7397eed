// Double clicks: what is under the pointer is opened to be worked on; a gain line goes back to 0 dB.

import { snapToFrame } from '../../time/time'
import type { Edit } from '../../generated'
import { pointOf } from '../hit-test'
import { noPreview, showing } from '../preview'
import { only, type Thing } from '../selection'
import { shown } from '../things'
import { timeAt } from '../viewport'
import { done, select, tool, type Context, type Effect, type Press } from './tool'

export const open = tool<never>({
  kind: 'open',
  begin: (press, context) =>
    press.clicks === 2 && !isHandled(press, context) ? { now: opened(press, context) } : undefined,
  step: () => done(),
  preview: () => noPreview,
  scrollsAtEdge: 'never',
  movesMarks: false,
})

/** Points of a volume line and the middles of fades have a double click of their own. */
function isHandled({ target }: Press, context: Context): boolean {
  if (target.on !== 'placement') return false
  return context.tool === 'volume' || target.part.startsWith('bend') || pointOf(target.part) !== undefined
}

function opened({ pointer, target }: Press, context: Context): readonly Effect[] {
  switch (target.on) {
    case 'placement': {
      const placement = shown(context, target.id)
      if (placement === undefined) return []
      if (target.part !== 'gain') return opening({ on: 'placement', id: target.id })
      if (placement.gain === 0) return []
      const after = { ...placement, gain: 0 as typeof placement.gain }
      const preview = showing(after)
      const edits: Edit[] = [{ type: 'shapePlacements', placements: [after.id], gain: after.gain }]
      return [{ type: 'commit', edits, label: 'Gain to 0 dB', preview }]
    }
    case 'cue':
    case 'scene':
    case 'hit':
    case 'note':
      return opening(target)
    case 'lane': {
      const at = snapToFrame(timeAt(context.view, pointer.x), context.arrangement.cut.rate)
      const isInside = 0 <= at && at < context.arrangement.cut.length
      return isInside ? [{ type: 'spot', at, lane: target.lane }] : []
    }
    case 'row':
      return target.row === 'ruler' ? [{ type: 'loop', range: undefined }] : []
    case 'nothing':
    case 'arc':
    case 'sceneEdge':
      return []
  }
}

function opening(what: Thing): readonly Effect[] {
  return [select(only(what)), { type: 'open', what }]
}
