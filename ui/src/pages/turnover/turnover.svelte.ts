/** The state of an import from the cutting room: what is asked, what the file would become, what is looked at. */

import type {
  CutId,
  ImportCueRow,
  MarkerFate,
  RowDecision,
  TimelineAsked,
  TimelinePart,
  TimelinePreview,
  TrackId,
} from '../../generated'
import * as ipc from '../../lib/ipc'

class Turnover {
  asked = $state.raw<TimelineAsked | undefined>()
  preview = $state.raw<TimelinePreview | undefined>()
  wrong = $state<string | undefined>()
  busy = $state(false)
  /** What the middle shows. */
  part = $state<TimelinePart>('cues')
  /** The row that is looked at, by its key. */
  selected = $state<string | undefined>()
}

export const turnover = new Turnover()

/** Which cues the list shows. */
export type Shown = 'all' | 'decide' | 'offline' | 'temp' | 'there'

export const kinds: Readonly<Record<Shown, (cue: ImportCueRow) => boolean>> = {
  all: () => true,
  decide: (cue) => cue.fate === 'doubtful',
  offline: (cue) => cue.fate === 'offline',
  temp: (cue) => cue.temp,
  there: (cue) => cue.fate === 'moves' || cue.fate === 'same',
}

/** Doubtful ones first, then in the order of the file; lane by lane. */
export function byLane(cues: readonly ImportCueRow[]): readonly { lane: string; cues: readonly ImportCueRow[] }[] {
  const lanes = cues.map((cue) => cue.lane).filter((lane, at, all) => all.indexOf(lane) === at)
  return lanes.map((lane) => {
    const own = cues.filter((cue) => cue.lane === lane)
    return { lane, cues: [...own.filter(kinds.decide), ...own.filter((cue) => !kinds.decide(cue))] }
  })
}

let question = 0

/** Asks what the file would become. */
async function ask(asked: TimelineAsked): Promise<void> {
  const own = ++question
  turnover.asked = asked
  turnover.busy = true
  try {
    const preview = await ipc.ask('preview_timeline', { asked })
    if (own !== question) return
    const first = turnover.preview === undefined
    turnover.preview = preview
    turnover.wrong = undefined
    if (first) look(preview)
  } catch (reason) {
    if (own !== question) return
    turnover.preview = undefined
    turnover.wrong = ipc.sentence(reason)
  } finally {
    if (own === question) turnover.busy = false
  }
}

/** What is looked at first: what the file has, and of its cues the one that somebody has to decide about. */
function look(preview: TimelinePreview): void {
  turnover.part = (preview.parts.find((part) => part.takes) ?? preview.parts.find((part) => part.found))?.part ?? 'cues'
  turnover.selected = (preview.cues.find(kinds.decide) ?? preview.cues[0])?.key
}

export function begin(file: string, cut: CutId | null, episode: TimelineAsked['episode']): void {
  turnover.preview = undefined
  turnover.wrong = undefined
  turnover.selected = undefined
  void ask({ file, cut, episode: episode ?? null, rows: [] })
}

export function again(change: Partial<TimelineAsked>): void {
  if (turnover.asked !== undefined) void ask({ ...turnover.asked, ...change })
}

/** What was decided of a row, beside what was decided of it before. */
export function decide(key: string, change: Omit<RowDecision, 'key'>): void {
  const asked = turnover.asked
  if (asked === undefined) return
  const before = asked.rows.find((row) => row.key === key)
  again({ rows: [...asked.rows.filter((row) => row.key !== key), { ...before, ...change, key }] })
}

export const chooseTrack = (key: string, track: TrackId): void => {
  decide(key, { track, takes: true })
}

export const becomes = (key: string, fate: MarkerFate): void => {
  decide(key, fate === 'leftOut' ? { takes: false } : { takes: true, becomes: fate })
}

/** Takes a part of the file, or leaves it. */
export function takePart(part: TimelinePart, takes: boolean): void {
  const preview = turnover.preview
  if (preview === undefined) return
  const taken = preview.parts.filter((one) => (one.part === part ? takes : one.takes)).map((one) => one.part)
  again({ parts: taken })
}

/** Takes a track of the file as music, or leaves it; or sends its clips to another lane. */
export function takeTrack(name: string, takes: boolean, lane?: string): void {
  const preview = turnover.preview
  if (preview === undefined) return
  const tracks = preview.tracks
    .filter((one) => (one.name === name ? takes : one.takes))
    .map((one) => ({ name: one.name, lane: one.name === name && lane !== undefined ? lane : one.lane || null }))
  // Rows are others then: what was decided of them says nothing any more.
  again({ tracks, rows: [] })
}

/** `0.74`. */
export const sure = (score: number): string => (score / 100).toFixed(2)
