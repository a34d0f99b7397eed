/** What the Season page works on. */

import { untrack } from 'svelte'
import type {
  CueId,
  EpisodeId,
  Manner,
  Millibels,
  RowLevel,
  SceneId,
  StatementView,
  ThemeId,
  ThemeMap,
} from '../../generated'
import { edit, made } from '../../lib/edits.svelte'
import { focusField } from '../../lib/focus-field'
import * as ipc from '../../lib/ipc'
import { select } from '../../lib/selection.svelte'
import { noEntries } from '../../lib/lists/collections'
import { only } from '../../timeline'
import { goTo, openCut } from '../../lib/session.svelte'
import { attempt } from '../../lib/toasts.svelte'
import { patched, withNews } from './news'
import { louderBy, stayingQuieter } from './row'
import type { Section } from './sections'
import { hearAsItIs, loadCut, playOrStop, seekCut, stop, transport } from '../../lib/sound/transport.svelte'

class SeasonState {
  /** Undefined until one is chosen: then the first that there is. */
  season = $state<number | undefined>()
  view = $state<Section>('themes')
  map = $state.raw<ThemeMap | undefined>()
  theme = $state<ThemeId | undefined>()
  cue = $state<CueId | undefined>()

  readonly line = $derived(this.map?.themes.find((theme) => theme.id === this.theme) ?? this.map?.themes[0])
}

export const seasonPage = new SeasonState()

/** The map of themes as it is now: what changed since it was asked for last, and the rest as it was. */
export function askMap(): Promise<ThemeMap> {
  const { season } = seasonPage
  return withNews(
    untrack(() => seasonPage.map),
    season,
    (since) => ipc.ask('theme_map', { season: season ?? null, since }),
    (news, known) => {
      const themes = patched(news.order, news.themes, known.themes)
      return themes && { ...news, themes }
    },
  )
}

export const manners: readonly {
  readonly value: Manner | 'notSaid'
  readonly word: string
  readonly meaning: string
}[] = [
  { value: 'notSaid', word: 'not set', meaning: 'Nobody has said how much of the theme is stated' },
  { value: 'full', word: 'full', meaning: 'The whole theme' },
  { value: 'fragment', word: 'fragment', meaning: 'A few notes or a phrase of it' },
  { value: 'counterpoint', word: 'counterpoint', meaning: 'Against another theme or tune' },
]

export function chooseStatement(theme: ThemeId, cue: CueId): void {
  seasonPage.theme = theme
  seasonPage.cue = cue
}

/** Goes to the cue on the timeline. */
export async function openStatement(statement: StatementView): Promise<void> {
  await openCut(statement.cut)
  goTo('spot')
  select(only({ on: 'cue', id: statement.cue }))
  await seekCut(statement.cut, statement.at)
}

/** Whether a statement is what sounds now. */
export function sounds(statement: StatementView): boolean {
  const { source, playing } = transport.view
  if (!playing || source.type !== 'cut' || source.cut !== statement.cut) return false
  const { position } = transport
  return position >= statement.at && position < statement.at + statement.length
}

/** Plays a statement from its cue's start or from so far into it, in its cut: as loud as it is, or louder by a level. */
export async function playStatement(statement: StatementView, level?: Millibels, into = 0): Promise<void> {
  await stop()
  await loadCut(statement.cut, level)
  await seekCut(statement.cut, statement.at + into)
  await playOrStop(statement.cut)
}

const isHeard = (statement: StatementView) => statement.pick !== null

class Row {
  /** What is still to be played, the one that sounds first. */
  left = $state.raw<readonly StatementView[]>([])
  /** How much louder each is played, so that all are equally loud. */
  levels: ReadonlyMap<CueId, Millibels> = noEntries()
  /** Which of them stay quieter all the same, in words. */
  quieter = $state.raw<ReadonlyMap<CueId, string>>(noEntries())
  /** Whether it is on its way from one to the next, and the core has not said yet that this sounds. */
  moving = false
  /** Whether its levels are waited for: what sounds meanwhile is not the row. */
  waiting = false
  /** How far into its first statement it begins, in flicks. */
  into = 0
}

export const inARow = new Row()

/** How long the loudness of statements is waited for, in milliseconds, and how often it is asked for. */
const patience = 20_000
const oftenEnough = 100

/** The levels at which `among` are equally loud, for as long as `statements` are the row. */
async function levelsOf(
  statements: readonly StatementView[],
  among: readonly StatementView[],
): Promise<readonly RowLevel[]> {
  const cues = among.map(({ cue }) => cue)
  for (let waited = 0; ; waited += oftenEnough) {
    const told = await attempt(ipc.ask('row_levels', { cues }))
    if (told === undefined) return []
    if (told.pending === 0 || waited >= patience || inARow.left !== statements) return told.levels
    await new Promise((resolve) => setTimeout(resolve, oftenEnough))
  }
}

async function playNext(): Promise<void> {
  const [next] = inARow.left
  if (next === undefined) return
  inARow.moving = true
  const { into } = inARow
  inARow.into = 0
  await playStatement(next, inARow.levels.get(next.cue), into)
}

/**
 * Plays statements one after the other, each from its cue's start to its end, all of them as loud as the quietest of
 * `among`; the first of them from `into` flicks after its start.
 */
export async function playInARow(
  statements: readonly StatementView[],
  among: readonly StatementView[] = statements,
  into = 0,
): Promise<void> {
  const heard = statements.filter(isHeard)
  inARow.waiting = true
  inARow.left = heard
  inARow.into = into
  const levels = await levelsOf(heard, among.filter(isHeard))
  inARow.levels = louderBy(levels)
  inARow.quieter = stayingQuieter(levels)
  inARow.waiting = false
  // Somebody may have thought otherwise meanwhile.
  if (inARow.left === heard) await playNext()
}

/** Ends a row where it is: what goes on to sound does so as loud as it is. */
export async function endRow(): Promise<void> {
  inARow.left = []
  inARow.moving = false
  await hearAsItIs()
}

export async function stopRow(): Promise<void> {
  inARow.left = []
  await stop()
  await endRow()
}

/** Goes on to the next statement once the one that sounds has ended; a stop by hand ends the row. */
export async function followRow(): Promise<void> {
  const [current, ...rest] = inARow.left
  if (current === undefined || inARow.waiting) return
  if (inARow.moving) {
    inARow.moving = !sounds(current)
    return
  }
  const { source, playing } = transport.view
  const there = source.type === 'cut' && source.cut === current.cut
  if (!there || !playing) return endRow()
  if (transport.position < current.at + current.length) return
  inARow.left = rest
  await (rest.length === 0 ? stopRow() : playNext())
}

export function sayHow(theme: ThemeId, statement: StatementView, manner: Manner | 'notSaid'): void {
  void edit([{ type: 'stateTheme', theme, cues: [statement.cue], manner }])
}

/**
 * Asks for a statement of a theme at the start of a scene: a cue without music with the theme's brief, which is chosen,
 * with the caret in its brief.
 */
export async function askFor(theme: ThemeId, scene: SceneId): Promise<void> {
  const cue = made(await edit([{ type: 'spotTheme', theme, scene }]), 'cue')
  if (cue === undefined) return
  seasonPage.view = 'themes'
  chooseStatement(theme, cue)
  focusField('statement-brief')
}

export function sayState(theme: ThemeId, episode: EpisodeId, state: string): Promise<unknown> {
  return edit([{ type: 'askTheme', theme, episode, state }])
}

export function expect(theme: ThemeId, episode: EpisodeId, expected: boolean): void {
  void edit([{ type: 'askTheme', theme, episode, expected }])
}
