// A range on the ruler, dragged in its upper half or with Shift: what plays over and over.

import { durationTimecode, position } from '../../time/time'
import type { Position } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { guidesOf, snap, snapReach } from '../snap'
import { spanOf, type Range } from '../viewport'
import { edgeAt, isRuler } from './scrub'
import { done, snaps, stay, tool, type Context, type Pointer } from './tool'

interface Ranging {
  readonly from: Position
  readonly range: Range
  readonly preview: Preview
}

export const range = tool<Ranging>({
  kind: 'range',
  begin({ pointer, target }, context) {
    if (!isRuler(target) || !pointer.keys.shift) return undefined
    const from = pointAt(context, pointer)
    return { state: { from, range: { start: from, end: from }, preview: noPreview }, waits: true }
  },
  step(state, motion, context) {
    if (motion.type === 'cancel') return done()
    if (motion.type === 'up') {
      return state.range.start === state.range.end ? done() : done({ type: 'loop', range: state.range })
    }
    const at = pointAt(context, motion.pointer)
    const start = position(Math.min(state.from, at))
    const end = position(Math.max(state.from, at))
    const { x, y } = motion.pointer
    const words = durationTimecode(end - start, context.arrangement.cut.rate)
    const preview = { ...noPreview, range: { start, end }, readout: { x, y, words } }
    return stay({ ...state, range: { start, end }, preview })
  },
  preview: (state) => state.preview,
  scrollsAtEdge: 'along',
  movesMarks: true,
})

function pointAt(context: Context, pointer: Pointer): Position {
  const raw = edgeAt(context, pointer)
  if (!snaps(context, { ...pointer, keys: { ...pointer.keys, shift: false } })) return raw
  const guides = guidesOf(context.arrangement, context.playhead, new Set())
  return position(snap(raw, guides, spanOf(context.view, snapReach)).at)
}
