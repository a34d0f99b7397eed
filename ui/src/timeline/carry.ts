// Carrying tracks from elsewhere in the window over the timeline, and files from the desktop.

import type { TrackId } from '../generated'
import type { Carried, DropTarget } from './api'
import { noPreview } from './preview'
import { createEdgeScroll } from './edge-scroll'
import { placeOn, pointerOn } from './place'
import type { Stage } from './stage'
import { landing, placing, type Landing } from './tools/drop'
import { dragThreshold, type Pointer } from './tools'

interface Carrier {
  drag(tracks: readonly (Carried & { readonly id: TrackId })[], event: PointerEvent): void
  preview(clientX: number, clientY: number, items: readonly Carried[]): DropTarget | undefined
  drop(clientX: number, clientY: number): DropTarget | undefined
  /** Says whether anything was carried. */
  cancel(): boolean
}

const noKeys = { shift: false, alt: false, command: false }

export function createCarrier(root: HTMLElement, stage: Stage): Carrier {
  let stop: (() => void) | undefined
  let files: readonly Carried[] = []

  const over = (pointer: Pointer, items: readonly Carried[]): Landing | undefined => {
    const context = stage.context()
    const found = context !== undefined && isOn(root, pointer) ? landing(context, pointer, items) : undefined
    const aid = found?.preview ?? noPreview
    if (aid !== stage.aid) {
      stage.aid = aid
      stage.dirty('overlay')
    }
    return found
  }
  const clear = () => {
    stage.aid = noPreview
    stage.dirty('overlay')
  }
  const at = (clientX: number, clientY: number): Pointer => ({
    ...placeOn(root, { clientX, clientY }),
    keys: noKeys,
  })

  return {
    drag(tracks, event) {
      stop?.()
      if (tracks.length === 0) return
      const life = new AbortController()
      const options = { signal: life.signal, capture: true }
      const origin = { x: event.clientX, y: event.clientY }
      const chip = chipFor(tracks)
      let hasMoved = false

      const edges = createEdgeScroll(
        stage,
        () => 'everywhere',
        (pointer) => {
          over(pointer, tracks)
        },
      )

      const end = () => {
        stop = undefined
        stage.carries = false
        life.abort()
        edges.letGo()
        chip.remove()
        clear()
      }
      stop = end
      stage.carries = true
      const follow = (moved: PointerEvent) => {
        if (!hasMoved && Math.hypot(moved.clientX - origin.x, moved.clientY - origin.y) < dragThreshold) return
        if (!hasMoved) document.body.append(chip)
        hasMoved = true
        const pointer = pointerOn(root, moved)
        const found = over(pointer, tracks)
        if (isOn(root, pointer)) edges.hold(pointer)
        else edges.letGo()
        chip.style.transform = `translate(${moved.clientX + 12}px, ${moved.clientY + 10}px)`
        chip.style.opacity = found === undefined ? '0.75' : '1'
      }
      window.addEventListener('pointermove', follow, options)
      window.addEventListener(
        'pointerup',
        (released) => {
          const context = stage.context()
          const found = hasMoved ? over(pointerOn(root, released), tracks) : undefined
          end()
          if (found === undefined || context === undefined) return
          const { ghosts } = found.preview
          const { leftOut, ...wish } = placing(context, found, tracks)
          const stayed = leftOut > 0 ? leftOutWords(leftOut, tracks.length) : ''
          stage.commit({ ...wish, preview: { ...noPreview, ghosts }, stayed })
        },
        options,
      )
      window.addEventListener('pointercancel', end, options)
      window.addEventListener('blur', end, options)
      window.addEventListener(
        'keydown',
        (pressed) => {
          if (pressed.key !== 'Escape') return
          pressed.preventDefault()
          pressed.stopPropagation()
          end()
        },
        options,
      )
    },
    preview(clientX, clientY, items) {
      files = items
      return over(at(clientX, clientY), items)?.target
    },
    drop(clientX, clientY) {
      const found = over(at(clientX, clientY), files.length > 0 ? files : [{ title: '' }])
      files = []
      clear()
      return found?.target
    },
    cancel() {
      const carried = stop !== undefined || files.length > 0
      stop?.()
      files = []
      clear()
      return carried
    },
  }
}

function isOn(root: HTMLElement, { x, y }: Pointer): boolean {
  return 0 <= x && x < root.clientWidth && 0 <= y && y < root.clientHeight
}

function leftOutWords(leftOut: number, of: number): string {
  return `${of - leftOut} of ${of} tracks placed; ${leftOut} did not fit before the end of the cut.`
}

/** What hangs on the pointer: the track's title, or how many there are. */
function chipFor(tracks: readonly Carried[]): HTMLElement {
  const chip = document.createElement('div')
  chip.textContent = tracks.length === 1 ? (tracks[0]?.title ?? '') : `${tracks.length} tracks`
  chip.dataset.carried = ''
  Object.assign(chip.style, {
    position: 'fixed',
    left: '0',
    top: '0',
    zIndex: '1000',
    pointerEvents: 'none',
    padding: '4px 10px',
    maxWidth: '280px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    borderRadius: 'var(--radius-small)',
    background: 'var(--accent)',
    color: 'var(--ink-on-accent)',
    font: '500 12px var(--face)',
    boxShadow: 'var(--shadow)',
  })
  return chip
}
