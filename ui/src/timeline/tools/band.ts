// The rubber band: what it touches is selected.

import type { PlacementId } from '../../generated'
import { boxesIn } from '../arrangement'
import { boxRow } from '../layout'
import { noPreview, type Preview } from '../preview'
import { placements, placementsOf, type Selection } from '../selection'
import { timeAt, xAt } from '../viewport'
import { done, stay, type Context, type Motion, type Pointer, type Step } from './tool'

export interface Band {
  readonly kind: 'band'
  /** Where it began, in time and pixels down, so that it grows while the view scrolls. */
  readonly time: number
  readonly y: number
  /** What was selected before; kept while Shift or Ctrl is held. */
  readonly before: Selection
  readonly preview: Preview
}

export function beginBand(context: Context, pointer: Pointer): Band {
  const { x, y, keys } = pointer
  const before: Selection = keys.shift || keys.command ? context.selection : { kind: 'nothing' }
  return { kind: 'band', time: timeAt(context.view, x), y: y + context.layout.scroll, before, preview: noPreview }
}

export function stepBand(state: Band, motion: Motion, context: Context): Step {
  switch (motion.type) {
    case 'cancel':
      return done({ type: 'select', selection: state.before })
    case 'up':
      return done()
    case 'move': {
      const { x, y } = motion.pointer
      const [from, top] = [xAt(context.view, state.time), state.y - context.layout.scroll]
      const band = {
        x: Math.min(from, x),
        y: Math.max(context.layout.body.y, Math.min(top, y)),
        width: Math.abs(x - from),
        height: Math.abs(y - top),
      }
      const touched = touchedBy(context, band.x, band.x + band.width, band.y, band.y + band.height)
      const selection = placements([...placementsOf(state.before), ...touched])
      return stay({ ...state, preview: { ...noPreview, band } }, { type: 'select', selection })
    }
  }
}

function touchedBy(context: Context, left: number, right: number, top: number, bottom: number): PlacementId[] {
  const { arrangement, layout, view } = context
  const [start, end] = [timeAt(view, left), timeAt(view, right)]
  return layout.lanes.flatMap((lane) =>
    boxesIn(arrangement.lanes.get(lane.lane), start, end)
      .filter((box) => {
        const row = boxRow(lane, box.sliver)
        return top < row.y + row.height && row.y < bottom
      })
      .map((box) => box.placement.id),
  )
}
