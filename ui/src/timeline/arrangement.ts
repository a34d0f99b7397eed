// A cut, arranged for drawing and pointing: placements by lane and time, each beside its cue and its track.

import { flicksPerSecond, frameLength } from '../time/time'
import type {
  CueId,
  CueView,
  Cut,
  CutSound,
  CutView,
  DialogueSpan,
  DuckPoint,
  Hit,
  Lane,
  LaneId,
  Note,
  PlacementId,
  PlacementView,
  Position,
  Scene,
  TrackId,
  UsedTrack,
} from '../generated'
import type { Strip } from './filmstrip'
import { firstIndex } from './first-index'
import { mostOpen, mostSlivers } from './sizes'
import type { Reach } from './viewport'

/** A placement with what stands on it. */
export interface Box {
  readonly placement: PlacementView
  readonly cue: CueView | undefined
  readonly track: UsedTrack | undefined
  /** How many alternates its cue has. */
  readonly alternates: number
  /** The strip it is drawn in, from 0; undefined for a pick, which is drawn whole. */
  readonly sliver: number | undefined
  /** Whether it is drawn with its title and waveform: a pick, and what is opened. */
  readonly isWhole: boolean
}

/** The boxes of one lane by in-point. */
interface LaneBoxes {
  readonly boxes: readonly Box[]
  /** The latest out-point among the boxes up to each index, for finding the first one in view. */
  readonly latest: readonly number[]
  /** Those that ring on after their out-point. */
  readonly ringing: readonly Box[]
}

/** A cue without music, and the lane that its number belongs to. */
interface Spotted {
  readonly cue: CueView
  readonly lane: LaneId
}

/** A note that stands at a frame. */
type PlacedNote = Note & { readonly at: Position }

export interface Arrangement {
  readonly revision: number
  readonly cut: Cut
  readonly reach: Reach
  readonly boxes: ReadonlyMap<PlacementId, Box>
  readonly cues: ReadonlyMap<CueId, CueView>
  readonly tracks: ReadonlyMap<TrackId, UsedTrack>
  readonly lanes: ReadonlyMap<LaneId, LaneBoxes>
  /** Strips of alternates that each lane needs. */
  readonly slivers: ReadonlyMap<LaneId, number>
  /** Lanes on which alternates are opened. */
  readonly opened: ReadonlySet<LaneId>
  readonly spotted: readonly Spotted[]
  readonly scenes: readonly Scene[]
  readonly hits: readonly Hit[]
  readonly notes: readonly PlacedNote[]
  readonly dialogue: readonly DialogueSpan[]
  /** What sounds beside the music, and how the music stands to the drama; undefined until it is known. */
  readonly sound: CutSound | undefined
  /** Small pictures all along the cut. */
  readonly filmstrip: Strip
  /** The line by which the music of a cue goes down under what is said. */
  readonly ducks: ReadonlyMap<CueId, readonly DuckPoint[]>
}

const noCues: ReadonlySet<CueId> = new Set()

/** `opened` are cues whose alternates are drawn whole, stacked under their pick. */
export function arrange(
  view: CutView,
  lanes: readonly Lane[],
  openCues = noCues,
  sound?: CutSound,
  filmstrip?: Strip,
): Arrangement {
  const opened = new Set(
    view.placements.filter((placement) => !placement.pick && openCues.has(placement.cue)).map(({ lane }) => lane),
  )
  const cues = new Map(view.cues.map((cue) => [cue.id, cue]))
  const tracks = new Map(view.tracks.map((track) => [track.id, track]))
  const alternates = new Map<CueId, number>()
  for (const { cue, pieceOf } of view.placements) {
    if (pieceOf === null) alternates.set(cue, (alternates.get(cue) ?? 0) + 1)
  }

  const boxes = new Map<PlacementId, Box>()
  const byLane = new Map<LaneId, LaneBoxes>()
  const slivers = new Map<LaneId, number>()
  for (const lane of lanes) {
    const own = view.placements.filter((placement) => placement.lane === lane.id).toSorted(byStart)
    const isOpen = opened.has(lane.id)
    const strips = stripsOf(
      own.filter((placement) => !placement.pick),
      isOpen ? mostOpen : mostSlivers,
    )
    const row = own.map((placement): Box => {
      const sliver = strips.get(placement.id)
      return {
        placement,
        cue: cues.get(placement.cue),
        track: tracks.get(placement.track),
        alternates: alternates.get(placement.cue) ?? 1,
        sliver,
        isWhole: sliver === undefined || isOpen,
      }
    })
    for (const box of row) boxes.set(box.placement.id, box)
    const ringing = row.filter((box) => box.isWhole && box.placement.tail > 0)
    byLane.set(lane.id, { boxes: row, latest: latestOf(row), ringing })
    slivers.set(lane.id, Math.max(0, ...[...strips.values()].map((strip) => strip + 1)))
  }
  return {
    revision: view.revision,
    cut: view.cut,
    reach: { length: view.cut.length, frame: frameLength(view.cut.rate) },
    boxes,
    cues,
    tracks,
    lanes: byLane,
    slivers,
    opened,
    spotted: spottedOf(view.cues, lanes),
    scenes: view.scenes,
    hits: view.hits,
    notes: view.notes.filter(isPlaced),
    dialogue: view.dialogue,
    sound,
    filmstrip,
    ducks: new Map(sound?.ducks.map((duck) => [duck.cue, duck.line])),
  }
}

/** The boxes of a lane that share a moment with the time from `start` to `end`, by in-point. */
export function boxesIn(lane: LaneBoxes | undefined, start: number, end: number): readonly Box[] {
  if (lane === undefined) return []
  const { boxes, latest } = lane
  const first = firstIndex(latest.length, (index) => start < (latest[index] ?? 0))
  const after = firstIndex(boxes.length, (index) => end <= (boxes[index]?.placement.inPoint ?? 0))
  return boxes.slice(first, after).filter((box) => start < box.placement.outPoint)
}

/** Placements in the order that they are met in time, then from the top. */
export function inOrder(arrangement: Arrangement): readonly Box[] {
  return [...arrangement.boxes.values()].toSorted((a, b) => byStart(a.placement, b.placement))
}

/** `4M07A Silent Echoes`. */
export function nameOf(box: Box): string {
  return wordsOf(box).name
}

/** What is said of a placement beside its name: `BI · −6 dB · approved`. */
export function detailOf(box: Box): string {
  return wordsOf(box).detail
}

interface Words {
  readonly name: string
  readonly detail: string
}

/** Put together once a box: they are asked for in every frame. */
const knownWords = new WeakMap<Box, Words>()

function wordsOf(box: Box): Words {
  const known = knownWords.get(box)
  if (known !== undefined) return known
  const words = { name: nameWords(box), detail: detailWords(box) }
  knownWords.set(box, words)
  return words
}

function nameWords(box: Box): string {
  return `${box.cue?.number ?? ''}${box.placement.letter} ${box.track?.title ?? ''}`.trim()
}

function detailWords(box: Box): string {
  const { group, locked, muted, piece, pieces } = box.placement
  const parts = [
    locked ? 'locked' : '',
    group === null ? '' : 'grouped',
    muted ? 'muted' : '',
    pieces > 1 ? `${piece}/${pieces}` : '',
    box.cue?.usageCode ?? '',
    box.cue?.themeRoleWord ?? '',
    gainName(box.placement.gain),
    tailName(box.placement),
    verdictName(box.placement),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** `tail 2.5 s`; nothing for none. */
export function tailName({ tail }: PlacementView): string {
  return tail > 0 ? `tail ${String(Number((tail / flicksPerSecond).toFixed(2)))} s` : ''
}

/** `−6 dB`, `+1.5 dB`; nothing for 0. */
export function gainName(millibels: number): string {
  if (millibels === 0) return ''
  const size = Math.abs(millibels) / 100
  return `${millibels < 0 ? '−' : '+'}${String(Number(size.toFixed(1)))} dB`
}

/** What stands of an alternate; a yes to what has changed since does not. */
export function verdictShown(view: PlacementView): 'approved' | 'changes' | 'rejected' | 'waiting' {
  switch (view.verdict) {
    case 'approved':
    case 'approvedBut':
      return view.changedSinceVerdict ? 'waiting' : 'approved'
    case 'changes':
    case 'rejected':
      return view.verdict
    case null:
      return 'waiting'
  }
}

export function verdictName(view: PlacementView): string {
  const isYes = view.verdict === 'approved' || view.verdict === 'approvedBut'
  return isYes && view.changedSinceVerdict ? 'changed since approved' : verdictShown(view)
}

function byStart(a: PlacementView, b: PlacementView): number {
  return a.inPoint - b.inPoint || a.ordinal - b.ordinal || a.id - b.id
}

function latestOf(boxes: readonly Box[]): readonly number[] {
  let latest = -Infinity
  return boxes.map((box) => (latest = Math.max(latest, box.placement.outPoint)))
}

/** Gives each placement the first strip that is free at its start; what finds none shares the last. */
function stripsOf(placements: readonly PlacementView[], most: number): ReadonlyMap<PlacementId, number> {
  const strips = new Map<PlacementId, number>()
  const free: number[] = []
  for (const placement of placements) {
    const found = free.findIndex((until) => until <= placement.inPoint)
    const strip = Math.min(found < 0 ? free.length : found, most - 1)
    free[strip] = Math.max(free[strip] ?? 0, placement.outPoint)
    strips.set(placement.id, strip)
  }
  return strips
}

function spottedOf(cues: readonly CueView[], lanes: readonly Lane[]): readonly Spotted[] {
  const sorted = lanes.toSorted((a, b) => a.ordinal - b.ordinal)
  const source = sorted.find((lane) => lane.kind === 'source')
  const music = sorted.find((lane) => lane.kind === 'songs') ?? sorted.find((lane) => lane.kind !== 'source')
  return cues.flatMap((cue) => {
    const lane = (cue.kind === 'source' ? source : music) ?? sorted[0]
    return cue.pick === null && lane !== undefined ? [{ cue, lane: lane.id }] : []
  })
}

function isPlaced(note: Note): note is PlacedNote {
  return note.at !== null
}
