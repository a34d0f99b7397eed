// The tail by its handle: dragging sets how long a placement rings on after its end.

import { flicks, flicksPerSecond } from '../../time/time'
import { readLength } from '../../time/typed'
import type { PlacementView } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { mostTail } from '../../generated/limits'
import { timeAt } from '../viewport'
import { heldPart } from './grasp'
import { shown } from '../things'
import { commit, done, naming, readFigure, stay, tool, typedTime } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Ringing {
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly time: number
  readonly preview: Preview
}

/** What a drag goes by: a hundredth of a second, as it is shown. */
const hundredth = flicksPerSecond / 100
/** Fine, while Shift is held: a tenth of the way. */
const fineness = 0.1

function begin(press: Press, context: Context): Begun<Ringing> | undefined {
  const grasp = heldPart(press, context)
  if (grasp?.part !== 'tail') return undefined
  const held = shown(context, grasp.id)
  if (held === undefined || held.locked) return { now: grasp.now }
  const others = grasp.ids.filter((id) => id !== grasp.id).flatMap((id) => shown(context, id) ?? [])
  const from = [held, ...others.filter((one) => !one.locked)]
  const state = { from, time: timeAt(context.view, press.pointer.x), preview: noPreview }
  return { state, waits: true, now: grasp.now }
}

function step(state: Ringing, motion: Motion, context: Context): Next<Ringing> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move':
      return stay({ ...state, preview: previewTail(state, motion.pointer, context) })
    case 'up': {
      const preview = previewTail(state, motion.pointer, context)
      const changed = state.from.flatMap((before) => {
        const tail = (preview.placements.get(before.id) ?? before).tail
        return tail === before.tail ? [] : [{ id: before.id, tail }]
      })
      const ids = changed.map(({ id }) => id)
      return commit(
        changed.map(({ id, tail }) => ({ type: 'shapePlacements', placements: [id], tail })),
        `Let ${naming(context, ids)} ring out`,
        preview,
      )
    }
  }
}

function previewTail({ from, time }: Ringing, pointer: Pointer, context: Context): Preview {
  const by = (timeAt(context.view, pointer.x) - time) * (pointer.keys.shift ? fineness : 1)
  const unit = context.snapping ? hundredth : 1
  const after = from.map((before) => {
    const tail = flicks(Math.min(Math.max(0, Math.round((before.tail + by) / unit) * unit), mostTail))
    return { ...before, tail }
  })
  const [held] = after
  const words = held === undefined ? '' : `tail ${(held.tail / flicksPerSecond).toFixed(2)} s`
  const placements = new Map(after.map((one) => [one.id, one]))
  return { ...noPreview, placements, readout: { x: pointer.x, y: pointer.y, words } }
}

export const tail = tool<Ringing>({
  kind: 'tail',
  begin,
  step,
  preview: (state) => state.preview,
  typed({ from, time }, text, context) {
    const now = from[0]?.tail ?? 0
    const seconds = /^[+\-−]/.test(text.trim()) ? undefined : readFigure(text)
    const read =
      seconds === undefined ? readLength(text, context.arrangement.cut.rate, now) : { value: seconds * flicksPerSecond }
    return typedTime(context, 'wrong' in read ? read : { value: time + (read.value - now) }, 0)
  },
  cursor: (target) => (target.on === 'placement' && target.part === 'tail' ? 'ew-resize' : undefined),
  scrollsAtEdge: 'along',
  movesMarks: false,
})
