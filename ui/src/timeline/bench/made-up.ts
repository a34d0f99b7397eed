// Cuts made up for the benchmark, the demonstration page and tests: real shapes, no real show.

import { flicksPerSecond, frameLength, seconds, snapToFrame } from '../../time/time'
import type {
  BudgetView,
  CueId,
  CueView,
  CutId,
  CutSound,
  CutView,
  DialogueSpan,
  DialogueSpanId,
  DuckView,
  EpisodeId,
  Fade,
  Flicks,
  FrameRate,
  GroupId,
  Hit,
  HitId,
  Lane,
  LaneId,
  LaneKind,
  Millibels,
  Note,
  NoteId,
  PlacementId,
  PlacementView,
  Position,
  ProductionSoundId,
  Scene,
  SceneId,
  TrackId,
  UsedTrack,
  VerdictValue,
  VolumePoint,
} from '../../generated'
import type { PeaksSource } from '../waveform'

/** A placement in few words; times in seconds from the cut's first frame. */
export interface Wish {
  readonly id: number
  readonly lane: number
  readonly from: number
  readonly to: number
  readonly number: string
  readonly title: string
  /** By default a cue of its own, with this as its pick. */
  readonly cue?: number
  readonly letter?: string
  readonly alternate?: boolean
  readonly usage?: string
  readonly gain?: number
  readonly fadeIn?: number
  readonly fadeOut?: number
  /** Seconds. */
  readonly tail?: number
  readonly trackStart?: number
  readonly trackLength?: number
  readonly verdict?: VerdictValue
  readonly muted?: boolean
  /** The placement that stands for its alternate, for another piece of one. */
  readonly pieceOf?: number
  readonly missing?: boolean
  readonly locked?: boolean
  readonly group?: number
  readonly volume?: readonly VolumePoint[]
}

const rate: FrameRate = '23.976'

export function lanesOf(...kinds: readonly LaneKind[]): Lane[] {
  const names = { songs: 'Songs', score: 'Score', source: 'Source', other: 'Other' }
  return kinds.map((kind, ordinal) => ({
    id: (ordinal + 1) as LaneId,
    name: names[kind],
    kind,
    ordinal,
    muted: false,
    level: 0 as Millibels,
    colour: 'ofKind',
  }))
}

/** A point on a frame. */
export function at(second: number): Position {
  return snapToFrame(second * flicksPerSecond, rate)
}

export function sceneOf(
  id: number,
  number: string,
  slugline: string,
  from: number,
  to: number,
  ...moods: string[]
): Scene {
  const common = { cut: 1 as CutId, synopsis: '', intensity: null, characters: [] }
  return { ...common, id: id as SceneId, number, slugline, inPoint: at(from), outPoint: at(to), moods }
}

export function hitOf(id: number, second: number, label: string): Hit {
  return { id: id as HitId, cut: 1 as CutId, at: at(second), label }
}

export function noteOf(id: number, second: number, body: string): Note {
  const common = { cut: 1 as CutId, cue: null, placement: null, until: null, resolved: false, answers: null }
  const said = { reviewer: null, round: null, private: false, drawing: [], source: 'desk', key: null } as const
  return {
    ...common,
    ...said,
    drawing: [],
    id: id as NoteId,
    at: at(second),
    author: 'Dana',
    body,
    writtenAt: '2026-01-01T00:00:00Z',
  }
}

export function cutOf(
  wishes: readonly Wish[],
  rest: {
    readonly length?: number
    readonly start?: number
    readonly scenes?: readonly Scene[]
    readonly hits?: readonly Hit[]
    readonly notes?: readonly Note[]
    readonly dialogue?: readonly DialogueSpan[]
    readonly spotted?: readonly {
      readonly id: number
      readonly number: string
      readonly title: string
      readonly at: number
    }[]
    readonly revision?: number
  } = {},
): CutView {
  const length = snapToFrame(seconds(rest.length ?? 600), rate) as number as Flicks
  const picks = wishes.filter((wish) => wish.alternate !== true)
  const spotted = (rest.spotted ?? []).map(({ id, number, title, at: second }) =>
    cueOf(id as CueId, number, title, 'BI', at(second), at(second), null),
  )
  return {
    revision: rest.revision ?? 1,
    budget: noMoney,
    licence: [],
    episode: { id: 1 as EpisodeId, name: '1x04', season: 1, number: 4, title: 'Rising Tide', cuts: [] },
    cut: {
      id: 1 as CutId,
      episode: 1 as EpisodeId,
      label: 'Cut 3',
      rate,
      start: rest.start ?? 0,
      length,
      picture: null,
      ordinal: 1,
    },
    startTimecode: '',
    lengthTimecode: '',
    pictureFacts: null,
    pictureWarnings: [],
    pictureParts: [],
    pictureMissing: false,
    scenes: [...(rest.scenes ?? [])],
    reels: [],
    hits: [...(rest.hits ?? [])],
    dialogue: [...(rest.dialogue ?? [])],
    notes: [...(rest.notes ?? [])],
    cues: [
      ...picks.map((wish) =>
        cueOf(
          cueIdOf(wish),
          wish.number,
          wish.title,
          wish.usage ?? 'BI',
          at(wish.from),
          at(wish.to),
          wish.id as PlacementId,
        ),
      ),
      ...spotted,
    ],
    placements: wishes.map(placementOf),
    tracks: wishes.map(trackOf),
    round: null,
    rounds: [],
    totals: {
      cues: picks.length,
      music: 0 as Flicks,
      programme: length,
      spotted: 0,
      waiting: 0,
      changes: 0,
      rejected: 0,
      approved: 0,
    },
  }
}

/** A line that is spoken; times in seconds. */
export function lineOf(id: number, from: number, to: number, speaker: string, text: string): DialogueSpan {
  const span = { start: at(from), end: at(to) }
  return { id: id as DialogueSpanId, cut: 1 as CutId, span, text, speaker, source: 'made up' }
}

/** The duck of a placement's cue under a line: 9 dB down from one second to another. */
export function duckOf(placement: number, from: number, to: number): DuckView {
  const line = [
    { at: at(from), millibel: 0 },
    { at: at(from + 0.25), millibel: -900 },
    { at: at(to), millibel: -900 },
    { at: at(to + 0.6), millibel: 0 },
  ]
  const [attack, release] = [seconds(0.25), seconds(0.6)]
  return { line, cue: (placement + 1_000_000) as CueId, depth: -900 as Millibels, attack, release }
}

/** What sounds beside the music of a cut so long: one sound all along it, and energy that rises and falls. */
export function soundOf(length: number, hash: string, ducks: readonly DuckView[]): CutSound {
  const production = {
    length: seconds(length),
    hash,
    missing: false,
    id: 1 as ProductionSoundId,
    cut: 1 as CutId,
    name: 'Production sound',
    path: '',
    stream: null,
    start: at(0),
    gain: 0 as Millibels,
    muted: false,
    ordinal: 0,
  }
  const energy = Array.from({ length: Math.ceil(length) }, (_, second) => 5 + 4 * Math.sin(second / 9))
  return {
    cut: 1 as CutId,
    production: [production],
    ducks: [...ducks],
    energy,
    scenes: [],
    apart: null,
    clashes: [],
    pending: 0,
  }
}

/** A waveform that swells and falls like a song's, the same for the same seed. */
export function peaksOf(seed: number, length: number): PeaksSource {
  const [base, factor] = [256, 4]
  const frames = Math.round(length * 48_000)
  let state = (seed * 2_654_435_761) >>> 0 || 1
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  const count = Math.ceil(frames / base)
  const finest = new Int8Array(2 * count)
  let swell = 0.4
  for (let bucket = 0; bucket < count; bucket++) {
    if (bucket % 190 === 0) swell = Math.min(0.95, Math.max(0.12, swell + (random() - 0.48) * 0.35))
    const beat = 0.55 + 0.45 * Math.exp(-(bucket % 94) / 30)
    const peak = swell * beat * (0.5 + 0.5 * random()) * 127
    finest[2 * bucket] = -peak * (0.8 + 0.2 * random())
    finest[2 * bucket + 1] = peak
  }
  const levels: Int8Array[] = [finest]
  for (let below = finest; below.length > 2;) {
    const above = new Int8Array(2 * Math.ceil(below.length / 2 / factor))
    for (let bucket = 0; bucket < above.length / 2; bucket++) {
      const part = below.subarray(2 * factor * bucket, 2 * factor * (bucket + 1))
      above[2 * bucket] = Math.min(...part.filter((_, index) => index % 2 === 0))
      above[2 * bucket + 1] = Math.max(...part.filter((_, index) => index % 2 === 1))
    }
    levels.push(above)
    below = above
  }
  return { frames, levels, base, factor }
}

function cueIdOf(wish: Wish): CueId {
  return (wish.cue ?? wish.id + 1_000_000) as CueId
}

function cueOf(
  id: CueId,
  number: string,
  title: string,
  usageCode: string,
  inPoint: Position,
  outPoint: Position,
  pick: PlacementId | null,
): CueView {
  return {
    usageCode,
    themeRoleWord: '',
    advice: [],
    status: pick === null ? 'spotted' : 'waiting',
    approvedAlternate: null,
    changedSinceApproved: false,
    sceneNumber: null,
    kind: number.includes('S') ? 'source' : 'music',
    inPoint,
    outPoint,
    sounding: pick === null ? [] : [{ start: inPoint, end: outPoint }],
    length: (outPoint - inPoint) as Flicks,
    id,
    cut: 1 as CutId,
    number,
    title,
    brief: '',
    sheetNote: '',
    commission: null,
    scene: null,
    at: inPoint,
    usage: { perception: 'background', voice: 'instrumental', themeRole: 'none', origin: null },
    themes: [],
    pick,
  }
}

function placementOf(wish: Wish): PlacementView {
  const fade = (length = 0): Fade => ({ length: seconds(length), shape: 'equalPower', bend: 0 })
  return {
    letter: wish.letter ?? 'A',
    change: null,
    changedSinceVerdict: false,
    pick: wish.alternate !== true,
    verdict: wish.verdict ?? null,
    verdictRound: wish.verdict === undefined ? null : 1,
    id: wish.id as PlacementId,
    cue: cueIdOf(wish),
    track: wish.id as TrackId,
    lane: wish.lane as LaneId,
    inPoint: at(wish.from),
    outPoint: at(wish.to),
    trackStart: at(wish.trackStart ?? 0) as number as Flicks,
    gain: (wish.gain ?? 0) as Millibels,
    fadeIn: fade(wish.fadeIn),
    fadeOut: fade(wish.fadeOut),
    ordinal: (wish.letter ?? 'A').charCodeAt(0) - 65,
    pieceOf: (wish.pieceOf ?? null) as PlacementId | null,
    muted: wish.muted ?? false,
    locked: wish.locked ?? false,
    group: (wish.group ?? null) as GroupId | null,
    volume: null,
    volumePoints: [...(wish.volume ?? [])],
    temp: false,
    tail: seconds(wish.tail ?? 0),
    alternate: (wish.pieceOf ?? wish.id) as PlacementId,
    piece: 1,
    pieces: 1,
    length: (at(wish.to) - at(wish.from)) as Flicks,
  }
}

function trackOf(wish: Wish): UsedTrack {
  return {
    id: wish.id as TrackId,
    title: wish.title,
    artist: '',
    composer: '',
    publisher: '',
    duration: seconds(wish.trackLength ?? (wish.trackStart ?? 0) + wish.to - wish.from + 60),
    sampleRate: 48_000,
    hash: String(wish.id),
    loudness: null,
    missing: wish.missing ?? false,
    clearances: [],
    rights: 'unknown',
  }
}

/** The length of one frame of these cuts. */
export const frame = frameLength(rate)

/** An episode that costs nothing. */
const noMoney: BudgetView = {
  amount: null,
  figures: { estimated: 0, quoted: 0, agreed: 0, confirmed: 0, paid: 0, topUps: 0, withoutRate: 0 },
  committed: 0,
  priced: 0,
  owed: 0,
  atRisk: 0,
  forecast: 0,
  left: null,
  categories: [],
}
