// What changes often: selection, gestures and guides, over everything else. Coordinates in CSS pixels.

import type { Arrangement } from './arrangement'
import { bendAt, boxRect, boxRow, pointX, spottedRect, tailAt, volumeOffset } from './boxes'
import type { Target } from './hit-test'
import { rowOf, type Layout } from './layout'
import { stripHeight } from './sizes'
import type { Palette } from './palette'
import { isEmpty, type Ghost, type Preview, type Rect } from './preview'
import { isNothing, thingsOf, type Selection } from './selection'
import { isInLanes, rimsOf, shown } from './things'
import { timeAt, xAt, type Viewport } from './viewport'
import type { PlacementView } from '../generated'

interface OverlayScene {
  readonly arrangement: Arrangement
  readonly layout: Layout
  readonly view: Viewport
  readonly palette: Palette
  readonly selection: Selection
  readonly preview: Preview
  readonly hover: Target
}

/** Whether there is nothing to draw. */
export function isOverlayEmpty(selection: Selection, hover: Target, preview: Preview): boolean {
  return isNothing(selection) && hover.on !== 'placement' && isEmpty(preview)
}

export function paintOverlay(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  const { view, layout, palette, preview } = scene
  const width = view.width / view.ratio
  on.save()
  on.beginPath()
  on.rect(0, layout.body.y, width, layout.body.height)
  on.clip()
  paintMovedTails(on, scene)
  for (const ghost of preview.ghosts) paintGhost(on, scene, ghost)
  paintSelected(on, scene)
  paintJoin(on, scene)
  on.restore()
  if (preview.band !== undefined) paintBand(on, preview.band, palette)
  paintRange(on, scene)
  paintSelectedMarks(on, scene)
  paintTwins(on, scene)
  paintGuides(on, scene, width)
  if (preview.readout !== undefined) {
    const { x, y, words } = preview.readout
    paintTag(on, palette, x + 14, y - 26, words, width)
  }
}

/** What rings on after what is held; the rest of it is the rasteriser's. */
function paintMovedTails(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  const { arrangement, layout, view, preview } = scene
  for (const placement of preview.placements.values()) {
    if (placement.tail <= 0) continue
    const box = arrangement.boxes.get(placement.id)
    const lane = layout.lanes.find((lane) => lane.lane === placement.lane)
    if (box === undefined || lane === undefined) continue
    const rect = boxRect(view, boxRow(lane, box.sliver), placement)
    const end = rect.x + rect.width + placement.tail / (view.scale * view.ratio)
    if (rect.x + rect.width < view.width / view.ratio && 0 < end) paintMovedTail(on, scene, placement, rect)
  }
}

/** The tail of what is held: the wedge that the lanes draw, as an outline. */
function paintMovedTail(on: CanvasRenderingContext2D, scene: OverlayScene, placement: PlacementView, rect: Rect): void {
  const { palette, view } = scene
  const left = rect.x + rect.width
  const middle = rect.y + (stripHeight + rect.height) / 2
  const half = (rect.height - stripHeight) / 4
  on.save()
  on.beginPath()
  on.moveTo(left, middle - half)
  on.lineTo(left + placement.tail / (view.scale * view.ratio), middle)
  on.lineTo(left, middle + half)
  on.closePath()
  on.globalAlpha = 0.35
  on.fillStyle = palette.css.accent
  on.fill()
  on.globalAlpha = 1
  on.strokeStyle = palette.css.accent
  on.lineWidth = 1
  on.stroke()
  on.restore()
}

/** What can be held of what is selected, and of what the pointer is over. */
function paintSelected(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  const { arrangement, layout, view, selection, preview, hover } = scene
  const right = view.width / view.ratio
  for (const id of selection.placement) {
    const placement = shown(scene, id)
    if (placement === undefined || arrangement.boxes.get(id)?.isWhole !== true) continue
    for (const { rect } of rimsOf(scene, { on: 'placement', id })) {
      if (0 <= rect.x + rect.width && rect.x <= right) paintHandles(on, scene, placement, rect)
    }
  }
  const hovered = hover.on === 'placement' ? arrangement.boxes.get(hover.id) : undefined
  if (hovered?.isWhole !== true || selection.placement.has(hovered.placement.id)) return
  const placement = preview.placements.get(hovered.placement.id) ?? hovered.placement
  const lane = layout.lanes.find((row) => row.lane === placement.lane)
  if (lane !== undefined) paintFadeHandles(on, scene, placement, boxRect(view, boxRow(lane, hovered.sliver), placement))
}

function outline(on: CanvasRenderingContext2D, rect: Rect, radius: number): void {
  on.beginPath()
  on.roundRect(rect.x, rect.y, Math.max(2, rect.width), rect.height, Math.min(radius, rect.width / 2))
  on.stroke()
}

/** Fades and gain as something to hold; hidden where the box is too small to hold them. */
function paintHandles(on: CanvasRenderingContext2D, scene: OverlayScene, placement: PlacementView, rect: Rect): void {
  if (rect.width < 36) return
  const { palette, view } = scene
  const [left, right] = [Math.max(rect.x + 6, 0), Math.min(rect.x + rect.width - 6, view.width / view.ratio)]
  const momentAt = (x: number) => timeAt(view, x) - placement.inPoint + placement.trackStart
  const yAt = (at: number) => Math.round(rect.y + volumeOffset(placement, at, rect.height)) - 0.5
  const points = placement.volumePoints.map(({ at }) => ({ x: pointX(view, placement, at), y: yAt(at) }))
  const seen = points.filter(({ x }) => left < x && x < right)
  on.save()
  on.strokeStyle = points.length === 0 ? palette.css.gainLine : palette.css.volumeLine
  on.lineWidth = points.length === 0 ? 1 : 1.5
  on.beginPath()
  on.moveTo(left, yAt(momentAt(left)))
  for (const { x, y } of seen) on.lineTo(x, y)
  on.lineTo(right, yAt(momentAt(right)))
  on.stroke()
  on.fillStyle = palette.css.volumeLine
  on.strokeStyle = palette.css.sceneEdge
  on.lineWidth = 1
  for (const { x, y } of seen) dot(on, x, y, 3.5)
  on.fillStyle = palette.css.playhead
  for (const edge of ['in', 'out'] as const) {
    const bend = bendAt(view, rect, placement, edge)
    if (bend !== undefined) dot(on, bend.x, bend.y, 2.5)
  }
  on.restore()
  paintFadeHandles(on, scene, placement, rect)
}

function dot(on: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  on.beginPath()
  on.arc(x, y, radius, 0, 2 * Math.PI)
  on.fill()
  on.stroke()
}

function paintFadeHandles(
  on: CanvasRenderingContext2D,
  scene: OverlayScene,
  placement: PlacementView,
  rect: Rect,
): void {
  if (rect.width < 36) return
  const { palette, view } = scene
  const scale = view.scale * view.ratio
  const y = rect.y + stripHeight + 4
  const knees = [
    rect.x + Math.max(4, placement.fadeIn.length / scale),
    rect.x + rect.width - Math.max(4, placement.fadeOut.length / scale),
  ]
  on.fillStyle = palette.css.playhead
  on.strokeStyle = palette.css.sceneEdge
  on.lineWidth = 1
  for (const x of knees) {
    on.beginPath()
    on.roundRect(x - 3.5, y - 3.5, 7, 7, 2)
    on.fill()
    on.stroke()
  }
  const tail = tailAt(view, rect, placement)
  dot(on, tail.x, tail.y, 3.5)
  on.strokeStyle = palette.css.accent
  on.lineWidth = 2
}

/** A track that would be placed: its length on the lane, with its title. */
function paintGhost(on: CanvasRenderingContext2D, scene: OverlayScene, ghost: Ghost): void {
  const { layout, view, palette } = scene
  const lane = layout.lanes.find((lane) => lane.lane === ghost.lane)
  if (lane === undefined) return
  const row = boxRow(lane, undefined)
  const x = xAt(view, ghost.at)
  const width = Math.max(2, xAt(view, ghost.at + ghost.length) - x)
  on.save()
  on.beginPath()
  on.roundRect(x, row.y, width, row.height, Math.min(6, width / 2))
  if (ghost.isOther !== true) {
    on.fillStyle = palette.css.selectionFill
    on.fill()
  }
  if (ghost.isOpen) {
    // Its right side stays open: that is where nobody knows.
    on.beginPath()
    on.moveTo(x + width, row.y)
    on.lineTo(x, row.y)
    on.lineTo(x, row.y + row.height)
    on.lineTo(x + width, row.y + row.height)
  }
  on.setLineDash([5, 4])
  on.strokeStyle = ghost.isOther === true ? palette.css.ink : palette.css.accent
  on.lineWidth = 1.5
  on.stroke()
  on.clip()
  on.fillStyle = palette.css.ink
  on.font = `600 11px ${palette.face}`
  // What lies on the cut has its name at the top; that of the other cut stands below it.
  on.fillText(ghost.title, Math.max(x, 0) + 8, ghost.isOther === true ? row.y + row.height - 6 : row.y + 14)
  on.restore()
}

/** Where copies of scenes, hits and cues without music would lie: their rims, so far along. */
function paintTwins(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  const { preview, view, palette } = scene
  if (preview.twins === undefined) return
  const along = preview.twins.by / (view.scale * view.ratio)
  on.save()
  on.setLineDash([5, 4])
  on.strokeStyle = palette.css.accent
  on.fillStyle = palette.css.selectionFill
  on.lineWidth = 1.5
  for (const thing of thingsOf(preview.twins.of)) {
    for (const { rect, radius } of rimsOf(scene, thing)) {
      outline(on, { ...rect, x: rect.x + along }, radius)
      on.fill()
    }
  }
  on.restore()
}

/** The cue that would get an alternate. */
function paintJoin(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  const { arrangement, layout, view, palette, preview } = scene
  if (preview.joins === undefined) return
  const { cue: id, words } = preview.joins
  const cue = arrangement.cues.get(id)
  const picked = cue?.pick ?? undefined
  const pick = picked === undefined ? undefined : arrangement.boxes.get(picked)
  const spotted = arrangement.spotted.find((spotted) => spotted.cue.id === id)
  const lane = layout.lanes.find((lane) => lane.lane === (pick?.placement.lane ?? spotted?.lane))
  if (cue === undefined || lane === undefined) return
  const rect =
    pick === undefined ? spottedRect(view, lane, cue.at) : boxRect(view, boxRow(lane, undefined), pick.placement)
  on.fillStyle = palette.css.selectionFill
  on.fillRect(rect.x, rect.y, rect.width, rect.height)
  on.strokeStyle = palette.css.accent
  on.lineWidth = 2
  outline(on, rect, 6)
  paintTag(on, palette, Math.max(4, rect.x + 8), rect.y + rect.height / 2 - 10, words, view.width / view.ratio)
}

function paintBand(on: CanvasRenderingContext2D, band: Rect, palette: Palette): void {
  on.fillStyle = palette.css.selectionFill
  on.fillRect(band.x, band.y, band.width, band.height)
  on.strokeStyle = palette.css.accent
  on.lineWidth = 1
  on.strokeRect(Math.round(band.x) + 0.5, Math.round(band.y) + 0.5, Math.round(band.width), Math.round(band.height))
}

/** What plays over and over: a bar in the ruler, and a faint ground under it. */
function paintRange(on: CanvasRenderingContext2D, { preview, view, layout, palette }: OverlayScene): void {
  if (preview.range === undefined) return
  const [x, end] = [xAt(view, preview.range.start), xAt(view, preview.range.end)]
  on.fillStyle = palette.css.accent
  const top = rowOf(layout, 'ruler').height
  on.fillRect(x, top - 5, Math.max(1, end - x), 4)
  on.globalAlpha = 0.35
  on.fillStyle = palette.css.selectionFill
  on.fillRect(x, top, Math.max(1, end - x), layout.body.y + layout.body.height - top)
  on.globalAlpha = 1
}

/** Scenes, hits and notes that are selected have a rim above the lanes. */
function paintSelectedMarks(on: CanvasRenderingContext2D, scene: OverlayScene): void {
  on.strokeStyle = scene.palette.css.accent
  on.lineWidth = 2
  for (const thing of thingsOf(scene.selection)) {
    if (isInLanes(thing)) continue
    for (const { rect, radius } of rimsOf(scene, thing)) outline(on, rect, radius)
  }
}

function paintGuides(on: CanvasRenderingContext2D, scene: OverlayScene, width: number): void {
  const { layout, view, palette, preview } = scene
  const top = rowOf(layout, 'ruler').height
  const bottom = layout.body.y + layout.body.height
  const line = (at: number, colour: string) => {
    const x = Math.round(xAt(view, at) * view.ratio) / view.ratio
    on.fillStyle = colour
    on.fillRect(x, top, 1, bottom - top)
    return x
  }
  if (preview.blade !== undefined) line(preview.blade, palette.css.accent)
  for (const guide of preview.guides) {
    const x = line(guide.at, palette.css.accentBright)
    paintTag(on, palette, x + 6, layout.body.y - 23, guide.label, width)
  }
}

/** Words on a small ground, kept inside the timeline. */
function paintTag(
  on: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  y: number,
  words: string,
  width: number,
): void {
  on.font = `500 11px ${palette.face}`
  const room = Math.ceil(on.measureText(words).width) + 14
  const left = Math.max(2, Math.min(x, width - room - 2))
  const top = Math.max(2, y)
  on.beginPath()
  on.roundRect(left, top, room, 20, 5)
  on.fillStyle = palette.css.accent
  on.fill()
  on.fillStyle = palette.css.inkOnAccent
  on.fillText(words, left + 7, top + 14)
}
