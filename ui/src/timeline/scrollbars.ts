// Scroll bars of the timeline: along time at its foot, across lanes at its right edge. They are elements of their own, so
// that the canvases need not know of them.

import type { Stage } from './stage'
import { lefts, scrolled } from './viewport'

interface Scrollbars {
  /** Brings them in step with what is in view. */
  update(): void
  destroy(): void
}

/** CSS pixels. */
const thickness = 12
const leastThumb = 28

/** Where a thumb lies on its bar, in CSS pixels, and how far a pixel of it scrolls. */
interface Thumb {
  readonly at: number
  readonly length: number
  readonly perPixel: number
}

/** The thumb of a bar of `room` pixels, for `all` of which `shown` is in view from `from` on; undefined if all is. */
export function thumbOf(room: number, from: number, shown: number, all: number): Thumb | undefined {
  if (room <= 0 || all <= shown + 0.5) return undefined
  const length = Math.min(room, Math.max(leastThumb, (room * shown) / all))
  const travel = room - length
  const most = all - shown
  return {
    at: travel * Math.min(1, Math.max(0, from / most)),
    length,
    perPixel: travel <= 0 ? 0 : most / travel,
  }
}

export function createScrollbars(root: HTMLElement, stage: Stage): Scrollbars {
  const along = bar('Scroll in time')
  const across = bar('Scroll across lanes')
  root.append(along.track, across.track)
  /** The rows that the bars were placed beside. */
  let laidOut: Stage['layout'] | undefined

  /** All that can be seen of the cut, with the room beside it, in device pixels. */
  const extent = () => {
    const { least, most } = lefts(stage.view, stage.reach)
    return { from: stage.view.left - least, all: most - least + stage.view.width }
  }

  hold(along, (pixels) => {
    const { view } = stage
    const { from, all } = extent()
    const thumb = thumbOf(along.track.clientWidth, from, view.width, all)
    if (thumb !== undefined) stage.setView(scrolled(view, (pixels * thumb.perPixel) / view.ratio, stage.reach))
  })
  hold(across, (pixels) => {
    const { body, scroll, maxScroll } = stage.layout
    const thumb = thumbOf(across.track.clientHeight, scroll, body.height, body.height + maxScroll)
    if (thumb !== undefined) stage.scrollDown(pixels * thumb.perPixel)
  })

  return {
    update() {
      const { view, layout } = stage
      // Nothing here asks the page how large it is: in every frame that scrolls it would lay itself out for the answer.
      if (layout !== laidOut) {
        laidOut = layout
        place(along.track, { left: 0, right: thickness, bottom: 0, height: thickness })
        place(across.track, { top: layout.body.y, right: 0, bottom: thickness, width: thickness })
      }
      const { from, all } = extent()
      const { body, scroll, maxScroll } = layout
      show(along, thumbOf(Math.max(0, view.width / view.ratio - thickness), from, view.width, all), 'width', 'X')
      const down = thumbOf(Math.max(0, body.height - thickness), scroll, body.height, body.height + maxScroll)
      show(across, down, 'height', 'Y')
    },
    destroy() {
      along.track.remove()
      across.track.remove()
    },
  }
}

interface Bar {
  readonly track: HTMLElement
  readonly thumb: HTMLElement
  /** What it shows: what is the same is not set again. */
  shown: Thumb | undefined | 'nothing yet'
}

function bar(label: string): Bar {
  const track = document.createElement('div')
  const thumb = document.createElement('div')
  track.dataset.scrollbar = label
  track.setAttribute('role', 'presentation')
  track.title = label
  Object.assign(track.style, { position: 'absolute', zIndex: '2', touchAction: 'none', cursor: 'default' })
  Object.assign(thumb.style, {
    position: 'absolute',
    inset: '2px',
    borderRadius: '5px',
    background: 'var(--scroll-thumb, var(--line))',
    willChange: 'transform',
  })
  track.append(thumb)
  return { track, thumb, shown: 'nothing yet' }
}

function place(track: HTMLElement, at: Readonly<Record<string, number>>): void {
  for (const [side, pixels] of Object.entries(at)) track.style.setProperty(side, `${pixels}px`)
}

function show(bar: Bar, found: Thumb | undefined, size: 'width' | 'height', axis: 'X' | 'Y'): void {
  const { track, thumb, shown } = bar
  bar.shown = found
  const before = shown === 'nothing yet' ? undefined : shown
  if (shown === 'nothing yet' || (found === undefined) !== (before === undefined)) {
    track.style.visibility = found === undefined ? 'hidden' : 'visible'
    thumb.style.setProperty(size === 'width' ? 'right' : 'bottom', 'auto')
  }
  if (found === undefined) return
  const [length, at] = [Math.round(found.length), Math.round(found.at)]
  if (before === undefined || Math.round(before.length) !== length) thumb.style.setProperty(size, `${length - 4}px`)
  if (before === undefined || Math.round(before.at) !== at) thumb.style.transform = `translate${axis}(${at}px)`
}

/** A drag of the thumb scrolls by as much; a press beside it goes there first. */
function hold({ track, thumb }: Bar, scroll: (pixels: number) => void): void {
  const isAlong = () => track.clientWidth > track.clientHeight
  track.addEventListener('pointerdown', (event) => {
    event.stopPropagation()
    event.preventDefault()
    if (event.button !== 0) return
    const along = (one: PointerEvent) => (isAlong() ? one.clientX : one.clientY)
    const box = thumb.getBoundingClientRect()
    const [start, end] = isAlong() ? [box.left, box.right] : [box.top, box.bottom]
    const at = along(event)
    if (at < start || end <= at) scroll(at - (start + end) / 2)
    let last = at
    track.setPointerCapture(event.pointerId)
    const life = new AbortController()
    const stop = () => life.abort()
    track.addEventListener(
      'pointermove',
      (moved) => {
        scroll(along(moved) - last)
        last = along(moved)
      },
      { signal: life.signal },
    )
    track.addEventListener('pointerup', stop, { signal: life.signal })
    track.addEventListener('pointercancel', stop, { signal: life.signal })
  })
  for (const type of ['pointermove', 'pointerup', 'contextmenu'] as const) {
    track.addEventListener(type, (event) => event.stopPropagation())
  }
}
