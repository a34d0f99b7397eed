// The timeline engine: its element, its state, its layers and its hands, put together behind one small interface.

import type { Position } from '../generated'
import type { Timeline, TimelineOptions } from './api'
import { createCarrier } from './carry'
import * as commands from './commands'
import { Painter } from './painter'
import { readPalette } from './palette'
import { hostPointer } from './pointer'
import { noPreview, type Rect } from './preview'
import { isNothing, nothing, thingsOf, type Selection } from './selection'
import { createScrollbars } from './scrollbars'
import { Stage, type Layer } from './stage'
import { rimsOf, timeOf } from './things'
import type { Context } from './tools'
import { createTwin } from './twin'
import { fitted, rangeOf, scrolled, turnedTo, whole, xAt, zoomed, type Range } from './viewport'

/** How much closer one press of a key comes. */
const zoomStep = 1.6

/** Makes a timeline inside `host`, which it fills. */
export function createTimeline(host: HTMLElement, options: TimelineOptions): Timeline {
  const { root, still, over, playhead } = elements()
  const dirty = new Set<Layer>()
  let frame = 0
  let run = 0

  const paint = () => {
    frame = 0
    const layers = new Set(dirty)
    dirty.clear()
    painter.paint(layers)
    bars.update()
    if (layers.has('twin') && stage.arrangement !== undefined) twin.show(stage.arrangement, stage.selection)
  }
  const mark = (...layers: readonly Layer[]) => {
    for (const layer of layers) dirty.add(layer)
    if (frame === 0) frame = requestAnimationFrame(paint)
  }
  const twin = createTwin(
    (selection) => {
      stage.select(selection)
      reveal(selection)
    },
    (thing) => {
      options.onOpen?.(thing)
    },
  )
  root.append(still, over, playhead, twin.element)
  host.append(root)
  const stage = new Stage(options, options.palette ?? readPalette(host), mark, (words) => {
    twin.announce(words)
  })
  const painter = new Painter(stage, options, still, over, playhead)
  const pointer = hostPointer(root, stage, options)
  const carrier = createCarrier(root, stage)
  const bars = createScrollbars(root, stage)

  const measure = () => {
    const { clientWidth: width, clientHeight: height } = root
    if (width === 0 || height === 0) return
    painter.resize(width, height, window.devicePixelRatio)
    stage.resize(width, height, window.devicePixelRatio)
    // A canvas that changes its size is cleared: draw at once, or a frame is empty.
    cancelAnimationFrame(frame)
    paint()
  }
  const sizes = new ResizeObserver(measure)
  sizes.observe(root)
  const stopRatio = watchRatio(measure)
  // Type that arrives later has other widths; labels set before must go.
  const faces = (document as Partial<Document>).fonts
  void faces?.ready.then(() => {
    painter.forget()
    mark('lanes', 'head', 'overlay')
  })
  const onKeyUp = () => (run += 1)
  window.addEventListener('keyup', onKeyUp)
  measure()

  const act = (command: (context: Context) => commands.Command | undefined, mergeKey?: string) => {
    const context = stage.context()
    const found = context === undefined ? undefined : command(context)
    if (found !== undefined) stage.commit(found, mergeKey)
    return found !== undefined
  }
  const explain = (words: (context: Context) => string) => {
    const context = stage.context()
    if (context !== undefined) stage.say(words(context))
  }
  /** Repeats of a held key on the same things are one step of undo. */
  const held = (what: string) =>
    `${what} ${run} ${thingsOf(stage.selection)
      .map(({ on, id }) => `${on} ${id}`)
      .join()}`
  const reveal = (selection: Selection) => {
    const context = stage.context()
    const range = context === undefined ? undefined : commands.rangeOfSelection({ ...context, selection })
    if (range !== undefined) stage.setView(turnedTo(stage.view, range.start, stage.reach))
  }
  const zoomBy = (factor: number) => {
    const { view, playhead: at } = stage
    const width = view.width / view.ratio
    const x = xAt(view, at)
    stage.setView(zoomed(view, factor, 0 <= x && x <= width ? x : width / 2, stage.reach))
  }
  const editAfter = (is: (at: Position) => boolean, last: boolean): Position | undefined => {
    if (stage.arrangement === undefined) return undefined
    const points = commands.editPoints(stage.arrangement).filter(is)
    return last ? points.at(-1) : points[0]
  }
  const setTool = (tool: Stage['tool']) => {
    if (tool === stage.tool) return
    stage.tool = tool
    stage.aid = noPreview
    mark('overlay')
    options.onTool?.(tool)
  }

  return {
    setCut: (view, lanes) => {
      stage.setCut(view, lanes)
    },
    setPosition(at, how) {
      if (at === stage.playhead) return
      stage.playhead = at
      if (how?.follow === true && stage.gesture.kind === 'idle') stage.setView(turnedTo(stage.view, at, stage.reach))
      painter.movePlayhead()
    },
    setSelection: (selection) => {
      stage.setSelection(selection)
    },
    setSound: (sound) => {
      stage.setSound(sound)
    },
    setFilmstrip: (cut, pictures) => {
      stage.setFilmstrip(cut, pictures)
    },
    setMonitor: (monitor) => {
      stage.setMonitor(monitor)
    },
    setBeside: (ghosts) => {
      stage.setBeside(ghosts)
    },
    setLoop(range) {
      stage.loop = range
      mark('overlay')
    },
    setSnapping(on) {
      if (on === stage.snapping) return
      stage.snapping = on
      options.onSnapping?.(on)
    },
    setOpen: (cues) => {
      stage.setOpen(cues)
    },
    setRipple(on) {
      stage.ripple = on
    },
    setTool,
    setLaneHeight: (lane, height) => {
      stage.setLaneHeight(lane, height)
    },
    invalidateWaveforms: () => {
      mark('lanes', 'overlay')
    },
    layout: () => stage.layout,
    view: () => rangeOf(stage.view),
    tool: () => stage.tool,
    snapping: () => stage.snapping,
    selection: () => stage.selection,
    selectedTime() {
      const context = stage.context()
      const time = context === undefined ? undefined : timeOf(context, stage.selection)
      return time !== undefined && time.end - time.start > stage.reach.frame ? time : undefined
    },
    boundsOf: (selection) => boundsOf(stage, selection),
    dragTracks: (tracks, event) => {
      carrier.drag(tracks, event)
    },
    previewDrop: (clientX, clientY, items) => carrier.preview(clientX, clientY, items),
    dropAt: (clientX, clientY) => carrier.drop(clientX, clientY),
    cancelDrop: () => void carrier.cancel(),
    zoomIn: () => {
      zoomBy(zoomStep)
    },
    zoomOut: () => {
      zoomBy(1 / zoomStep)
    },
    zoomToSelection() {
      const context = stage.context()
      const range = context === undefined ? undefined : commands.rangeOfSelection(context)
      if (range === undefined) stage.say('Select what to zoom to first.')
      else stage.setView(fitted(stage.view, range, stage.reach))
    },
    zoomToEpisode: () => {
      stage.setView(whole(stage.view, stage.reach))
    },
    show: (range: Range) => {
      stage.setView(fitted(stage.view, range, stage.reach))
    },
    scrollBy(pixelsX, pixelsY) {
      stage.scrollDown(pixelsY)
      stage.setView(scrolled(stage.view, pixelsX, stage.reach))
    },
    nextEdit: () => editAfter((at) => stage.playhead < at, false),
    previousEdit: () => editAfter((at) => at < stage.playhead, true),
    nudge: (frames) => {
      const isMoved = act((context) => commands.nudged(context, frames), held('nudge'))
      if (!isMoved && !isNothing(stage.selection)) {
        stage.say(frames < 0 ? 'It is already at the start of the cut.' : 'It is already at the end of the cut.')
      }
    },
    trimBy: (edge, frames) => {
      const isMoved = act((context) => commands.trimmedBy(context, edge, frames), held(`trim ${edge}`))
      if (!isMoved) explain((context) => commands.whyNotTrimmed(context, edge, frames))
    },
    rollBy: (frames) => {
      const isMoved = act((context) => commands.rolledBy(context, frames), held('roll'))
      if (!isMoved) explain(commands.whyNotRolled)
    },
    slipBy: (frames) => {
      const isMoved = act((context) => commands.slippedBy(context, frames), held('slip'))
      if (!isMoved) explain(commands.whyNotSlipped)
    },
    backTime: (keepIn) => {
      act((context) => commands.backTimed(context, keepIn))
    },
    moveToPlayhead: (edge) => {
      const isMoved = act((context) => commands.movedTo(context, edge, context.playhead))
      if (!isMoved && !isNothing(stage.selection)) stage.say('It is at the playhead already.')
    },
    trimToPlayhead: (edge) => {
      const isTrimmed = act((context) => commands.trimmedTo(context, edge, context.playhead))
      if (!isTrimmed) explain((context) => commands.whyNotTrimmedTo(context, edge))
    },
    bladeAtPlayhead: () => {
      if (!act((context) => commands.bladedAt(context, context.playhead))) stage.say(commands.nothingHere)
    },
    newCueAtPlayhead: () => {
      if (!act((context) => commands.newCueAt(context, context.playhead))) stage.say(commands.nothingHere)
    },
    moveLanes: (down) => {
      const isMoved = act((context) => commands.movedLanes(context, down))
      if (!isMoved) stage.say(down < 0 ? 'It is on the first lane already.' : 'It is on the last lane already.')
    },
    page: (by) => {
      stage.setView(scrolled(stage.view, (by * 0.9 * stage.view.width) / stage.view.ratio, stage.reach))
    },
    duplicate: () => {
      act(commands.duplicated)
    },
    selectAll() {
      if (stage.arrangement !== undefined) stage.select(commands.allPicks(stage.arrangement))
    },
    cancel() {
      if (pointer.cancel() || carrier.cancel()) return true
      const hadTool = stage.tool !== 'select'
      const hadSelection = !isNothing(stage.selection)
      if (hadTool) setTool('select')
      else if (hadSelection) stage.select(nothing)
      return hadTool || hadSelection
    },
    destroy() {
      pointer.destroy()
      carrier.cancel()
      bars.destroy()
      sizes.disconnect()
      stopRatio()
      window.removeEventListener('keyup', onKeyUp)
      cancelAnimationFrame(frame)
      root.remove()
    },
  }
}

/** Where a selection is drawn: the box around all of it. */
function boundsOf(stage: Stage, selection: Selection): Rect | undefined {
  const context = stage.context()
  if (context === undefined) return undefined
  const ground = { ...context, preview: stage.preview() }
  const rims = thingsOf(selection).flatMap((thing) => rimsOf(ground, thing))
  return rims.length === 0 ? undefined : around(rims.map((rim) => rim.rect))
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

function elements() {
  const root = document.createElement('div')
  root.dataset.timeline = ''
  Object.assign(root.style, {
    position: 'relative',
    width: '100%',
    height: '100%',
    overflow: 'hidden',
    touchAction: 'none',
  })
  const layer = () => {
    const canvas = document.createElement('canvas')
    canvas.setAttribute('aria-hidden', 'true')
    Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', display: 'block' })
    return canvas
  }
  const playhead = document.createElement('div')
  playhead.dataset.playhead = ''
  Object.assign(playhead.style, {
    position: 'absolute',
    top: '18px',
    bottom: '0',
    left: '-0.75px',
    width: '1.5px',
    background: 'var(--playhead)',
    pointerEvents: 'none',
    willChange: 'transform',
    visibility: 'hidden',
  })
  const head = document.createElement('div')
  Object.assign(head.style, {
    position: 'absolute',
    top: '0',
    left: '-6.75px',
    width: '15px',
    height: '10px',
    background: 'var(--playhead)',
    clipPath: 'polygon(0 0, 100% 0, 50% 100%)',
  })
  playhead.append(head)
  return { root, still: layer(), over: layer(), playhead }
}

/** Hears when the window moves to a screen of another density. */
function watchRatio(changed: () => void): () => void {
  const life = new AbortController()
  const watch = () => {
    const media = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    const again = () => {
      changed()
      watch()
    }
    media.addEventListener('change', again, { signal: life.signal, once: true })
  }
  watch()
  return () => {
    life.abort()
  }
}
