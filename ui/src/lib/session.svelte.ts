/**
 * What the window shows of the open show. Every value here is a view read from the core; it changes when the core
 * says that something changed, and never otherwise.
 */

import type { Changed, CueView, CutId, CutView, Facet, PlacementView, Scene, ShowView, UsedTrack } from '../generated'
import { coalesce } from './coalesce'
import { withMoves } from './cut-moves'
import { everyFacet, ofCut, ofShow, touch } from './facets.svelte'
import * as ipc from './ipc'
import { draftsOf } from './drafts.svelte'
import { forgetFinished } from './jobs.svelte'
import { pageOf, type Page } from './pages'
import { lastCuts, lastPage } from './preferences.svelte'
import { selectNothing } from './selection.svelte'
import { clearStage } from './stage.svelte'
import { refuse } from './toasts.svelte'

class Session {
  /** Undefined until the core has answered; null when no show is open. */
  show = $state.raw<ShowView | null | undefined>(undefined)
  /** The cut that Spot, Review, Clear and Deliver work on. */
  cutId = $state<CutId | null>(null)
  cut = $state.raw<CutView | null>(null)
  page = $state<Page>('spot')
  /** Rises with every change. */
  revision = $state(0)
  /** A show is being opened: what is done, in words. */
  opening = $state<string | null>(null)
}

export const session = new Session()

/** The cut's rows by id, made once a view. */
class CutRows {
  readonly cues = $derived(new Map((session.cut?.cues ?? []).map((cue) => [cue.id, cue] as const)))
  readonly placements = $derived(new Map((session.cut?.placements ?? []).map((one) => [one.id, one] as const)))
  readonly tracks = $derived(new Map((session.cut?.tracks ?? []).map((track) => [track.id, track] as const)))
}

export const rows = new CutRows()

export function trackOf(placement: PlacementView): UsedTrack | undefined {
  return rows.tracks.get(placement.track)
}

/** Alternates of a cue, in the order of their letters; of one in pieces, the one that stands for it. */
export function alternatesOf(cue: CueView): readonly PlacementView[] {
  const own = session.cut?.placements.filter((placement) => placement.cue === cue.id) ?? []
  const alternates = own.filter((placement) => placement.pieceOf === null)
  return alternates.toSorted((a, b) => a.ordinal - b.ordinal)
}

/** The scene under a position. */
export function sceneAt(cut: CutView, at: number): Scene | undefined {
  return cut.scenes.find((scene) => scene.inPoint <= at && at < scene.outPoint)
}

export function goTo(page: Page): void {
  if (page === session.page) return
  // A field that is left keeps what was typed; one that is taken away with its page would lose it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  session.page = page
  lastPage.value = page
}

/** How many changes were told: a view that was read meanwhile may be older than the last. */
let changes = 0

const readShow = coalesce(async () => {
  try {
    const since = changes
    const read = await ipc.ask('show')
    const other = read?.path !== session.show?.path
    const show = since === changes || other ? read : withLastChange(read)
    session.show = show
    session.revision = show?.revision ?? 0
    if (other) settle(show)
    else keepCut(show)
  } catch (reason) {
    session.show ??= null
    refuse(reason)
  }
})

/** What may be undone is told with each change, and then newer than what was read. */
function withLastChange(read: ShowView | null): ShowView | null {
  if (!read || !session.show) return read
  const { revision, undo, redo } = session.show
  return revision > read.revision ? { ...read, revision, undo, redo } : read
}

const readCut = coalesce(async () => {
  const [wanted, since] = [session.cutId, changes]
  if (wanted === null) {
    session.cut = null
    return
  }
  try {
    const cut = await ipc.ask('cut', { cut: wanted })
    const followed = since !== changes && session.cut?.cut.id === wanted && session.cut.revision > cut.revision
    if (session.cutId === wanted && !followed) session.cut = cut
  } catch (reason) {
    await forget(wanted, reason)
  }
})

/** Reads what became of the cut; all of it where more changed than where placements lie. */
const followCut = coalesce(async () => {
  const before = session.cut
  if (before === null || before.cut.id !== session.cutId) {
    await readCut()
    return
  }
  try {
    const news = await ipc.ask('cut_news', { cut: before.cut.id, since: before.revision })
    if (session.cut !== before || session.cutId !== before.cut.id) {
      await readCut()
      return
    }
    session.cut = news.type === 'whole' ? news.view : withMoves(before, news)
  } catch (reason) {
    await forget(before.cut.id, reason)
  }
})

async function forget(cut: CutId, reason: unknown): Promise<void> {
  if (session.cutId !== cut) return
  // One that went with an undo is missed by nobody: the show chooses another.
  await readShow()
  if (session.cutId !== cut) return
  session.cut = null
  refuse(reason)
}

/** Reads the cut again: what lies on disks may have changed without the core. */
export const lookAgain = readCut

/** Whether a show was open before this one. */
let hadShow = false

/** Another show: its last cut, and nothing selected. */
function settle(show: ShowView | null): void {
  selectNothing()
  draftsOf(show?.path)
  // At the start nothing is open, but what the window was told to open.
  if (hadShow) {
    clearStage()
    forgetFinished()
  }
  hadShow = show !== null
  session.cut = null
  session.cutId = show === null ? null : chosenCut(show)
  if (show !== null) {
    const page = pageOf(lastPage.value) ?? 'spot'
    // A new show has no picture to spot to: its first page is the one where music comes in.
    session.page = show.episodes.length === 0 && show.trackCount === 0 ? 'library' : page
  }
}

/** The cut may have gone with an undo. */
function keepCut(show: ShowView | null): void {
  if (show === null) return
  const cuts = show.episodes.flatMap((episode) => episode.cuts)
  if (cuts.some((cut) => cut.id === session.cutId)) return
  session.cutId = chosenCut(show)
  void readCut()
}

function chosenCut(show: ShowView): CutId | null {
  const cuts = show.episodes.flatMap((episode) => episode.cuts)
  const last = lastCuts.value[show.path]
  // A cut with a picture shows most of what there is to do.
  const first =
    show.episodes.find((episode) => episode.cuts.some((cut) => cut.cues > 0 && cut.hasPicture)) ??
    show.episodes.find((episode) => episode.cuts.some((cut) => cut.cues > 0)) ??
    show.episodes[0]
  return (cuts.find((cut) => cut.id === last) ?? first?.cuts.at(-1))?.id ?? null
}

/** Works on another cut. */
export async function openCut(cut: CutId): Promise<void> {
  if (cut === session.cutId && session.cut !== null) return
  selectNothing()
  session.cutId = cut
  const path = session.show?.path
  if (path !== undefined) lastCuts.value = { ...lastCuts.value, [path]: cut }
  await readCut()
}

async function readAll(): Promise<void> {
  await readShow()
  await readCut()
}

/** Reads again what a change touched, and nothing else. */
function follow({ revision, facets, undo, redo }: Changed): void {
  changes += 1
  session.revision = revision
  if (session.show) session.show = { ...session.show, revision, undo, redo }
  touch(facets)
  const touched = (of: readonly Facet[]) => facets.some((facet) => of.includes(facet))
  if (touched(ofShow)) void readShow()
  if (touched(ofCut)) void followCut()
}

/** Opens a show by `open`, which asks the core; says so while it lasts. */
export async function openBy(words: string, open: () => Promise<unknown>): Promise<void> {
  session.opening = words
  try {
    await open()
    await readAll()
  } catch (reason) {
    refuse(reason)
  } finally {
    session.opening = null
  }
}

/** Reads the show and hears of its changes until the returned function is called. */
export async function followShow(): Promise<() => void> {
  const unlisten = await Promise.all([
    ipc.on('changed', ({ told }) => {
      follow(told)
    }),
    ipc.on('show', () => {
      touch(everyFacet)
      void readAll()
    }),
  ])
  await readAll()
  return () => {
    for (const stop of unlisten) stop()
  }
}
