// While something is held at an edge of the timeline, the cut scrolls under it.

import { edgeZone } from './sizes'
import type { Stage } from './stage'
import type { Pointer, Scrolling } from './tools'
import { scrolled } from './viewport'

/** CSS pixels a frame, at most. */
const fastest = 22

interface EdgeScroll {
  /** Something is held there: scrolls for as long as it stays at an edge. */
  hold(pointer: Pointer): void
  letGo(): void
}

/** `way` says how what is held may scroll; `under` hears that the cut has moved under the pointer. */
export function createEdgeScroll(stage: Stage, way: () => Scrolling, under: (pointer: Pointer) => void): EdgeScroll {
  let held: Pointer | undefined
  let frame = 0

  const tick = () => {
    frame = 0
    const by = held === undefined ? still : edgeSpeed(stage, way(), held)
    if (held === undefined || (by.x === 0 && by.y === 0)) return
    stage.scrollDown(by.y)
    stage.setView(scrolled(stage.view, by.x, stage.reach))
    under(held)
    schedule()
  }
  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(tick)
  }
  return {
    hold(pointer) {
      held = pointer
      schedule()
    },
    letGo() {
      held = undefined
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}

const still = { x: 0, y: 0 }

/** How far to scroll in this frame: further the deeper the pointer is in the edge. */
function edgeSpeed({ view, layout }: Stage, way: Scrolling, { x, y }: Pointer): { x: number; y: number } {
  if (way === 'never') return still
  const speed = (into: number) => (into <= 0 ? 0 : Math.ceil((Math.min(into, edgeZone) / edgeZone) * fastest))
  const across = speed(x - (view.width / view.ratio - edgeZone)) - speed(edgeZone - x)
  if (way === 'along' || layout.maxScroll === 0) return { x: across, y: 0 }
  const bottom = layout.body.y + layout.body.height
  const down = speed(y - (bottom - 16)) - speed(layout.body.y + 8 - y)
  return { x: across, y: Math.round(down / 2) }
}
