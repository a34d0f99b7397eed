// The rubber band: what it touches is selected.

import type { PlacementId } from '../../generated'
import { boxesIn } from '../arrangement'
import { boxRow } from '../boxes'
import { noPreview, type Preview } from '../preview'
import { nothing, placements, placementsOf, type Selection } from '../selection'
import { timeAt, xAt } from '../viewport'
import { done, select, stay, tool, type Begun, type Context, type Motion, type Next, type Press } from './tool'

export interface Band {
  /** Where it began, in time and pixels down, so that it grows while the view scrolls. */
  readonly time: number
  readonly y: number
  /** What was selected before; kept while Shift or Ctrl is held. */
  readonly before: Selection
  readonly preview: Preview
}

/** Begins wherever nothing else does. What it begins on is selected, or nothing is, unless Shift or Ctrl adds to it. */
function begin({ pointer, target }: Press, context: Context): Begun<Band> {
  const { x, y, keys } = pointer
  const keeps = keys.shift || keys.command
  const before: Selection = keeps ? context.selection : nothing
  const state = { time: timeAt(context.view, x), y: y + context.layout.scroll, before, preview: noPreview }
  if (target.on === 'scene') return { state, waits: true, now: [select({ kind: 'scene', id: target.id })] }
  return { state, waits: true, now: keeps || context.selection.kind === 'nothing' ? [] : [select(nothing)] }
}

function step(state: Band, motion: Motion, context: Context): Next<Band> {
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

export const band = tool<Band>({
  kind: 'band',
  begin,
  step,
  preview: (state) => state.preview,
  scrollsAtEdge: 'everywhere',
  movesMarks: false,
})

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
