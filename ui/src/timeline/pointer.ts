// From the pointer's events to the tools' steps. The host owns capture, Escape and blur.

import { isMac } from '../platform'
import { alike } from './alike'
import type { TimelineOptions } from './api'
import { createEdgeScroll } from './edge-scroll'
import { targetAt, type Target } from './hit-test'
import { laneAt } from './layout'
import { keysOf, pointerOn } from './place'
import { noPreview } from './preview'
import { holds, only } from './selection'
import type { Stage } from './stage'
import { bladePoint, cursorOver, idle, isDragging, press, previewOf, step, stepTyped } from './tools'
import type { Context, Effect, Gesture, Motion, Pointer, Step } from './tools'
import { thingOf } from './things'
import { scrolled, timeAt } from './viewport'
import { hostWheel } from './wheel'
import { arcWords } from './rows/arc'

interface PointerHost {
  /** Gives up the gesture under way; says whether there was one. */
  cancel(): boolean
  destroy(): void
}

const doubleClickTime = 400
const doubleClickReach = 5

export function hostPointer(root: HTMLElement, stage: Stage, options: TimelineOptions): PointerHost {
  const life = new AbortController()
  const { signal } = life
  let held: number | undefined
  let last: Pointer | undefined
  let lastPress = { time: -Infinity, x: 0, y: 0 }
  let isSpaceDown = false
  /** Figures that were typed since the drag began. */
  let typing = ''

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
      case 'say':
        stage.say(effect.words)
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
    if (typing !== '') {
      typing = ''
      stage.aid = noPreview
    }
    edges.letGo()
    stage.dirty('overlay', 'head')
  }

  const cancel = (): boolean => {
    if (stage.gesture.kind === 'idle') return false
    move({ type: 'cancel' })
    stage.gesture = idle
    end()
    return true
  }

  const edges = createEdgeScroll(
    stage,
    () => (isDragging(stage.gesture) ? stage.gesture.scrollsAtEdge : 'never'),
    (pointer) => {
      move({ type: 'move', pointer })
    },
  )

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
      const lane = laneAt(stage.layout, pointer.y)?.lane
      if (lane !== undefined) options.onLane?.(lane)
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
      edges.hold(pointer)
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

  /** Figures that are typed during a drag: Enter ends it by them. Says whether the key was taken. */
  const type = (key: string): boolean => {
    const isFigure = /^[\d+\-−.,:;fs]$/.test(key) && (typing !== '' || /^[\d+\-−.,]$/.test(key))
    if (isFigure) typing += key
    else if (key === 'Backspace' && typing !== '') typing = typing.slice(0, -1)
    else if (key === 'Enter' && typing !== '') enter()
    else return false
    showTyping()
    return true
  }

  const enter = () => {
    const context = stage.context()
    const next = context === undefined ? undefined : stepTyped(stage.gesture, typing, context)
    typing = ''
    if (next === undefined) return
    if ('wrong' in next) {
      stage.say(next.wrong)
      return
    }
    apply(next)
    stage.aid = noPreview
    end()
  }

  const showTyping = () => {
    const { x, y } = last ?? { x: 0, y: 0 }
    stage.aid = typing === '' ? noPreview : { ...noPreview, readout: { x, y, words: `${typing} ⏎` } }
    stage.dirty('overlay')
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.code === 'Space') isSpaceDown = event.type === 'keydown'
    if (stage.gesture.kind === 'idle') return
    if (event.type === 'keydown' && event.key === 'Escape') {
      cancel()
      event.preventDefault()
      event.stopPropagation()
    } else if (event.type === 'keydown' && isDragging(stage.gesture) && type(event.key)) {
      event.preventDefault()
      event.stopPropagation()
    } else if (last !== undefined && ['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) {
      last = { ...last, keys: keysOf(event) }
      edges.hold(last)
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
      if (lane !== undefined) options.onLane?.(lane)
      const { clientX, clientY } = event
      options.onContextMenu?.({ target, at: timeAt(stage.view, x), lane, clientX, clientY })
    },
    { signal },
  )
  const onWheel = () => {
    if (held !== undefined && last !== undefined) move({ type: 'move', pointer: last })
  }
  hostWheel(root, stage, onWheel, signal)
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
  if (target.on === 'arc') return arcWords(arrangement, target.scene)
  if (target.on !== 'note') return ''
  const note = arrangement.notes.find((note) => note.id === target.id)
  return note === undefined ? '' : `${note.author}: ${note.body}`
}
