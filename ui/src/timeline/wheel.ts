// What the wheel does: it scrolls in time and across lanes, and zooms with Ctrl.

import { placeOn } from './place'
import type { Stage } from './stage'
import { scrolled, zoomed } from './viewport'

/** Pixels of one line, for wheels that count lines. */
const lineOfWheel = 16

/** `moved` hears that the cut has moved under the pointer. */
export function hostWheel(root: HTMLElement, stage: Stage, moved: () => void, signal: AbortSignal): void {
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineOfWheel : 1
      const [across, down] = [event.deltaX * unit, event.deltaY * unit]
      if (event.ctrlKey || event.metaKey) {
        const { x } = placeOn(root, event)
        // A pinch sends small steps, a wheel large ones; both feel alike on a logarithmic scale.
        const factor = Math.exp(-Math.max(-240, Math.min(240, down)) * (Math.abs(down) < 20 ? 0.012 : 0.0025))
        stage.setView(zoomed(stage.view, factor, x, stage.reach))
      } else if (event.shiftKey || (stage.layout.maxScroll === 0 && across === 0)) {
        stage.setView(scrolled(stage.view, across + down, stage.reach))
      } else {
        stage.scrollDown(down)
        stage.setView(scrolled(stage.view, across, stage.reach))
      }
      moved()
    },
    { signal, passive: false },
  )
}
