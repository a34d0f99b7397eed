// The tail by its handle: dragging sets how long a placement rings on after its end.

import { flicks, flicksPerSecond } from '../../time/time'
import { readLength } from '../../time/typed'
import type { PlacementView } from '../../generated'
import { noPreview, type Preview } from '../preview'
import { mostTail } from '../../generated/limits'
import { goOn, goingFrom, type Going } from './going'
import { heldPart } from './grasp'
import { shown } from '../things'
import { commit, done, naming, readFigure, stay, stayedWords, tool, typedTime } from './tool'
import type { Begun, Context, Motion, Next, Pointer, Press } from './tool'

interface Ringing extends Going {
  /** As they were, the held one first. */
  readonly from: readonly PlacementView[]
  readonly preview: Preview
}

/** What a drag goes by: a hundredth of a second, as it is shown. */
const hundredth = flicksPerSecond / 100

function begin(press: Press, context: Context): Begun<Ringing> | undefined {
  const grasp = heldPart(press, context)
  if (grasp?.part !== 'tail') return undefined
  const held = shown(context, grasp.id)
  if (held === undefined || held.locked) return { now: grasp.now }
  const others = grasp.ids.filter((id) => id !== grasp.id).flatMap((id) => shown(context, id) ?? [])
  const from = [held, ...others.filter((one) => !one.locked)]
  const state = { from, ...goingFrom(press.pointer, context), preview: noPreview }
  return { state, waits: true, now: grasp.now }
}

function step(state: Ringing, motion: Motion, context: Context): Next<Ringing> {
  switch (motion.type) {
    case 'cancel':
      return done()
    case 'move': {
      const next = { ...state, ...goOn(state, motion.pointer, context) }
      return stay({ ...next, preview: previewTail(next, motion.pointer, context) })
    }
    case 'up': {
      const last = { ...state, ...goOn(state, motion.pointer, context) }
      const preview = previewTail(last, motion.pointer, context)
      const changed = state.from.flatMap((before) => {
        const tail = (preview.placements.get(before.id) ?? before).tail
        return tail === before.tail ? [] : [{ id: before.id, tail }]
      })
      const ids = changed.map(({ id }) => id)
      return commit(
        changed.map(({ id, tail }) => ({ type: 'shapePlacements', placements: [id], tail })),
        `Let ${naming(context, ids)} ring out`,
        preview,
        stayedWords(context),
      )
    }
  }
}

function previewTail({ from, gone: by }: Ringing, pointer: Pointer, context: Context): Preview {
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
  typed({ from, time, gone }, text, context) {
    const now = from[0]?.tail ?? 0
    const seconds = /^[+\-−]/.test(text.trim()) ? undefined : readFigure(text)
    const read =
      seconds === undefined ? readLength(text, context.arrangement.cut.rate, now) : { value: seconds * flicksPerSecond }
    return typedTime(context, 'wrong' in read ? read : { value: time + (read.value - now) - gone }, 0)
  },
  cursor: (target) => (target.on === 'placement' && target.part === 'tail' ? 'ew-resize' : undefined),
  scrollsAtEdge: 'along',
  movesMarks: false,
})
