/** Tracks made up for looking at the pages without the core. */

import type {
  ClearanceLine,
  ClearanceStatus,
  Flicks,
  LibraryPage,
  LibraryQuery,
  TrackId,
  TrackRow,
  TrackView,
} from '../src/generated'
import { flicksPerSecond } from '../src/time/time'

const length = (seconds: number) => (seconds * flicksPerSecond) as Flicks

const titles = [
  ['Silent Echoes', 'Ines Vold', 'Northern Rooms', 72, 'Cm', 'bittersweet', 'piano ballad', 228, 'cleared'],
  ['Endless Horizon', 'The Low Tides', 'Harbour Songs', 78, 'G', 'bittersweet, nostalgic', 'folk', 252, 'open'],
  ['Heart’s Compass (piano)', 'My Heart Score', 'My Heart', 66, 'E♭', 'reflective', 'score', 151, 'cleared'],
  ['Paper Lanterns', 'Oda & Reyes', 'Paper Lanterns', 81, 'Am', 'longing', 'indie pop', 185, 'denied'],
  ['Harbour Light', 'Kestrel Choir', 'Evensong', 60, 'D', 'hopeful', 'choral', 320, 'cleared'],
  ['What We Kept', 'Sol Marchetti', 'What We Kept', 74, 'F', 'bittersweet', 'singer-songwriter', 213, 'open'],
  ['Low Water', 'My Heart Score', 'My Heart', 68, 'Gm', 'longing', 'score', 118, 'unknown'],
  ['Salt on Glass', 'Mirela Ban', 'Salt', 70, 'Dm', 'tender', 'chamber pop', 164, 'cleared'],
  ['Undertow', 'My Heart Score', 'My Heart', 64, 'Bm', 'tense, low', 'score', 130, 'cleared'],
  ['Northbound', 'Halden', 'Stations', 82, 'A', 'open, hopeful', 'post-rock', 237, 'open'],
  ['A Room by the Sea', 'Ferro Trio', 'Live at the Pier', 76, 'F♯m', 'intimate', 'jazz', 280, 'unknown'],
  ['Rising Tide', 'Mila Kovac', 'Rising Tide', 122, 'E', 'triumphant', 'anthem', 244, 'cleared'],
  ['First Spark (acoustic)', 'The Low Tides', 'Harbour Songs', 84, 'D', 'hopeful', 'folk', 200, 'open'],
  [
    'An Unreasonably Long Title That Somebody Gave to a Quiet Piece for Strings and Tape',
    'The Orchestra of the Northern Coast and Friends',
    'Collected Works for Film, Volume Four',
    58,
    'A♭',
    'sombre, slow, wide, patient',
    'contemporary classical',
    611,
    'unknown',
  ],
] as const

export const many = Number(new URLSearchParams(location.search).get('tracks') ?? 246)

export const hashOf = (index: number) => index.toString(16).padStart(64, '0')

export function rowAt(index: number): TrackRow {
  const kind = titles[index % titles.length] ?? titles[0]
  const [title, artist, album, bpm, key, mood, genre, seconds, rights] = kind
  const turn = Math.floor(index / titles.length)
  return {
    id: (index + 1) as TrackId,
    title: turn === 0 ? title : `${title} ${turn + 1}`,
    artist,
    album,
    composer: artist,
    genre,
    mood,
    bpmMilli: bpm * 1000,
    key,
    duration: length(seconds + turn),
    format: index % 3 === 0 ? 'flac' : 'mp3',
    loudness: -1620 + ((index * 37) % 700),
    hash: hashOf(index),
    rights,
    uses: index % 4 === 0 ? ['1x02 2M04'] : [],
  }
}

export function libraryPage(query: LibraryQuery): LibraryPage {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean)
  const all = Array.from({ length: words.length > 0 ? Math.min(many, 5_000) : many }, (_, index) => index)
  const found =
    words.length === 0
      ? all
      : all.filter((index) => {
          const row = rowAt(index)
          const text = `${row.title} ${row.artist} ${row.mood} ${row.genre}`.toLowerCase()
          return words.every((word) => text.includes(word))
        })
  const order = query.descending ? found.toReversed() : found
  const rows = order.slice(query.offset, query.offset + query.limit).map(rowAt)
  return { total: many, matched: found.length, offset: query.offset, tookMicros: 5_600, rows }
}

let clearanceCount = 0
function clearances(track: TrackId, master: ClearanceStatus, publishing: ClearanceStatus): ClearanceLine[] {
  const made = (side: 'master' | 'publishing', licensor: string, status: ClearanceStatus): ClearanceLine => ({
    id: ++clearanceCount as ClearanceLine['id'],
    track,
    side,
    licensor,
    status,
    fee: 450_000,
    episode: null,
    party: null,
    topUp: null,
    share: 1_000_000 as ClearanceLine['share'],
    since: '',
    estimate: null,
    currency: '',
    media: '',
    territory: '',
    term: '',
    starts: '',
    ends: '',
    maxLength: null,
    maxUses: null,
    mfnGroup: null,
    mfnExempt: false,
    nextAction: '',
    nextOn: '',
    reference: '',
    note: '',
  })
  return [made('master', 'Northlight Records', master), made('publishing', 'Fjord Songs', publishing)]
}

export function trackView(id: TrackId): TrackView {
  const row = rowAt(id - 1)
  return {
    ...row,
    lyricist: '',
    publisher: 'Fjord Songs',
    label: 'Northlight Records',
    isrc: 'NOUM71900421',
    language: 'English',
    comment: '',
    grouping: 'J Vold IPI 01280391067',
    year: 2019,
    vocal: id % 2 === 0,
    sampleRate: 44_100,
    channels: 2,
    loudnessRange: 720,
    size: 8_412_333,
    path: `/music/${row.artist}/${row.album}/${row.title}.${row.format}`,
    addedAt: '2026-11-20T09:12:00Z',
    missing: id === 4,
    rawTags: [
      { key: 'TIT2', value: row.title },
      { key: 'TPE1', value: row.artist },
      { key: 'TXXX:PUBLISHER', value: 'Fjord Songs' },
      { key: 'TIT1', value: 'J Vold IPI 01280391067' },
    ],
    clearances: clearances(id, 'confirmed', 'quoted'),
    recording: { track: id, work: null, label: null, catalogueNumber: '', cutNumber: '', library: '' },
    suggestions: [],
    labelName: '',
    work: null,
  }
}
