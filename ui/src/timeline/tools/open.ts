// Double clicks: what is under the pointer is opened to be worked on; a gain line goes back to 0 dB.

import { snapToFrame } from '../../lib/time'
import type { Edit } from '../../generated'
import { noPreview } from '../preview'
import { placements, type Selection } from '../selection'
import { timeAt } from '../viewport'
import { done, select, shown, tool, type Context, type Effect, type Press } from './tool'

export const open = tool<never>({
  kind: 'open',
  begin: (press, context) => (press.clicks === 2 ? { now: opened(press, context) } : undefined),
  step: () => done(),
  preview: () => noPreview,
  scrollsAtEdge: 'never',
  movesMarks: false,
})

function opened({ pointer, target }: Press, context: Context): readonly Effect[] {
  switch (target.on) {
    case 'placement': {
      const placement = shown(context, target.id)
      if (placement === undefined) return []
      if (target.part !== 'gain') return opening(placements([target.id]))
      if (placement.gain === 0) return []
      const after = { ...placement, gain: 0 as typeof placement.gain }
      const preview = { ...noPreview, placements: new Map([[after.id, after]]) }
      const edits: Edit[] = [{ type: 'shapePlacements', placements: [after.id], gain: after.gain }]
      return [{ type: 'commit', edits, label: 'Gain to 0 dB', preview }]
    }
    case 'cue':
      return opening({ kind: 'cue', id: target.id })
    case 'scene':
      return opening({ kind: 'scene', id: target.id })
    case 'hit':
      return opening({ kind: 'hit', id: target.id })
    case 'note':
      return opening({ kind: 'note', id: target.id })
    case 'lane': {
      const at = snapToFrame(timeAt(context.view, pointer.x), context.arrangement.cut.rate)
      const isInside = 0 <= at && at < context.arrangement.cut.length
      return isInside ? [{ type: 'spot', at, lane: target.lane }] : []
    }
    case 'row':
      return target.row === 'ruler' ? [{ type: 'loop', range: undefined }] : []
    case 'nothing':
    case 'sceneEdge':
      return []
  }
}

function opening(what: Selection): readonly Effect[] {
  return [select(what), { type: 'open', what }]
}
