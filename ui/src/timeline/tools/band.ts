// The rubber band: what it touches is selected. Among the lanes it stays there; one that begins above them also takes
// scenes, hits and notes.

import { rowOf } from '../layout'
import { noPreview, type Preview } from '../preview'
import { isNothing, nothing, united, type Selection } from '../selection'
import { touchedBy } from '../things'
import { timeAt, xAt } from '../viewport'
import { graspOf } from './grasp'
import { done, select, stay, tool, type Begun, type Context, type Motion, type Next, type Press } from './tool'

interface Band {
  /** Where it began, in time and pixels down, so that it grows while the view scrolls. */
  readonly time: number
  readonly y: number
  /** Whether it began above the lanes, which scroll under it. */
  readonly isAbove: boolean
  /** What stays selected: all that was, while Shift or Ctrl is held. */
  readonly keeps: Selection
  readonly preview: Preview
}

/** Begins wherever nothing else does. What it begins on is selected, or nothing is, unless Shift or Ctrl adds to it. */
function begin(press: Press, context: Context): Begun<Band> | undefined {
  const { x, y, keys } = press.pointer
  const { layout, selection: before } = context
  const adds = keys.shift || keys.command
  const isAbove = y < layout.body.y
  const place = { time: timeAt(context.view, x), y: isAbove ? y : y + layout.scroll, isAbove }
  const state = { ...place, keeps: adds ? before : nothing, preview: noPreview }
  const grasp = graspOf(press, context)
  if (grasp !== undefined) return { state, waits: true, now: grasp.now, click: grasp.click }
  return { state, waits: true, now: adds || isNothing(before) ? [] : [select(nothing)] }
}

function step(state: Band, motion: Motion, context: Context): Next<Band> {
  switch (motion.type) {
    case 'cancel':
      return done({ type: 'select', selection: state.keeps })
    case 'up':
      return done()
    case 'move': {
      const { x, y } = motion.pointer
      const { view, layout } = context
      const [from, origin] = [xAt(view, state.time), state.isAbove ? state.y : state.y - layout.scroll]
      const least = state.isAbove ? rowOf(layout, 'ruler').height : layout.body.y
      const [top, bottom] = [Math.max(least, Math.min(origin, y)), Math.max(origin, y)]
      const band = { x: Math.min(from, x), y: top, width: Math.abs(x - from), height: Math.max(0, bottom - top) }
      const selection = united(state.keeps, touchedBy(context, band))
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
