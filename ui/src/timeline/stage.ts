// The timeline's own state: what is shown, how, and the gesture under way. Nothing here is the show's.

import { alike } from './alike'
import { position } from '../time/time'
import type { CueId, CutId, CutSound, CutView, Lane, LaneId, Position } from '../generated'
import type { EditWish, Monitor, TimelineOptions, ToolName } from './api'
import { arrange, type Arrangement, type Box } from './arrangement'
import type { Command } from './commands'
import type { Strip } from './filmstrip'
import type { Target } from './hit-test'
import { layOut, type Layout } from './layout'
import type { Palette } from './palette'
import { merged, noPreview, settled, type Ghost, type Preview } from './preview'
import { kept as keptOf, nothing, same, type Selection } from './selection'
import { isThere } from './things'
import { idle, previewOf, type Context, type Gesture } from './tools'
import { emptyViewport, kept, resized, whole, type Range, type Reach, type Viewport } from './viewport'

/** An edit that has been asked for, and what is shown until the core's answer is on screen. */
interface Pending {
  readonly preview: Preview
  /** The revision that holds it, once it is known. */
  revision: number | undefined
}

/** What must be drawn anew: what is in view, in part, or a layer as a whole. */
export type Layer = 'view' | 'lanes' | 'head' | 'overlay' | 'playhead' | 'twin'

export class Stage {
  arrangement: Arrangement | undefined
  layout: Layout
  view: Viewport = emptyViewport
  selection: Selection = nothing
  playhead: Position = position(0)
  tool: ToolName = 'select'
  snapping: boolean
  ripple = false
  gesture: Gesture = idle
  hover: Target = { on: 'nothing' }
  /** Shown without a gesture: the blade's line, or where something carried would land. */
  aid: Preview = noPreview
  /** Whether tracks are carried over the timeline: what the pointer would do here is then of no matter. */
  carries = false
  palette: Palette
  /** What plays over and over. */
  loop: Range | undefined
  /** Where the music of another cut lies. */
  private beside: readonly Ghost[] = []

  private cut: CutView | undefined
  private open: ReadonlySet<CueId> = new Set()
  private lanes: readonly Lane[] = []
  private sound: CutSound | undefined
  private strip: { readonly cut: CutId; readonly pictures: Strip } | undefined
  private readonly heights = new Map<LaneId, number>()
  private monitor: Monitor = { muted: [], soloed: [] }
  private pending: readonly Pending[] = []
  private height = 0
  private scroll = 0

  constructor(
    private readonly options: TimelineOptions,
    palette: Palette,
    /** Asks for layers to be drawn in the next frame. */
    readonly dirty: (...layers: readonly Layer[]) => void,
    readonly announce: (words: string) => void,
  ) {
    this.palette = palette
    this.snapping = options.snapping ?? true
    this.layout = this.laidOut()
  }

  get reach(): Reach {
    return this.arrangement?.reach ?? { length: 1, frame: 1 }
  }

  /** What tools see; undefined while no cut is set. */
  context(): Context | undefined {
    const { arrangement, layout, view, selection, tool, snapping, ripple, playhead } = this
    if (arrangement === undefined) return undefined
    return { arrangement, layout, view, selection, tool, snapping, ripple, playhead, preview: this.underWay() }
  }

  /** All that is shown in other places than the arrangement has it. */
  preview(): Preview {
    const previews = [...this.pending.map((pending) => pending.preview), previewOf(this.gesture), this.aid]
    const all = merged(previews.filter((preview) => preview !== noPreview))
    const seen = this.beside.length === 0 ? all : { ...all, ghosts: [...this.beside, ...all.ghosts] }
    return this.loop === undefined || seen.range !== undefined ? seen : { ...seen, range: this.loop }
  }

  isHeard(lane: LaneId): boolean {
    const { muted, soloed } = this.monitor
    return !muted.includes(lane) && (soloed.length === 0 || soloed.includes(lane))
  }

  /** Whether a placement is what is heard of its cue; of an alternate that is not opened that is not shown. */
  sounds({ placement, isWhole }: Box): boolean {
    if (placement.muted) return false
    const heard = this.monitor.alternates?.get(placement.cue)
    return heard === undefined ? placement.pick || !isWhole : heard === placement.alternate
  }

  setCut(view: CutView, lanes: readonly Lane[]): void {
    const before = this.arrangement
    this.lanes = lanes
    this.cut = view
    this.arrangement = arrange(view, lanes, this.open, this.soundOf(view), this.stripOf(view))
    this.pending = this.pending.filter(({ revision }) => revision === undefined || view.revision < revision)
    this.relayout()
    const isOther = before?.cut.id !== view.cut.id
    this.setView(isOther ? whole(this.view, this.reach) : kept(this.view, this.reach))
    // Only what is new can show what is gone: the same cut comes again when a lane changes, and does not hold yet what
    // an edit has just made and selected.
    if (isOther || before.revision !== view.revision) this.keepSelection(isOther)
    this.dirty('lanes', 'head', 'overlay', 'playhead', 'twin')
  }

  /** Draws the alternates of these cues whole, stacked under their picks. */
  setOpen(cues: ReadonlySet<CueId>): void {
    this.open = cues
    if (this.cut === undefined) return
    this.arrangement = arrange(this.cut, this.lanes, cues, this.soundOf(this.cut), this.stripOf(this.cut))
    this.relayout()
    this.dirty('lanes', 'overlay', 'twin')
  }

  /** What sounds beside the music of the cut; of another cut it waits for that. */
  setSound(sound: CutSound | undefined): void {
    this.sound = sound
    if (this.cut === undefined || this.arrangement === undefined) return
    this.arrangement = arrange(this.cut, this.lanes, this.open, this.soundOf(this.cut), this.stripOf(this.cut))
    this.relayout()
    this.dirty('lanes', 'head', 'overlay')
  }

  /** Small pictures all along a cut; of another cut they wait for that. */
  setFilmstrip(cut: CutId, pictures: Strip): void {
    this.strip = { cut, pictures }
    if (this.cut === undefined || this.arrangement === undefined) return
    this.arrangement = arrange(this.cut, this.lanes, this.open, this.soundOf(this.cut), this.stripOf(this.cut))
    this.relayout()
    this.dirty('lanes', 'head', 'overlay')
  }

  private stripOf(view: CutView): Strip {
    return this.strip?.cut === view.cut.id ? this.strip.pictures : undefined
  }

  private soundOf(view: CutView): CutSound | undefined {
    return this.sound?.cut === view.cut.id ? this.sound : undefined
  }

  setSelection(selection: Selection): void {
    if (same(selection, this.selection)) return
    this.selection = selection
    this.dirty('overlay', 'twin')
  }

  /** A selection made here: the page hears of it. */
  select(selection: Selection): void {
    if (same(selection, this.selection)) return
    this.setSelection(selection)
    this.options.onSelect(selection)
  }

  setBeside(ghosts: readonly Ghost[]): void {
    this.beside = ghosts
    this.dirty('overlay')
  }

  setMonitor(monitor: Monitor): void {
    this.monitor = monitor
    this.dirty('lanes', 'head', 'overlay')
  }

  setView(view: Viewport): void {
    const before = this.view
    const isSame =
      before.left === view.left &&
      before.scale === view.scale &&
      before.width === view.width &&
      before.ratio === view.ratio
    if (isSame) return
    this.view = view
    this.dirty('view', 'overlay', 'playhead')
  }

  resize(width: number, height: number, ratio: number): void {
    const isFirst = this.view.width <= 1
    this.height = height
    this.relayout()
    const sized = resized(this.view, Math.round(width * ratio), ratio, this.reach)
    this.setView(isFirst ? whole(sized, this.reach) : sized)
    this.dirty('lanes', 'head', 'overlay', 'playhead')
  }

  setLaneHeight(lane: LaneId, height: number): void {
    this.heights.set(lane, height)
    this.relayout()
  }

  scrollDown(pixels: number): void {
    if (pixels === 0) return
    this.scroll = this.layout.scroll + pixels
    this.relayout()
  }

  /** Tells the user something that the timeline cannot show; `ofEdit` if it is about the last edit, and goes with it. */
  say(words: string, ofEdit = false): void {
    this.announce(words)
    this.options.onSay?.(words, ofEdit)
  }

  /** Shows an edit until the core's answer is on screen, and asks for it. */
  commit(command: Command, mergeKey?: string): void {
    if (command.edits.length === 0) return
    const pending: Pending = { preview: settled(command.preview), revision: undefined }
    this.pending = [...this.pending, pending]
    this.dirty('lanes', 'head', 'overlay')
    const { edits, label, stayed = '' } = command
    // History calls one edit by the core's own words.
    const named = edits.length > 1 ? { label } : {}
    const wish: EditWish = { edits, ...named, ...(mergeKey !== undefined && { mergeKey }) }
    this.options.onEdit(wish).then(
      (edited) => {
        // What was refused was not done; why is said by whom the page asked.
        if (edited !== undefined) this.announce(label)
        if (edited !== undefined && stayed !== '') this.say(stayed, true)
        pending.revision = edited?.revision ?? -1
        if (pending.revision <= (this.arrangement?.revision ?? 0)) this.drop(pending)
      },
      () => {
        this.drop(pending)
      },
    )
  }

  private drop(pending: Pending): void {
    this.pending = this.pending.filter((other) => other !== pending)
    this.dirty('lanes', 'head', 'overlay')
  }

  /** What edits that have been asked for will change. */
  private underWay(): Preview {
    return merged(this.pending.map((pending) => pending.preview))
  }

  private relayout(): void {
    const after = this.laidOut()
    this.scroll = after.scroll
    if (alike(after, this.layout)) return
    this.layout = after
    this.dirty('lanes', 'head', 'overlay')
    this.options.onLayout?.(this.layout)
  }

  private laidOut(): Layout {
    const { lanes, heights, height, scroll } = this
    const { slivers = new Map<LaneId, number>(), opened = new Set<LaneId>() } = this.arrangement ?? {}
    const { arrangement } = this
    const shows = {
      hasFilmstrip: arrangement?.filmstrip !== undefined,
      hasArc: arrangement?.scenes.some((scene) => scene.intensity !== null) ?? false,
      hasDialogue: (arrangement?.dialogue.length ?? 0) > 0,
      productions: arrangement?.sound?.production.length ?? 0,
    }
    return layOut({ lanes, heights, slivers, opened, height, scroll, shows })
  }

  /** What is gone cannot stay selected. */
  private keepSelection(isOther: boolean): void {
    const { arrangement, selection } = this
    if (arrangement === undefined) return
    const still = isOther ? nothing : keptOf(selection, (thing) => isThere({ arrangement }, thing))
    if (!same(still, selection)) this.select(still)
  }
}
