/** A show made up for looking at the pages without the core: no real show, no real music. */

import type {
  CueId,
  CueStatus,
  CueView,
  CutId,
  CutView,
  EpisodeId,
  Fade,
  Flicks,
  Lane,
  LaneId,
  Listing,
  Millibels,
  NoteId,
  PlacementId,
  PlacementView,
  Position,
  SceneId,
  ShowView,
  ThemeId,
  TrackId,
  UsedTrack,
  VerdictValue,
} from '../src/generated'
import { flicksPerSecond, frameLength, minutes, snapToFrame, timecodeAt } from '../src/time/time'
import { noMoney } from '../src/timeline/bench/made-up'
import { many, trackView } from './demo-library'

const rate = '23.976'
const start = 24 * 3600
const at = (seconds: number): Position => snapToFrame(seconds * flicksPerSecond, rate)
const length = (seconds: number) => at(seconds) as number as Flicks
const fade = (seconds: number): Fade => ({ length: length(seconds), shape: 'equalPower', bend: 0 })

/** Heard as it is, in the colour of its kind. */
const plainLane = { muted: false, level: 0 as Millibels, colour: 'ofKind' } as const

export const lanes: Lane[] = [
  { id: 1 as LaneId, name: 'Songs', kind: 'songs', ordinal: 0, ...plainLane },
  { id: 2 as LaneId, name: 'Score', kind: 'score', ordinal: 1, ...plainLane },
  { id: 3 as LaneId, name: 'Source', kind: 'source', ordinal: 2, ...plainLane },
]

interface Wish {
  readonly number: string
  readonly title: string
  readonly status: CueStatus
  readonly lane: number
  readonly from: number
  readonly to: number
  readonly tracks: readonly number[]
  readonly usage?: string
  readonly verdicts?: readonly (VerdictValue | null)[]
}

const wishes: readonly Wish[] = [
  { number: '4M01', title: 'Main title', status: 'approved', lane: 2, from: 20, to: 51, tracks: [9] },
  { number: '4M02', title: 'Kitchen, morning', status: 'approved', lane: 2, from: 70, to: 144, tracks: [7] },
  { number: '4M03', title: 'The letter', status: 'approved', lane: 2, from: 180, to: 278, tracks: [3] },
  { number: '4M04', title: 'Bus window', status: 'waiting', lane: 1, from: 300, to: 407, tracks: [13], usage: 'BV' },
  { number: '4S01', title: 'Café radio', status: 'approved', lane: 3, from: 420, to: 451, tracks: [10], usage: 'VI' },
  { number: '4M05', title: 'Undertow', status: 'approved', lane: 2, from: 500, to: 627, tracks: [9] },
  { number: '4M06', title: 'Car, silence', status: 'approved', lane: 2, from: 650, to: 704, tracks: [7] },
  {
    number: '4M07',
    title: 'First kiss on the pier',
    status: 'approved',
    lane: 1,
    from: 741.6,
    to: 835.8,
    tracks: [1, 2, 3],
    verdicts: ['approved', null, 'rejected'],
  },
  { number: '4M08', title: 'Paper Lanterns', status: 'waiting', lane: 1, from: 829, to: 887, tracks: [4], usage: 'BV' },
  { number: '4M09', title: 'Mara’s flat', status: 'changes', lane: 2, from: 905, to: 1050, tracks: [11] },
  {
    number: '4S03',
    title: 'Record player',
    status: 'approved',
    lane: 3,
    from: 1060,
    to: 1082,
    tracks: [5],
    usage: 'VV',
  },
  { number: '4M10', title: 'Rooftop', status: 'spotted', lane: 1, from: 1100, to: 1100, tracks: [] },
  {
    number: '4M11',
    title: 'Rising Tide',
    status: 'rejected',
    lane: 1,
    from: 1150,
    to: 1282,
    tracks: [12],
    usage: 'VV',
  },
  { number: '4M12', title: 'End title', status: 'approved', lane: 1, from: 1400, to: 1465, tracks: [2] },
]

const cutId = 31 as CutId
const programme = length(42 * 60 + 18)
const placements: PlacementView[] = []
const cues: CueView[] = wishes.map((wish, index) => {
  const id = (100 + index) as CueId
  const ids = wish.tracks.map((track, order) => {
    const placement: PlacementView = {
      id: (1_000 + index * 10 + order) as PlacementId,
      change: null,
      verdictRound: 1,
      changedSinceVerdict: false,
      cue: id,
      track: track as TrackId,
      lane: wish.lane as LaneId,
      inPoint: at(wish.from),
      outPoint: at(wish.to),
      trackStart: 0 as Flicks,
      gain: -600 as Millibels,
      fadeIn: fade(0.5),
      fadeOut: fade(3),
      ordinal: order,
      pieceOf: null,
      muted: false,
      locked: false,
      group: null,
      volume: null,
      volumePoints: [],
      temp: false,
      alternate: (1_000 + index * 10 + order) as PlacementId,
      piece: 1,
      pieces: 1,
      length: (at(wish.to) - at(wish.from)) as Flicks,
      letter: 'ABC'[order] ?? '',
      pick: order === 0,
      verdict: wish.verdicts?.[order] ?? (wish.status === 'waiting' || wish.status === 'spotted' ? null : wish.status),
    }
    placements.push(placement)
    return placement.id
  })
  return {
    approvedAlternate: null,
    changedSinceApproved: false,
    id,
    cut: cutId,
    number: wish.number,
    title: wish.title,
    brief: wish.number === '4M07' ? 'Hope with a bruise under it; the sea answers on the second phrase.' : '',
    sheetNote: '',
    scene: null,
    at: at(wish.from),
    usage: { perception: 'background', voice: 'instrumental', themeRole: 'none', origin: null },
    themes: wish.number === '4M07' ? [{ theme: 1 as ThemeId, manner: null, changes: '' }] : [],
    pick: ids[0] ?? null,
    usageCode: wish.usage ?? 'BI',
    themeRoleWord: '',
    advice: [],
    status: wish.status,
    sceneNumber: '22',
    kind: wish.number.includes('S') ? 'source' : 'music',
    inPoint: at(wish.from),
    outPoint: at(wish.to),
    sounding: [{ start: at(wish.from), end: at(wish.to) }],
    length: (at(wish.to) - at(wish.from)) as Flicks,
  }
})

const usedTracks: UsedTrack[] = [...new Set(wishes.flatMap((wish) => wish.tracks))].map((id) => {
  const view = trackView(id as TrackId)
  return { ...view, rights: 'open', missing: false }
})

const scenes = [
  ['20', 'INT. KITCHEN – DAY', 0, 640, 'argument, tense', 6],
  ['21', 'INT. CAR – DUSK', 640, 735, 'silence, regret', 2],
  ['22', 'EXT. PIER – DUSK', 735, 870, 'first kiss, hope, bittersweet', 8],
  ['23', 'INT. MARA’S FLAT – NIGHT', 870, 1100, 'longing', 4],
] as const

const episode = {
  id: 4 as EpisodeId,
  name: '1x04',
  season: 1,
  number: 4,
  title: 'Rising Tide',
  cuts: [
    {
      id: 30 as CutId,
      label: 'Cut 2',
      rate,
      startTimecode: '01:00:00:00',
      lengthTimecode: '00:42:18:00',
      cues: 11,
      hasPicture: true,
    },
    {
      id: cutId,
      label: 'Cut 3',
      rate,
      startTimecode: '01:00:00:00',
      lengthTimecode: '00:42:18:00',
      cues: 14,
      hasPicture: true,
    },
  ],
} as const

export const cut: CutView = {
  revision: 214,
  budget: noMoney,
  licence: [],
  episode: { ...episode, cuts: [...episode.cuts] },
  cut: { id: cutId, episode: episode.id, label: 'Cut 3', rate, start, length: programme, picture: null, ordinal: 2 },
  startTimecode: '01:00:00:00',
  lengthTimecode: '00:42:18:00',
  pictureMissing: false,
  pictureFacts: null,
  pictureWarnings: [],
  scenes: scenes.map(([number, slugline, from, to, moods, intensity], index) => ({
    id: (200 + index) as SceneId,
    cut: cutId,
    number,
    slugline,
    synopsis: '',
    inPoint: at(from),
    outPoint: at(to),
    moods: moods.split(', '),
    intensity,
    characters: ['Mara', 'Jun'],
  })),
  reels: [],
  dialogue: [],
  hits: [
    { id: 301 as CutView['hits'][number]['id'], cut: cutId, at: at(757), label: 'her hand' },
    { id: 302 as CutView['hits'][number]['id'], cut: cutId, at: at(781), label: 'wave breaks' },
  ],
  notes: [
    note(401, 'Dana', 'Start on her hand, not on the cut. Let the wave land on the downbeat.', 760, 768.5),
    { ...note(402, 'You', 'moved 14 frames, bar 9 now on the wave.', null), answers: 401 as NoteId },
    note(403, 'Dana', 'Strings too early?', 799),
    note(404, 'Priya', 'B is lovely, but we used them in 102.', null),
  ],
  cues,
  placements,
  tracks: usedTracks,
  rounds: [],
  round: {
    id: 2 as NonNullable<CutView['round']>['id'],
    cut: cutId,
    number: 2,
    name: '',
    rule: 'one',
    openedAt: '',
    closedAt: null,
    reviewers: [],
  },
  totals: {
    cues: cues.length,
    music: length(1_421),
    programme,
    spotted: 1,
    waiting: 2,
    changes: 1,
    rejected: 1,
    approved: 9,
  },
}

function note(id: number, author: string, body: string, from: number | null, to?: number) {
  return {
    id: id as NoteId,
    cut: cutId,
    cue: 107 as CueId,
    placement: null,
    at: from === null ? null : at(from),
    until: to === undefined ? null : at(to),
    author,
    body,
    resolved: id === 401,
    answers: null,
    writtenAt: new Date(Date.now() - 3_600_000).toISOString(),
    reviewer: null,
    round: null,
    private: false,
    drawing: [],
    source: 'desk' as const,
    key: null,
  }
}

export const show: ShowView = {
  title: 'My Heart',
  currency: 'USD',
  productionCompany: 'Lantern Street Pictures',
  path: '/shows/My Heart.needledrop',
  readOnly: false,
  revision: 214,
  undo: { steps: 214, label: 'Approve 4M07' },
  redo: { steps: 0, label: null },
  episodes: [
    {
      ...episode,
      id: 1 as EpisodeId,
      name: '1x01',
      number: 1,
      title: 'First Spark',
      cuts: [
        {
          id: 10 as CutId,
          label: 'Cut 1',
          rate,
          startTimecode: '01:00:00:00',
          lengthTimecode: '00:42:18:00',
          cues: 9,
          hasPicture: false,
        },
      ],
    },
    { ...episode, cuts: [...episode.cuts] },
  ],
  lanes,
  characters: [],
  themes: [
    { id: 1 as ThemeId, name: 'Heart’s Compass', character: null, about: '', brief: '', tracks: [] },
    { id: 2 as ThemeId, name: 'Mara’s theme', character: null, about: '', brief: '', tracks: [] },
  ],
  trackCount: many,
}

export const listing: Omit<Listing, 'totals'> = {
  show: 'My Heart',
  episode: '1x04',
  title: 'Rising Tide',
  cut: 'Cut 3',
  rate,
  start: '01:00:00:00',
  length: '42:18',
  lengthTimecode: '00:42:18:00',
  lengthFrames: 60_851,
  lengthFlicks: programme,
  rows: cues.map((cue) => {
    const track = usedTracks.find((one) => placements.some((two) => two.id === cue.pick && two.track === one.id))
    const placed = track !== undefined
    const duration = (cue.outPoint - cue.inPoint) as Flicks
    return {
      number: cue.number,
      title: cue.title,
      scene: cue.sceneNumber ?? '',
      in: placed ? timecodeAt(cue.inPoint, start, rate) : null,
      out: placed ? timecodeAt(cue.outPoint, start, rate) : null,
      inFlicks: placed ? cue.inPoint : null,
      outFlicks: placed ? cue.outPoint : null,
      duration: placed ? minutes(duration) : null,
      durationFrames: placed ? duration / frameLength(rate) : null,
      durationFlicks: placed ? duration : null,
      usage: cue.usageCode,
      themeRole: cue.number === '4M01' ? 'main title' : '',
      track: track?.title ?? '',
      artist: track?.artist ?? '',
      composer: track?.composer ?? '',
      publisher: track?.publisher ?? '',
      label: '',
      status: cue.status,
    }
  }),
  sum: '23:44',
  music: '23:41',
}
