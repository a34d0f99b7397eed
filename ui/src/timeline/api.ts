// What a page says to the timeline and hears from it.

import type {
  CueId,
  CutId,
  CutSound,
  CutView,
  Edge,
  Edit,
  Flicks,
  Lane,
  LaneId,
  PlacementId,
  Position,
  TrackId,
} from '../generated'
import type { Strip } from './filmstrip'
import type { Target } from './hit-test'
import type { Layout } from './layout'
import type { Palette } from './palette'
import type { Ghost, Rect } from './preview'
import type { Selection, Thing } from './selection'
import type { Range } from './viewport'
import type { PeaksSource } from './waveform'

/** What the pointer does on a placement. */
export type ToolName = 'select' | 'slip' | 'blade' | 'volume'

/** One step of undo. */
export interface EditWish {
  readonly edits: readonly Edit[]
  /** What undo calls several edits; one has its own words in the core. */
  readonly label?: string
  /** Wishes in a row with the same key are one step of undo. */
  readonly mergeKey?: string
}

/** A track that is carried over the timeline. */
export interface Carried {
  /** Absent for a file that is not in the library yet. */
  readonly id?: TrackId
  readonly title: string
  /** Absent for a file that nobody has read yet. */
  readonly duration?: Flicks
  /** Names its waveform. */
  readonly hash?: string
}

/** Where something carried would land. */
export interface DropTarget {
  readonly lane: LaneId
  readonly at: Position
  /** The cue that it would be an alternate for. */
  readonly cue?: CueId
}

/** Lanes that are heard while working. */
export interface Monitor {
  readonly muted: readonly LaneId[]
  /** If there are any, all others are silent. */
  readonly soloed: readonly LaneId[]
  /** Alternates that are heard in place of picks, by cue. */
  readonly alternates?: ReadonlyMap<CueId, PlacementId>
}

export interface ContextMenu {
  readonly target: Target
  readonly at: Position
  readonly lane: LaneId | undefined
  /** In CSS pixels of the window. */
  readonly clientX: number
  readonly clientY: number
}

/**
 * Waveforms finer than the pyramid, asked for a stretch of a track at a time: minimum and maximum in turn for each
 * `perBucket` frames from `startFrame` on. `undefined` means not yet; call `invalidateWaveforms` when it has come.
 */
export type FinePeaks = (track: TrackId, startFrame: number, frames: number, perBucket: number) => Int8Array | undefined

export interface TimelineOptions {
  /** The outline of a recording by its hash; `undefined` means not yet. */
  readonly peaks: (hash: string) => PeaksSource | undefined
  readonly finePeaks?: FinePeaks
  /** By default read from the tokens of the page. */
  readonly palette?: Palette
  readonly snapping?: boolean
  readonly onSeek: (at: Position, how: { readonly scrub: boolean }) => void
  readonly onSelect: (selection: Selection) => void
  /**
   * Asks for an edit. Resolves to the revision that holds it: the preview stays until a cut of that revision is set.
   * Resolves to nothing, or rejects, when it is refused: the preview is withdrawn.
   */
  readonly onEdit: (wish: EditWish) => Promise<{ readonly revision: number } | undefined>
  readonly onContextMenu?: (menu: ContextMenu) => void
  /** Something was opened with a double click: the wish to work on it by its name. It is selected already. */
  readonly onOpen?: (what: Thing) => void
  /** A range of the ruler is to be played over and over, or none any more. */
  readonly onLoop?: (range: Range | undefined) => void
  /** A double click where nothing is: the wish to spot a cue there. */
  readonly onSpot?: (at: Position, lane: LaneId) => void
  /** Rows have moved or changed their height: draw the lane heads anew. */
  readonly onLayout?: (layout: Layout) => void
  /** Something that the user should read, as a sentence; `ofEdit` if it is about the last edit, and goes with it. */
  readonly onSay?: (words: string, ofEdit: boolean) => void
  /** The lane, if any, on which the pointer was pressed last: what is pasted goes there. */
  readonly onLane?: (lane: LaneId) => void
  readonly onTool?: (tool: ToolName) => void
  readonly onSnapping?: (on: boolean) => void
}

export interface Timeline {
  /** Shows a cut; previews of edits that it holds already are dropped. */
  setCut(view: CutView, lanes: readonly Lane[]): void
  /** Moves the playhead: cheap, for every animation frame. `follow` turns the page when it leaves the view. */
  setPosition(at: Position, how?: { readonly follow: boolean }): void
  /** Takes over a selection made elsewhere; `onSelect` is not called. */
  setSelection(selection: Selection): void
  /** What sounds beside the music, and how the music stands to the drama. */
  setSound(sound: CutSound | undefined): void
  /** Small pictures all along a cut. */
  setFilmstrip(cut: CutId, pictures: Strip): void
  setMonitor(monitor: Monitor): void
  /** Shows where the music of another cut lies. */
  setBeside(ghosts: readonly Ghost[]): void
  /** Shows what plays over and over. */
  setLoop(range: Range | undefined): void
  setSnapping(on: boolean): void
  /** Draws the alternates of these cues whole, stacked under their picks. */
  setOpen(cues: ReadonlySet<CueId>): void
  /** Whether what comes later on a lane follows moves, trims and removals. */
  setRipple(on: boolean): void
  setTool(tool: ToolName): void
  /** CSS pixels of a lane without its strips of alternates. */
  setLaneHeight(lane: LaneId, height: number): void
  /** Waveforms of a recording, or all, have arrived or changed. */
  invalidateWaveforms(hash?: string): void

  layout(): Layout
  view(): Range
  tool(): ToolName
  snapping(): boolean
  selection(): Selection
  /** The time that what is selected takes, if it takes more than a frame. */
  selectedTime(): Range | undefined
  /** Where a thing is drawn, in CSS pixels of the timeline, even outside the view. */
  boundsOf(selection: Selection): Rect | undefined

  /** Starts carrying tracks from elsewhere in the window: call it on pointerdown or once the pointer has moved. */
  dragTracks(tracks: readonly (Carried & { readonly id: TrackId })[], event: PointerEvent): void
  /** Shows where files from the desktop would land; positions in CSS pixels of the window. */
  previewDrop(clientX: number, clientY: number, items: readonly Carried[]): DropTarget | undefined
  /** Ends that preview and says where they land. */
  dropAt(clientX: number, clientY: number): DropTarget | undefined
  /** Ends that preview: the files went elsewhere. */
  cancelDrop(): void

  zoomIn(): void
  zoomOut(): void
  zoomToSelection(): void
  zoomToEpisode(): void
  show(range: Range): void
  scrollBy(pixelsX: number, pixelsY: number): void
  /** The next edge of a pick or scene after the playhead; the page seeks there. */
  nextEdit(): Position | undefined
  previousEdit(): Position | undefined
  /** Moves what is selected by frames; repeats of a held key are one step of undo. */
  nudge(frames: number): void
  /** Moves an edge of the selected placements, or of the picks at the playhead, by frames. */
  trimBy(edge: Edge, frames: number): void
  /** Moves the edit between two placements that touch, by frames. */
  rollBy(frames: number): void
  /** Moves the sound under the frames of the selected placements, by frames or parts of one. */
  slipBy(frames: number): void
  /** Ends the selected placement on the playhead by its music. */
  backTime(keepIn: boolean): void
  /** Moves what is selected, all of it together, so that it starts or ends at the playhead. */
  moveToPlayhead(edge: Edge): void
  /** Moves an edge of the selected placements, or of the picks under the playhead, to the playhead. */
  trimToPlayhead(edge: Edge): void
  /** Splits the selected placements, or all picks, at the playhead. */
  bladeAtPlayhead(): void
  /** Makes a new cue of what the selected placements, or all picks, have from the playhead on. */
  newCueAtPlayhead(): void
  /** Moves what is selected lanes down, or up. */
  moveLanes(down: number): void
  /** Scrolls by screens. */
  page(by: number): void
  duplicate(): void
  selectAll(): void
  /** Gives up a gesture or a drag, else the tool, else the selection; says whether there was any. */
  cancel(): boolean
  destroy(): void
}
