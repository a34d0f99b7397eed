/**
 * The pages by themselves, with made-up data in the place of the core: `npx vite`, then bench/demo-pages.html.
 * In the address: `page=spot`, `select=cue`, `open=palette`, `tracks=100000`, `pictures=SERVER`, `show=none`.
 */

import { emit } from '@tauri-apps/api/event'
import { mockIPC, mockWindows } from '@tauri-apps/api/mocks'
import type { TrackId, TransportView } from '../src/generated'
import { cut, listing, show } from './demo-data'
import { libraryPage, trackView } from './demo-library'

const wanted = new URLSearchParams(location.search)
/** A server with Range, with the picture of cut 31 at /picture/31; without one there is no picture. */
const pictures = wanted.get('pictures')
const base = pictures ?? 'http://core.invalid'
const empty = {
  ...show,
  trackCount: 0,
  episodes: [],
  title: 'A New Show',
  path: '/shows/new.needledrop',
  undo: { steps: 0, label: null },
}

let transport: TransportView = {
  source: { type: 'cut', cut: cut.cut.id },
  playing: false,
  position: (cut.cues[7]?.inPoint ?? 0) as TransportView['position'],
  rate: 1,
  range: null,
  peakDbfs: [-9, -11],
  shortTermLufs: -120,
  integratedLufs: -120,
  momentaryLufs: -21.4,
  device: null,
  silentReason: wanted.get('silent') === null ? null : 'no sound device was found',
  faults: [],
}

function change(part: Partial<TransportView>): null {
  transport = { ...transport, ...part }
  void emit('transport', transport)
  return null
}

const jobs = [
  {
    id: 1,
    kind: 'import' as const,
    title: 'Importing 3 000 files',
    done: 1_204,
    total: 3_000,
    current: '/music/Halden/Stations/Northbound.flac',
    soundMillis: 312 * 60_000,
    elapsedMillis: 60_000,
    finished: wanted.get('job') === 'done',
    cancelled: false,
    imported: [1, 2] as TrackId[],
    known: [],
    failed: [
      { path: '/music/broken/cut-short.wav', reason: 'The file ends before its sound does: 4.2 of 12.0 MB are there.' },
      { path: '/music/cover.jpg', reason: 'This is a picture, not sound.' },
    ],
  },
]

const answers: Readonly<Record<string, (args: Record<string, unknown>) => unknown>> = {
  show: () => (wanted.get('show') === 'none' ? null : wanted.get('show') === 'empty' ? empty : show),
  recent: () => [{ path: show.path, title: show.title, openedAt: new Date().toISOString() }],
  cut: () => ({ ...cut, cut: { ...cut.cut, picture: pictures === null ? null : '/pictures/cut 3.webm' } }),
  library: ({ query }) =>
    wanted.get('show') === 'empty'
      ? { total: 0, matched: 0, offset: 0, tookMicros: 120, rows: [] }
      : libraryPage(query as Parameters<typeof libraryPage>[0]),
  track: ({ track }) => trackView(track as TrackId),
  cue_list: () => listing,
  history: () => [
    { id: 3, label: 'Approve 4M07', at: new Date().toISOString(), undone: false },
    { id: 2, label: 'Move 4M07 by 14 frames', at: new Date().toISOString(), undone: false },
    { id: 1, label: 'Place Silent Echoes', at: new Date().toISOString(), undone: false },
  ],
  jobs: () => (wanted.get('job') === null ? [] : jobs),
  server: () => ({ base }),
  edit: () => Promise.reject(new Error('This is a demonstration: nothing is kept.')),
  transport: () => transport,
  load_cut: ({ cut }) =>
    change({ source: { type: 'cut', cut: cut as (typeof show.episodes)[number]['cuts'][number]['id'] } }),
  seek: ({ position }) => change({ position: position as TransportView['position'] }),
  play: () => change({ playing: true }),
  stop: () => change({ playing: false }),
  audition: ({ track, from }) =>
    change({
      source: { type: 'track', track: track as TrackId },
      position: from as TransportView['position'],
      playing: true,
    }),
}

// The core reports thirty times a second while it plays.
let heardAt = performance.now()
setInterval(() => {
  const passed = (performance.now() - heardAt) * 705_600 * transport.rate
  heardAt = performance.now()
  if (transport.playing) change({ position: Math.round(transport.position + passed) as TransportView['position'] })
}, 33)

mockWindows('main')
mockIPC((command, args) => answers[command]?.((args ?? {}) as Record<string, unknown>) ?? null, {
  shouldMockEvents: true,
})

/** Made-up waveforms: a slow swell with grain in it, another for each track. */
function wave(seed: number, share: number): number {
  const swell = 0.35 + 0.3 * Math.sin(share * (7 + (seed % 5)) + seed) + 0.2 * Math.sin(share * 31 + seed * 2)
  const grain = 0.55 + 0.45 * Math.abs(Math.sin(share * 9_173 + seed * 13.7))
  return Math.max(2, Math.min(127, Math.abs(swell) * grain * 127))
}

function pairs(seed: number, count: number): Int8Array<ArrayBuffer> {
  const into = new Int8Array(2 * count)
  for (let at = 0; at < count; at += 1) {
    const height = wave(seed, at / count)
    into[2 * at] = -height
    into[2 * at + 1] = height
  }
  return into
}

function peaks(seed: number): ArrayBuffer {
  const [frames, perBucket, factor] = [48_000 * 230, 256, 4]
  const levels: Int8Array[] = []
  for (let length = Math.ceil(frames / perBucket); length > 0; length = length > 1 ? Math.ceil(length / factor) : 0) {
    levels.push(pairs(seed, length))
  }
  const bytes = new Uint8Array(28 + levels.reduce((sum, level) => sum + level.length, 0))
  const head = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('NDPK'))
  head.setUint16(4, 1, true)
  head.setUint16(6, factor, true)
  head.setUint32(8, perBucket, true)
  head.setBigUint64(12, BigInt(frames), true)
  let at = 28
  for (const level of levels) {
    bytes.set(new Uint8Array(level.buffer), at)
    at += level.length
  }
  return bytes.buffer
}

const plainFetch = window.fetch.bind(window)
window.fetch = (input, init) => {
  const address = input instanceof Request ? input.url : String(input)
  if (!address.startsWith(base)) return plainFetch(input, init)
  const url = new URL(address)
  const [, kind, name = ''] = url.pathname.split('/')
  const seed = Number.parseInt(name.slice(-6), 16) || 1
  if (kind === 'peaks') return Promise.resolve(new Response(peaks(seed)))
  if (kind === 'overview') return Promise.resolve(new Response(pairs(seed, Number(url.searchParams.get('columns')))))
  return Promise.resolve(new Response(null, { status: 404 }))
}

localStorage.clear()
localStorage.setItem('needledrop.lastPage', JSON.stringify(wanted.get('page') ?? 'spot'))
localStorage.setItem('needledrop.author', JSON.stringify('Dana'))
localStorage.setItem('needledrop.lastCuts', JSON.stringify({ [show.path]: cut.cut.id }))
await import('../src/main')

const { select, selection } = await import('../src/lib/selection.svelte')
const { only, placements } = await import('../src/timeline')
const { stage } = await import('../src/lib/stage.svelte')
const { jobs: jobState } = await import('../src/lib/jobs.svelte')

/** Once the pages stand. */
setTimeout(() => {
  const first = cut.placements.find((one) => one.cue === (107 as typeof one.cue))
  switch (wanted.get('select') ?? '') {
    case 'cue':
      if (first) select(placements([first.id]))
      break
    case 'many':
      select(placements(cut.placements.slice(0, 3).map((one) => one.id)))
      break
    case 'scene':
      if (cut.scenes[2]) select(only({ on: 'scene', id: cut.scenes[2].id }))
      break
    case 'track':
      selection.tracks = [1 as TrackId]
      break
    case 'tracks':
      selection.tracks = [1 as TrackId, 2 as TrackId, 3 as TrackId]
  }
  const open = wanted.get('open')
  if (open === 'palette' || open === 'keyMap' || open === 'episodes' || open === 'history' || open === 'newShow')
    stage[open] = true
  if (open === 'jobs') jobState.open = true
  void emit('transport', { ...transport, position: cut.cues[7] ? cut.cues[7].inPoint + 705_600_000 * 20.8 : 0 })
  if (wanted.get('select') === 'cue' && first) {
    const shown = { start: first.inPoint - 70 * 705_600_000, end: first.inPoint + 80 * 705_600_000 }
    stage.timeline?.show(shown as Parameters<typeof stage.timeline.show>[0])
  }
}, 600)
