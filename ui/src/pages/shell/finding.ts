/** What the palette finds: actions, cues, cuts and tracks, the best answers first. */

import { actions } from '../../actions/registry'
import type { Action, Context } from '../../actions/action'
import type { CueView, CutId, EpisodeSummary, Position, Scene, TrackRow } from '../../generated'
import { match } from './fuzzy'
import { timecodeAt } from '../../time/time'
import { readJump } from './jump'
import { synonyms } from './synonyms'

interface Said {
  readonly key: string
  readonly title: string
  readonly detail: string
  /** Found by these as well, though they are not shown. */
  readonly also?: readonly string[]
}

export type Found =
  | (Said & { readonly kind: 'action'; readonly action: Action })
  | (Said & { readonly kind: 'cue'; readonly cue: CueView })
  | (Said & { readonly kind: 'scene'; readonly scene: Scene })
  | (Said & { readonly kind: 'time'; readonly at: Position })
  | (Said & { readonly kind: 'cut'; readonly cut: CutId })
  | (Said & { readonly kind: 'track'; readonly track: TrackRow })

interface Section {
  readonly title: string
  readonly found: readonly Found[]
}

interface Ground {
  readonly found: Context
  readonly episodes: readonly EpisodeSummary[]
  readonly tracks: readonly TrackRow[]
  /** Where the playhead stands: steps such as `+12` count from there. */
  readonly playhead: Position
}

const most = { actions: 40, cues: 8, scenes: 8, cuts: 6 } as const

export function find(wanted: string, ground: Ground): readonly Section[] {
  const asked = wanted.trim() !== ''
  const sections = [
    timesOf(wanted, ground),
    { title: 'Commands', ...best(wanted, actionsOf(ground), most.actions) },
    { title: 'Cues', ...best(wanted, asked ? cuesOf(ground) : [], most.cues) },
    { title: 'Scenes', ...best(wanted, asked ? scenesOf(ground) : [], most.scenes) },
    { title: 'Episodes', ...best(wanted, asked ? cutsOf(ground) : [], most.cuts) },
    // The core has ranked these; without a score of their own they come last.
    { title: 'Tracks', found: asked ? ground.tracks.map(foundTrack) : [], score: -Infinity },
  ]
  return sections.filter((section) => section.found.length > 0).toSorted((a, b) => b.score - a.score)
}

/** The best answers among `all`, and how good the best is. */
function best(wanted: string, all: readonly Found[], limit: number): { found: readonly Found[]; score: number } {
  const answers = all
    .flatMap((one) => {
      const score = scoreOf(wanted, one)
      return score === undefined ? [] : [{ one, score }]
    })
    .toSorted((a, b) => b.score - a.score)
  return { found: answers.slice(0, limit).map(({ one }) => one), score: answers[0]?.score ?? -Infinity }
}

/** By its own words, else less well by another word for it. */
function scoreOf(wanted: string, { title, detail, also }: Found): number | undefined {
  // What stands beside the title says what it is, and is no part of what somebody means by its name.
  const [named, whole] = [match(wanted, title), match(wanted, `${title} ${detail}`)]
  const own = named ?? (whole === undefined ? undefined : whole - 2)
  const others = (also ?? []).flatMap((word) => match(wanted, word) ?? [])
  const other = others.length === 0 ? undefined : Math.max(...others) - 10
  return own === undefined ? other : other === undefined ? own : Math.max(own, other)
}

function actionsOf({ found }: Ground): readonly Found[] {
  // Those of the page at hand come first where answers are alike.
  const here = (action: Action) => action.pages?.includes(found.page) === true
  return actions
    .filter((action) => action.unlisted !== true && action.enabled(found))
    .toSorted((a, b) => Number(here(b)) - Number(here(a)))
    .map((action) => ({
      kind: 'action',
      key: `action ${action.id}`,
      title: action.title,
      detail: action.group,
      also: [...(action.also ?? []), ...(synonyms[action.id] ?? [])],
      action,
    }))
}

function cuesOf({ found }: Ground): readonly Found[] {
  return (found.cut?.cues ?? []).map((cue) => ({
    kind: 'cue',
    key: `cue ${cue.id}`,
    title: `${cue.number} ${cue.title}`,
    detail: cue.status,
    cue,
  }))
}

function scenesOf({ found }: Ground): readonly Found[] {
  return (found.cut?.scenes ?? []).map((scene) => ({
    kind: 'scene',
    key: `scene ${scene.id}`,
    title: `Scene ${scene.number} ${scene.slugline}`,
    detail: found.cut === null ? '' : timecodeAt(scene.inPoint, found.cut.cut.start, found.cut.cut.rate),
    scene,
  }))
}

/** The frame that a typed time names: first where it cannot be anything else, else after what has these figures. */
function timesOf(wanted: string, { found: { cut }, playhead }: Ground): Section & { readonly score: number } {
  const jump = cut === null ? undefined : readJump(wanted, cut, playhead)
  if (cut === null || jump === undefined) return { title: 'Go to', found: [], score: -Infinity }
  const { at, sure } = jump
  const title = timecodeAt(at, cut.cut.start, cut.cut.rate)
  const found: readonly Found[] = [{ kind: 'time', key: `time ${at}`, title, detail: 'move the playhead', at }]
  return { title: 'Go to', found, score: sure ? Infinity : -1e6 }
}

function cutsOf({ episodes }: Ground): readonly Found[] {
  return episodes.flatMap((episode) =>
    episode.cuts.map((cut) => ({
      kind: 'cut' as const,
      key: `cut ${cut.id}`,
      title: `${episode.name} ${episode.title}`,
      detail: cut.label,
      cut: cut.id,
    })),
  )
}

function foundTrack(track: TrackRow): Found {
  return { kind: 'track', key: `track ${track.id}`, title: track.title, detail: track.artist, track }
}
