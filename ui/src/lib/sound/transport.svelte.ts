/** What sounds. The core's sample count is the clock; here it is followed, frame by frame of the screen. */

import type {
  CueId,
  CutId,
  CutView,
  Flicks,
  LaneId,
  Millibels,
  PlacementId,
  Position,
  TrackId,
  TransportView,
  Tried,
} from '../../generated'
import { positionAt, type Report } from './clock'
import { newFaults, nothingTold, type Told } from './faults'
import { noEntries, withEntry } from '../lists/collections'
import * as ipc from '../ipc'
import { auditionGain, matchedLoudness, rollBefore, scrubSound } from '../preferences.svelte'
import { flicks, flicksPerSecond, shifted } from '../../time/time'
import { attempt, dismiss, refuse, say } from '../toasts.svelte'

const silent: TransportView = {
  number: 0,
  source: { type: 'nothing' },
  playing: false,
  position: 0 as Position,
  rate: 1,
  range: null,
  peakDbfs: [-120, -120],
  momentaryLufs: -120,
  shortTermLufs: -120,
  integratedLufs: -120,
  device: null,
  latency: 0,
  silentReason: null,
  faults: [],
}

class Transport {
  view = $state.raw<TransportView>(silent)
  /** The point now heard, moved with every frame of the screen while it plays. */
  position = $state(0 as Position)
  /** Lanes that alone are heard while working, if there are any. The mix does not know of it. */
  soloed = $state.raw<readonly LaneId[]>([])
  /** Rises when a recording turns out not to be playable. */
  faults = $state(0)
  /** The track of the library that is heard against the picture, and not placed. */
  tried = $state.raw<Tried | undefined>()
  /** How much louder all of the cut is heard, while several are held against each other. */
  level = $state.raw<Millibels | undefined>()
  /** Alternates that sound instead of picks, by cue. */
  alternates = $state.raw(noEntries<CueId, PlacementId>())
}

export const transport = new Transport()

let report: Report = { position: silent.position, playing: false, rate: 1, range: null, heardAt: 0 }
let frame = 0
/** Where the cut stood when a track was auditioned, to come back to. */
let cutPosition = 0 as Position

/** The point now heard, computed for this moment. */
export function now(): Position {
  return positionAt(report, performance.now())
}

function hear(view: TransportView): void {
  // What was asked for may arrive after what was told later.
  if (view.number < transport.view.number) return
  report = { ...view, heardAt: performance.now() }
  transport.view = view
  transport.position = view.position
  if (view.source.type === 'cut') cutPosition = view.position
  sayFaults(view)
  watchTrial(view)
  if (view.playing && frame === 0) frame = requestAnimationFrame(follow)
}

/** Whether the track that is tried has been heard: only then does a stop end it. */
let isTrialHeard = false

function watchTrial({ source, playing }: TransportView): void {
  const { tried } = transport
  if (tried === undefined || source.type !== 'cut') return
  if (playing) isTrialHeard = true
  else if (isTrialHeard) void endTrial(tried)
}

let told: Told = nothingTold
/** The message about it. */
let toldOf = 0

function sayFaults(view: TransportView): void {
  const { says, now } = newFaults(told, view)
  told = now
  const last = says.at(-1)
  if (last === undefined) return
  transport.faults += says.length
  // A list that came in with its recordings elsewhere is one thing to be told, not thirty.
  dismiss(toldOf)
  const all = told.paths.size
  toldOf = say(all === 1 ? last : `${all} recordings cannot be played. The last: ${last}`, 'bad')
}

function follow(): void {
  frame = 0
  transport.position = now()
  if (report.playing) frame = requestAnimationFrame(follow)
}

/** Hears the transport until the returned function is called. */
export async function followTransport(): Promise<() => void> {
  const unlisten = await ipc.on('transport', ({ told }) => {
    hear(told)
  })
  try {
    hear(await ipc.ask('transport'))
  } catch (reason) {
    refuse(reason)
  }
  return () => {
    unlisten()
    cancelAnimationFrame(frame)
    frame = 0
  }
}

/** Whether a cut, rather than a track of the library, is what sounds. */
export function soundsCut(cut: CutId | null): boolean {
  const { source } = transport.view
  return source.type === 'cut' && source.cut === cut
}

/** The track that is auditioned, playing or stopped. */
export function auditioned(): TrackId | undefined {
  const { source } = transport.view
  return source.type === 'track' ? source.track : undefined
}

/** Where the playhead of the cut stands, also while a track is auditioned. */
export function playhead(): Position {
  return transport.view.source.type === 'cut' ? transport.position : cutPosition
}

async function load(cut: CutId): Promise<void> {
  const alternates = [...transport.alternates].map(([cue, placement]) => ({ cue, placement }))
  const matched = matchedLoudness.value && alternates.length > 0
  await ipc.ask('load_cut', {
    cut,
    alternates,
    matched,
    tried: transport.tried ?? null,
    level: transport.level ?? null,
  })
}

/** Makes a cut what plays, all of it louder by a level where one is named. */
export async function loadCut(cut: CutId, level?: Millibels): Promise<void> {
  transport.level = level
  transport.alternates = noEntries()
  transport.tried = undefined
  cutPosition = 0 as Position
  await attempt(load(cut))
}

/** Has the cut sound as loud as it is again. */
export async function hearAsItIs(): Promise<void> {
  if (transport.level === undefined) return
  transport.level = undefined
  const { source } = transport.view
  if (source.type === 'cut') await attempt(load(source.cut))
}

/** Plays or stops: the auditioned track while it plays, else the cut. */
export async function playOrStop(cut: CutId | null): Promise<void> {
  wanted = undefined
  await attempt(
    (async () => {
      if (transport.view.playing) {
        await standStill()
        return
      }
      if (cut === null) return
      await returnToCut(cut)
      await ipc.ask('set_rate', { rate: 1 })
      await ipc.ask('play')
    })(),
  )
}

/** Loads the cut again at its playhead after a track was auditioned. */
async function returnToCut(cut: CutId): Promise<void> {
  if (soundsCut(cut)) return
  const at = cutPosition
  await load(cut)
  await ipc.ask('seek', { position: at })
}

export async function stop(): Promise<void> {
  await attempt(standStill())
}

/** Stops, so that what is pressed next counts from there. */
async function standStill(): Promise<void> {
  wanted = 0
  await ipc.ask('stop')
  hear(await ipc.ask('transport'))
  if (wanted === 0) wanted = undefined
}

export async function seekCut(cut: CutId, position: number): Promise<void> {
  const at = Math.max(0, Math.round(position)) as Position
  cutPosition = at
  await attempt(
    (async () => {
      await returnToCut(cut)
      await ipc.ask('seek', { position: at })
    })(),
  )
}

/** How long a moment is that sounds where the playhead is put. */
const blipLength = 0.06 * flicksPerSecond

/** As `seekCut`, with a moment of sound where the playhead is put; where it plays, it plays on from there. */
export async function scrubCut(cut: CutId, position: number): Promise<void> {
  const start = Math.max(0, Math.round(position)) as Position
  if (!scrubSound.value || !soundsCut(cut)) {
    await seekCut(cut, start)
    return
  }
  cutPosition = start
  await attempt(ipc.ask('blip', { span: { start, end: shifted(start, blipLength) } }))
}

/** Plays a span of the cut once, and puts the playhead at a point afterwards. */
export async function playSpan(cut: CutId, start: number, end: number, then: Position): Promise<void> {
  wanted = undefined
  await attempt(
    (async () => {
      await returnToCut(cut)
      const span = { start: Math.max(0, Math.round(start)) as Position, end: Math.round(end) as Position }
      await ipc.ask('play_span', { span, then })
    })(),
  )
}

/**
 * Plays a track of the library against the picture, as if it were placed, in the place of the music that lies there; the
 * playhead comes back to where it would begin.
 */
export async function tryAgainst(cut: CutView, track: TrackId, at: Position): Promise<void> {
  const tried = { track, at, gain: auditionGain.value as Millibels }
  isTrialHeard = false
  transport.tried = tried
  const loaded = await attempt(load(cut.cut.id).then(() => true))
  if (loaded !== true) {
    transport.tried = undefined
    return
  }
  cutPosition = at
  await playSpan(cut.cut.id, at - rollBefore.value * flicksPerSecond, cut.cut.length, at)
}

/** The cut as it is again, where the track was tried. */
async function endTrial({ at }: Tried): Promise<void> {
  isTrialHeard = false
  transport.tried = undefined
  const { source } = transport.view
  if (source.type !== 'cut') return
  await attempt(load(source.cut))
  await seekCut(source.cut, at)
}

/** Plays a track of the library from a point within it, as loud as its user wants to hear it. */
export async function audition(track: TrackId, from: Flicks): Promise<void> {
  await attempt(ipc.ask('audition', { track, from, gain: auditionGain.value as Millibels }))
}

/** How loud tracks of the library play, in hundredths of a decibel below what they are; a track that plays goes on so. */
export async function setAuditionGain(gain: number): Promise<void> {
  auditionGain.value = gain
  const track = auditioned()
  if (track !== undefined && transport.view.playing) await audition(track, flicks(now()))
}

const fastest = 8

/** The rate that was asked for by keys and is not told of yet: presses count from it. */
let wanted: number | undefined
/** What is asked for by keys, one after the other: the last press is the one that holds. */
let shuttling: Promise<unknown> = Promise.resolve()

/** J, K and L: each press of the same key doubles the speed. */
export function shuttle(cut: CutId, direction: -1 | 1): Promise<unknown> {
  const rate = wanted ?? (transport.view.playing ? transport.view.rate : 0)
  const same = Math.sign(rate) === direction
  const next = same ? direction * Math.min(fastest, Math.abs(rate) * 2) : direction
  wanted = next
  shuttling = shuttling.then(() =>
    attempt(
      (async () => {
        // A later press has overtaken this one.
        if (wanted !== next) return
        await returnToCut(cut)
        await ipc.ask('set_rate', { rate: next })
        if (!transport.view.playing) await ipc.ask('play')
        hear(await ipc.ask('transport'))
        if (wanted === next) wanted = undefined
      })(),
    ),
  )
  return shuttling
}

/** Lets a placement of a cue sound instead of the pick, from the same point; null is the pick again. */
export async function hearAlternate(cut: CutId, cue: CueId, placement: PlacementId | null): Promise<void> {
  transport.alternates = withEntry(transport.alternates, cue, placement)
  await attempt(
    (async () => {
      // What plays goes on at the same sample, in the other's place: the core splices it in. A seek would be heard.
      const goesOn = soundsCut(cut)
      const at = cutPosition
      await load(cut)
      if (!goesOn) await ipc.ask('seek', { position: at })
    })(),
  )
}

/** Loads the cut again with or without matched loudness, and goes on. */
export async function matchLoudness(cut: CutId, matched: boolean): Promise<void> {
  matchedLoudness.value = matched
  if (soundsCut(cut)) await attempt(load(cut))
}

export async function toggleSolo(lane: LaneId): Promise<void> {
  transport.soloed = toggled(transport.soloed, lane)
  await attempt(ipc.ask('set_monitor', { muted: [], soloed: transport.soloed }))
}

function toggled(lanes: readonly LaneId[], lane: LaneId): readonly LaneId[] {
  return lanes.includes(lane) ? lanes.filter((one) => one !== lane) : [...lanes, lane]
}

/** Repeats a range, or nothing. */
export async function loop(range: { readonly start: Position; readonly end: Position } | null): Promise<void> {
  await attempt(ipc.ask('set_range', { range }))
}
