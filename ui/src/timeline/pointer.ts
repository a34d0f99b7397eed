// From the pointer's events to the tools' steps. The host owns capture, Escape, blur and scrolling at the edges.

import { isMac } from '../platform'
import { alike } from './alike'
import type { TimelineOptions } from './api'
import { targetAt, type Target } from './hit-test'
import { laneAt } from './layout'
import { noPreview } from './preview'
import { holds, only } from './selection'
import { edgeZone } from './sizes'
import type { Stage } from './stage'
import { bladePoint, cursorOver, idle, isDragging, press, previewOf, step } from './tools'
import type { Context, Effect, Gesture, Keys, Motion, Pointer, Step } from './tools'
import { thingOf } from './things'
import { scrolled, timeAt, zoomed } from './viewport'

export interface PointerHost {
  /** Gives up the gesture under way; says whether there was one. */
  cancel(): boolean
  destroy(): void
}

const doubleClickTime = 400
const doubleClickReach = 5
/** CSS pixels a frame, at most, by which a drag at an edge scrolls. */
const edgeSpeed = 22
/** Pixels of one line, for wheels that count lines. */
const lineOfWheel = 16

/** Ctrl, or Cmd on macOS. */
export function keysOf(event: MouseEvent | KeyboardEvent): Keys {
  return { shift: event.shiftKey, alt: event.altKey, command: isMac ? event.metaKey : event.ctrlKey }
}

/** Where an event happened, in CSS pixels of an element. */
export function pointerOn(element: HTMLElement, event: MouseEvent): Pointer {
  const { left, top } = element.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top, keys: keysOf(event) }
}

export function hostPointer(root: HTMLElement, stage: Stage, options: TimelineOptions): PointerHost {
  const life = new AbortController()
  const { signal } = life
  let held: number | undefined
  let last: Pointer | undefined
  let lastPress = { time: -Infinity, x: 0, y: 0 }
  let isSpaceDown = false
  let ticking = false

  const apply = ({ gesture, effects }: Step) => {
    const shows = previewOf(stage.gesture) !== previewOf(gesture)
    stage.gesture = gesture
    for (const effect of effects) perform(effect)
    if (shows) stage.dirty('overlay', ...(movesMarks(stage) ? (['head'] as const) : []))
  }

  const perform = (effect: Effect) => {
    switch (effect.type) {
      case 'select':
        stage.select(effect.selection)
        return
      case 'seek':
        options.onSeek(effect.at, { scrub: effect.scrub })
        return
      case 'commit':
        stage.commit(effect)
        return
      case 'pan':
        stage.scrollDown(effect.y)
        stage.setView(scrolled(stage.view, effect.x, stage.reach))
        return
      case 'open':
        options.onOpen?.(effect.what)
        return
      case 'loop':
        options.onLoop?.(effect.range)
        return
      case 'spot':
        options.onSpot?.(effect.at, effect.lane)
        return
    }
  }

  const move = (motion: Motion) => {
    const context = stage.context()
    if (context !== undefined) apply(step(stage.gesture, motion, context))
  }

  const end = () => {
    if (held !== undefined && root.hasPointerCapture(held)) root.releasePointerCapture(held)
    held = undefined
    stage.dirty('overlay', 'head')
  }

  const cancel = (): boolean => {
    if (stage.gesture.kind === 'idle') return false
    move({ type: 'cancel' })
    stage.gesture = idle
    end()
    return true
  }

  /** Scrolls while a drag is held at an edge. */
  const tick = () => {
    ticking = false
    if (held === undefined || last === undefined || !scrollsAtEdge(stage)) return
    const by = edgeScroll(last, stage)
    if (by.x === 0 && by.y === 0) return
    stage.scrollDown(by.y)
    stage.setView(scrolled(stage.view, by.x, stage.reach))
    move({ type: 'move', pointer: last })
    schedule()
  }
  const schedule = () => {
    if (ticking) return
    ticking = true
    requestAnimationFrame(tick)
  }

  const hover = (pointer: Pointer | undefined) => {
    const context = stage.context()
    if (context === undefined || stage.carries) return
    const target: Target = pointer === undefined ? { on: 'nothing' } : targetAt(context, pointer.x, pointer.y)
    const aid = pointer !== undefined && stage.tool === 'blade' ? bladeAid(context, pointer, target) : noPreview
    const isSame = alike(target, stage.hover) && aid === stage.aid
    root.style.cursor = isSpaceDown ? 'grab' : cursorOver(target, context)
    root.title = titleFor(target, context)
    if (isSame) return
    stage.hover = target
    stage.aid = aid
    stage.dirty('overlay')
  }

  root.addEventListener(
    'pointerdown',
    (event) => {
      const context = stage.context()
      const isMenu = event.button === 2 || (isMac && event.ctrlKey)
      if (context === undefined || isMenu || event.button > 1 || stage.gesture.kind !== 'idle') return
      const pointer = pointerOn(root, event)
      const isNear = Math.hypot(pointer.x - lastPress.x, pointer.y - lastPress.y) < doubleClickReach
      const isDouble = event.button === 0 && isNear && event.timeStamp - lastPress.time < doubleClickTime
      lastPress = { time: isDouble ? -Infinity : event.timeStamp, x: pointer.x, y: pointer.y }
      event.preventDefault()
      // Keys act on the window's selection now, not on a field that was being typed in.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      held = event.pointerId
      last = pointer
      root.setPointerCapture(held)
      const target = targetAt(context, pointer.x, pointer.y)
      const button = event.button === 1 ? 'middle' : 'main'
      stage.aid = noPreview
      apply(press({ pointer, target, clicks: isDouble ? 2 : 1, button, space: isSpaceDown }, context))
      const now = begun(stage)
      if (isDragging(now) && now.cursor !== undefined) root.style.cursor = now.cursor
      if (now.kind === 'idle') end()
    },
    { signal },
  )
  root.addEventListener(
    'pointermove',
    (event) => {
      const pointer = pointerOn(root, event)
      if (held === undefined) {
        hover(pointer)
        return
      }
      if (event.pointerId !== held) return
      last = pointer
      move({ type: 'move', pointer })
      schedule()
    },
    { signal },
  )
  root.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId !== held) return
      const pointer = pointerOn(root, event)
      move({ type: 'up', pointer })
      end()
      hover(pointer)
    },
    { signal },
  )
  root.addEventListener('pointercancel', cancel, { signal })
  root.addEventListener('lostpointercapture', () => held !== undefined && cancel(), { signal })
  root.addEventListener('pointerleave', () => held === undefined && hover(undefined), { signal })
  window.addEventListener('blur', cancel, { signal })

  const onKey = (event: KeyboardEvent) => {
    if (event.code === 'Space') isSpaceDown = event.type === 'keydown'
    if (stage.gesture.kind === 'idle') return
    if (event.type === 'keydown' && event.key === 'Escape') {
      cancel()
      event.preventDefault()
      event.stopPropagation()
    } else if (last !== undefined && ['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) {
      last = { ...last, keys: keysOf(event) }
      move({ type: 'move', pointer: last })
      if (event.key === 'Alt') event.preventDefault()
    }
  }
  window.addEventListener('keydown', onKey, { signal, capture: true })
  window.addEventListener('keyup', onKey, { signal, capture: true })
  window.addEventListener('blur', () => (isSpaceDown = false), { signal })

  root.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault()
      const context = stage.context()
      if (context === undefined || stage.gesture.kind !== 'idle') return
      const { x, y } = pointerOn(root, event)
      const target = targetAt(context, x, y)
      selectForMenu(stage, target)
      const lane = laneAt(stage.layout, y)?.lane
      const { clientX, clientY } = event
      options.onContextMenu?.({ target, at: timeAt(stage.view, x), lane, clientX, clientY })
    },
    { signal },
  )
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineOfWheel : 1
      const [across, down] = [event.deltaX * unit, event.deltaY * unit]
      if (event.ctrlKey || event.metaKey) {
        const { x } = pointerOn(root, event)
        // A pinch sends small steps, a wheel large ones; both feel alike on a logarithmic scale.
        const factor = Math.exp(-Math.max(-240, Math.min(240, down)) * (Math.abs(down) < 20 ? 0.012 : 0.0025))
        stage.setView(zoomed(stage.view, factor, x, stage.reach))
      } else if (event.shiftKey || (stage.layout.maxScroll === 0 && across === 0)) {
        stage.setView(scrolled(stage.view, across + down, stage.reach))
      } else {
        stage.scrollDown(down)
        stage.setView(scrolled(stage.view, across, stage.reach))
      }
      if (held !== undefined && last !== undefined) move({ type: 'move', pointer: last })
    },
    { signal, passive: false },
  )
  return {
    cancel,
    destroy() {
      cancel()
      life.abort()
    },
  }
}

/** The gesture that a press has just begun; asked of the stage anew, since the step has changed it. */
function begun(stage: Stage): Gesture {
  return stage.gesture
}

function bladeAid(context: Context, pointer: Pointer, target: Target) {
  return target.on === 'placement' || target.on === 'lane' ? bladePoint(context, pointer).preview : noPreview
}

function scrollsAtEdge(stage: Stage): boolean {
  return isDragging(stage.gesture) && stage.gesture.scrollsAtEdge !== 'never'
}

/** How far to scroll in this frame: further the deeper the pointer is in the edge. */
export function edgeScroll(pointer: Pointer, stage: Stage): { readonly x: number; readonly y: number } {
  const { view, layout } = stage
  const speed = (into: number) => (into <= 0 ? 0 : Math.ceil((Math.min(into, edgeZone) / edgeZone) * edgeSpeed))
  const width = view.width / view.ratio
  const x = speed(pointer.x - (width - edgeZone)) - speed(edgeZone - pointer.x)
  const bottom = layout.body.y + layout.body.height
  const isAcrossLanes = isDragging(stage.gesture) && stage.gesture.scrollsAtEdge === 'everywhere'
  const y = isAcrossLanes ? speed(pointer.y - (bottom - 16)) - speed(layout.body.y + 8 - pointer.y) : 0
  return { x, y: layout.maxScroll === 0 ? 0 : Math.round(y / 2) }
}

function movesMarks(stage: Stage): boolean {
  return !isDragging(stage.gesture) || stage.gesture.movesMarks
}

function selectForMenu(stage: Stage, target: Target): void {
  const thing = thingOf(target)
  if (thing !== undefined && !holds(stage.selection, thing)) stage.select(only(thing))
}

/** Words for what a mark is too small to say itself. */
function titleFor(target: Target, { arrangement }: Context): string {
  if (target.on === 'hit') return arrangement.hits.find((hit) => hit.id === target.id)?.label ?? ''
  if (target.on !== 'note') return ''
  const note = arrangement.notes.find((note) => note.id === target.id)
  return note === undefined ? '' : `${note.author}: ${note.body}`
}
