// The layers and when they are drawn: a static canvas whose pixels are kept, so that they only move when it scrolls, an
// overlay for what changes often, and the playhead as an element of its own.

import { clear, clipped, type Clip } from './raster'
import { shift, sized, type Picture } from './picture'
import { paintHeld } from './paint-held'
import { boxesIn } from './arrangement'
import { canvasLabels, type Labels } from './labels'
import { facesFor, leastTitled, titleRoom, type Ink } from './paint-box'
import { paintHead } from './paint-head'
import { headRows } from './rows'
import { scaleOf, type Scale } from './scale'
import { paintLanes, type LanesScene } from './paint-lanes'
import { isOverlayEmpty, paintOverlay } from './paint-overlay'
import type { TimelineOptions } from './api'
import type { Arrangement } from './arrangement'
import type { Layout } from './layout'
import type { Preview } from './preview'
import type { Layer, Stage } from './stage'
import { xAt, type Viewport } from './viewport'

/** What the static canvas shows. */
interface Painted {
  readonly view: Viewport
  readonly layout: Layout
  /** What is drawn elsewhere than the arrangement has it. */
  readonly moved: string
}

/** Words that a frame may set anew while the view moves; more of them come with the next ones. */
const mostNewLabels = 12

export class Painter {
  private readonly labels: Labels
  private readonly still: CanvasRenderingContext2D | null
  private readonly over: CanvasRenderingContext2D | null
  private head: Picture | undefined
  private body: Picture | undefined
  private held: Picture | undefined
  /** Where something was drawn on it last. */
  private heldAt: Clip = { left: 0, top: 0, right: 0, bottom: 0 }
  private painted: Painted | undefined
  private isOverBlank = true

  constructor(
    private readonly stage: Stage,
    private readonly options: TimelineOptions,
    private readonly stillCanvas: HTMLCanvasElement,
    private readonly overCanvas: HTMLCanvasElement,
    private readonly playhead: HTMLElement,
  ) {
    this.labels = canvasLabels(() => stage.palette.css.ink)
    this.still = stillCanvas.getContext('2d', { alpha: false })
    this.over = overCanvas.getContext('2d')
  }

  /** The canvases in another size. */
  resize(width: number, height: number, ratio: number): void {
    for (const canvas of [this.stillCanvas, this.overCanvas]) {
      canvas.width = Math.max(1, Math.round(width * ratio))
      canvas.height = Math.max(1, Math.round(height * ratio))
    }
    this.painted = undefined
    this.labels.clear()
  }

  /** Type has loaded or colours have changed. */
  forget(): void {
    this.painted = undefined
    this.labels.clear()
  }

  /** Draws the layers that are dirty. */
  paint(layers: ReadonlySet<Layer>): void {
    const { arrangement, layout, view } = this.stage
    if (layers.has('playhead')) this.movePlayhead()
    if (arrangement === undefined) return
    const preview = this.stage.preview()
    if (layers.has('view') || layers.has('lanes') || layers.has('head') || layers.has('overlay')) {
      this.paintStill(arrangement, layout, view, preview, layers)
      if (this.labels.owes) this.stage.dirty('lanes', 'head')
    }
    if (layers.has('overlay')) this.paintOver(arrangement, preview)
  }

  movePlayhead(): void {
    const { view, playhead } = this.stage
    const x = Math.round(xAt(view, playhead) * view.ratio) / view.ratio
    this.playhead.style.transform = `translateX(${x}px)`
    this.playhead.style.visibility = -8 < x && x < view.width / view.ratio + 8 ? 'visible' : 'hidden'
  }

  /** Everything, a strip that has scrolled into view, or nothing. */
  private paintStill(
    arrangement: Arrangement,
    layout: Layout,
    view: Viewport,
    preview: Preview,
    layers: ReadonlySet<Layer>,
  ): void {
    const before = this.painted
    const moved = [...preview.placements.keys(), '', ...preview.cues.keys(), '', ...preview.hits].join()
    this.painted = { view, layout, moved }
    this.labels.begin(before === undefined ? Infinity : mostNewLabels)
    const isSame =
      before !== undefined &&
      before.layout === layout &&
      before.moved === moved &&
      before.view.scale === view.scale &&
      before.view.width === view.width
    const by = before === undefined ? 0 : view.left - before.view.left
    const isScroll = isSame && by !== 0 && Math.abs(by) < view.width / 2
    const isWhole = layers.has('lanes') || !isSame || by !== 0
    if (!isWhole && !layers.has('head')) return
    const scale = scaleOf(arrangement, view)
    const scene = this.lanesScene(arrangement, layout, view, preview, scale)
    if (isScroll && !layers.has('lanes') && !layers.has('head')) {
      shift(this.head, by)
      shift(this.body, by)
      const strip = by > 0 ? { from: view.width - by, to: view.width } : { from: 0, to: -by }
      this.paintHeadColumns(scene, preview, scale, strip.from, strip.to)
      this.paintLaneColumns(scene, strip.from, strip.to)
      // Titles that stick to the left edge do not scroll along with what they name.
      const edges = [before.view.left * view.scale, view.left * view.scale]
      const reach = stuckReach(arrangement, view, edges)
      const from = by > 0 ? 0 : -by
      this.paintHeadColumns(scene, preview, scale, from, reach.head)
      this.paintLaneColumns(scene, from, reach.lanes)
      this.show(view, layout, true)
      return
    }
    this.paintHeadColumns(scene, preview, scale, 0, view.width)
    if (isWhole) this.paintLaneColumns(scene, 0, view.width)
    this.show(view, layout, isWhole)
  }

  /** Puts the pixels of the head, and those of the lanes, on screen. */
  private show(view: Viewport, layout: Layout, withLanes: boolean): void {
    const { still, head, body } = this
    if (still === null) return
    if (head !== undefined) still.putImageData(head.image, 0, 0)
    if (withLanes && body !== undefined) still.putImageData(body.image, 0, Math.round(layout.body.y * view.ratio))
  }

  /** Draws the lanes between two device pixels across. */
  private paintLaneColumns(scene: LanesScene, from: number, to: number): void {
    const { view, layout } = scene
    const height = Math.round(layout.body.height * view.ratio)
    if (height <= 0 || this.still === null) return
    this.body = sized(this.body, view.width, height)
    const clip = { left: Math.max(0, from), top: 0, right: Math.min(view.width, to), bottom: height }
    if (clip.left < clip.right) paintLanes(clipped(this.body.surface, clip), scene)
  }

  /** Draws the rows above the lanes between two device pixels across. */
  private paintHeadColumns(scene: LanesScene, preview: Preview, scale: Scale, from: number, to: number): void {
    const { view, layout, arrangement, ink } = scene
    const height = Math.round(layout.body.y * view.ratio)
    if (height <= 0 || this.still === null) return
    this.head = sized(this.head, view.width, height)
    const clip = { left: Math.max(0, from), top: 0, right: Math.min(view.width, to), bottom: height }
    if (clip.left < clip.right)
      paintHead(clipped(this.head.surface, clip), layout, {
        arrangement,
        view,
        ink,
        preview,
        scale,
        isHeard: scene.isHeard as (lane: number) => boolean,
      })
  }

  private paintOver(arrangement: Arrangement, preview: Preview): void {
    const { over, stage } = this
    if (over === null) return
    const { layout, view, palette, selection, hover } = stage
    const isBlank = isOverlayEmpty(selection, hover, preview)
    if (isBlank && this.isOverBlank) return
    this.isOverBlank = isBlank
    over.setTransform(1, 0, 0, 1, 0, 0)
    over.clearRect(0, 0, this.overCanvas.width, this.overCanvas.height)
    if (isBlank) return
    this.showHeld(over, arrangement, preview)
    over.setTransform(view.ratio, 0, 0, view.ratio, 0, 0)
    paintOverlay(over, { arrangement, layout, view, palette, selection, preview, hover })
  }

  /** Rasterises what is held and the rims of what is selected, and puts them on the overlay. */
  private showHeld(over: CanvasRenderingContext2D, arrangement: Arrangement, preview: Preview): void {
    const { layout, view, selection } = this.stage
    const height = Math.round(layout.body.height * view.ratio)
    if (height <= 0) return
    const before = this.held
    this.held = sized(before, view.width, height)
    const { image, surface } = this.held
    if (before === this.held) clear(surface, this.heldAt)
    this.heldAt = paintHeld(surface, {
      arrangement,
      layout,
      view,
      ink: this.ink(),
      selection,
      preview,
      isHeard: (lane) => this.stage.isHeard(lane),
      sounds: (box) => this.stage.sounds(box),
    })
    const { left, top, right, bottom } = this.heldAt
    if (left < right) {
      over.putImageData(image, 0, Math.round(layout.body.y * view.ratio), left, top, right - left, bottom - top)
    }
  }

  private lanesScene(
    arrangement: Arrangement,
    layout: Layout,
    view: Viewport,
    preview: Preview,
    scale: Scale,
  ): LanesScene {
    return {
      arrangement,
      layout,
      view,
      ink: this.ink(),
      grid: scale.majors.map(({ x }) => Math.round(x * view.ratio)),
      hits: arrangement.hits.map((hit) => Math.round(xAt(view, preview.hits.get(hit.id) ?? hit.at) * view.ratio)),
      isHeard: (lane) => this.stage.isHeard(lane),
      sounds: (box) => this.stage.sounds(box),
      hidden: new Set(preview.placements.keys()),
      hiddenCues: new Set(preview.cues.keys()),
    }
  }

  private ink(): Ink {
    const { palette, view } = this.stage
    const { peaks, finePeaks } = this.options
    return { palette, labels: this.labels, ...facesFor(palette, view.ratio), peaks, finePeaks }
  }
}

/**
 * How far, in device pixels from the left, titles may stand that stick to the edge of the view now or did so when the
 * edge was elsewhere: as far as what they name, and no further than a title may be long.
 */
function stuckReach(arrangement: Arrangement, view: Viewport, edges: readonly number[]) {
  const most = Math.min(view.width, Math.ceil((titleRoom + 24) * view.ratio))
  const moved = Math.abs((edges[0] ?? 0) - (edges[1] ?? 0)) / view.scale
  const limit = Math.min(view.width, Math.ceil(most + moved))
  const end = (at: number) => Math.min(limit, Math.ceil(at / view.scale - view.left) + 2)
  const least = (leastTitled * view.ratio - 2) * view.scale
  let head = 0
  let lanes = 0
  for (const edge of edges) {
    for (const row of headRows) {
      for (const until of row.stuck?.(arrangement, edge) ?? []) head = Math.max(head, end(until))
    }
    for (const lane of arrangement.lanes.values()) {
      for (const { placement } of boxesIn(lane, edge - view.scale, edge + view.scale)) {
        if (least < placement.outPoint - placement.inPoint) lanes = Math.max(lanes, end(placement.outPoint))
      }
    }
  }
  return { head, lanes }
}
