/**
 * The one door to the core: its commands, its events, and what the window itself is told.
 * Every command is a sentence to the core; what it refuses comes back as a `Refusal` with a sentence for the user.
 */

import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { getCurrentWebview } from '@tauri-apps/api/webview'
import { getCurrentWindow } from '@tauri-apps/api/window'
import type {
  Changed,
  CatalogueAsked,
  CatalogueImport,
  CataloguePreview,
  ClearanceDetail,
  ClearanceId,
  ClearView,
  Clip,
  CueId,
  CutId,
  CutView,
  DirectoryQuery,
  Edited,
  EditRequest,
  EpisodeFacts,
  EpisodeId,
  Fix,
  Flicks,
  FoundRecording,
  HistoryStep,
  Exported,
  Issued,
  JobView,
  LaneId,
  LibraryPage,
  LibraryQuery,
  Listing,
  MfnPreview,
  PartiesPage,
  PartyId,
  PartyView,
  PictureView,
  PlacementId,
  Position,
  Profile,
  ProfileSummary,
  QuotedFor,
  RecordingMatch,
  RenumberingView,
  SeriesFacts,
  Sheet,
  SheetCounts,
  SheetView,
  ShowView,
  TrackId,
  TrackView,
  TransportRange,
  TransportView,
  UsageGuide,
  WorkId,
  WorksPage,
  WorkView,
} from '../generated'

/** What the core would not do, and why, as a sentence for the user. */
export class Refusal extends Error {}

export async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args)
  } catch (reason) {
    throw new Refusal(sentence(reason))
  }
}

/** The sentence in whatever a command was refused with. */
export function sentence(reason: unknown): string {
  if (typeof reason === 'string') return reason
  if (typeof reason === 'object' && reason !== null && 'message' in reason && typeof reason.message === 'string') {
    return reason.message
  }
  return 'Something went wrong, and no reason was given.'
}

/** A show that was open before. */
export interface RecentShow {
  readonly path: string
  readonly title: string
  /** RFC 3339 in UTC. */
  readonly openedAt: string
}

/** A placement that sounds instead of the pick of its cue. */
export interface AlternateChoice {
  readonly cue: CueId
  readonly placement: PlacementId
}

export type CueListFormat = 'csv' | 'xlsx' | 'pdf' | 'json'

export const show = () => ask<ShowView | null>('show')
export const newShow = (path: string, title: string, currency: string) =>
  ask<ShowView>('new_show', { path, title, currency })
export const openShow = (path: string) => ask<ShowView>('open_show', { path })
export const openSample = () => ask<ShowView>('open_sample')
export const closeShow = () => ask<null>('close_show')
/** Where the show's file was, if it is not there any more. */
export const displaced = () => ask<string | null>('displaced')
/** Saves a copy of the show and goes on in it. */
export const goOnInCopy = (path: string) => ask<ShowView>('go_on_in_copy', { path })
export const recent = () => ask<RecentShow[]>('recent')

export const cut = (cut: CutId) => ask<CutView>('cut', { cut })
/** Where copies of the show lie that were taken while it was worked on. */
export const snapshotFolder = () => ask<string>('snapshot_folder')
export const usageGuide = () => ask<UsageGuide>('usage_guide')
export const library = (query: LibraryQuery) => ask<LibraryPage>('library', { query })
export const cueList = (cut: CutId) => ask<Listing>('cue_list', { cut })
export const track = (track: TrackId) => ask<TrackView>('track', { track })
export const clear = (cut: CutId) => ask<ClearView>('clear', { cut })
export const clearance = (clearance: ClearanceId) => ask<ClearanceDetail>('clearance', { clearance })
export const parties = (query: DirectoryQuery) => ask<PartiesPage>('parties', { query })
export const party = (party: PartyId) => ask<PartyView>('party', { party })
export const works = (query: DirectoryQuery) => ask<WorksPage>('works', { query })
export const work = (work: WorkId) => ask<WorkView>('work', { work })
/** What a catalogue sheet would change; what is not asked for is found out. */
export const previewCatalogue = (path: string, asked: CatalogueAsked) =>
  ask<CataloguePreview>('preview_catalogue', { path, asked })
export const importCatalogue = (path: string, asked: CatalogueAsked) =>
  ask<CatalogueImport>('import_catalogue', { path, asked })
/** What a quote would change, before it is taken. */
/** What pasting needs of these placements. */
export const copied = (placements: readonly PlacementId[]) => ask<Clip>('copied', { placements })

/** What numbering the cues of a cut anew would do, or those of one reel. */
export const renumbering = (cut: CutId, reel: number | null, issued: boolean) =>
  ask<RenumberingView>('renumbering', { cut, reel, issued })

export const previewQuote = (clearance: ClearanceId, fee: number, currency: string | null, quotedFor: QuotedFor) =>
  ask<MfnPreview>('preview_quote', { clearance, fee, currency, quotedFor })
export const history = (limit: number) => ask<HistoryStep[]>('history', { limit })

export const edit = (request: EditRequest) => ask<Edited>('edit', { request })
/** Takes back the newest step; says what it was, or null where there is none. */
export const undo = () => ask<string | null>('undo')
export const redo = () => ask<string | null>('redo')

/** How long sound files are; null for what is none. */
export const soundLengths = (paths: readonly string[]) => ask<(Flicks | null)[]>('sound_lengths', { paths })
/** What a picture file says of itself; refused with a sentence where it is no picture. */
export const pictureOf = (path: string) => ask<PictureView>('picture_of', { path })
/** Whether a file is the recording of a track. */
export const matchRecording = (track: TrackId, path: string) => ask<RecordingMatch>('match_recording', { track, path })
/** Missing recordings that lie in a folder. */
export const findMissing = (folder: string) => ask<FoundRecording[]>('find_missing', { folder })
export const importFiles = (paths: readonly string[]) => ask<number>('import_files', { paths })
export const cancelJob = (id: number) => ask<null>('cancel_job', { id })
export const jobs = () => ask<JobView[]>('jobs')
/** Says how many scenes came in. */
export const importScenes = (cut: CutId, path: string) => ask<number>('import_scenes', { cut, path })

export const loadCut = (cut: CutId, alternates: readonly AlternateChoice[], matched: boolean) =>
  ask<null>('load_cut', { cut, alternates, matched })
export const audition = (track: TrackId, from: Flicks) => ask<null>('audition', { track, from })
export const play = () => ask<null>('play')
export const stop = () => ask<null>('stop')
export const seek = (position: Position) => ask<null>('seek', { position })
export const setRate = (rate: number) => ask<null>('set_rate', { rate })
export const setRange = (range: TransportRange | null) => ask<null>('set_range', { range })
export const setMonitor = (muted: readonly LaneId[], soloed: readonly LaneId[]) =>
  ask<null>('set_monitor', { muted, soloed })
export const transport = () => ask<TransportView>('transport')

export const exportCueList = (cut: CutId, format: CueListFormat, path: string) =>
  ask<string>('export_cue_list', { cut, format, path })
/** Says the job that writes it. */
export const profiles = () => ask<ProfileSummary[]>('profiles')
export const profile = (id: string) => ask<Profile>('profile', { id })
/** Brings in the profile of a file; its id. */
export const importProfile = (path: string) => ask<string>('import_profile', { path })
export const exportProfile = (id: string, path: string) => ask<null>('export_profile', { id, path })
/** The rows of a sheet that left the house, as they were. */
export const issuedSheet = (id: number) => ask<Sheet>('issued_sheet', { id })
/** How far the sheet is, by that profile or the first. */
export const sheetCounts = (cut: CutId, profile: string | null) => ask<SheetCounts>('sheet_counts', { cut, profile })
export const sheet = (cut: CutId, profile: string, rollUp: boolean) => ask<SheetView>('sheet', { cut, profile, rollUp })
/** Mends a problem by one of its fixes, as one step of undo. */
export const mend = (fix: Fix) => ask<Edited>('mend', { fix })
export const ledger = () => ask<Issued[]>('ledger')
export const sheetFacts = (episode: EpisodeId) => ask<[SeriesFacts, EpisodeFacts]>('sheet_facts', { episode })

/** What is asked of an export of a sheet. */
export interface AskedSheet {
  readonly profile: string
  readonly format: CueListFormat
  readonly isFinal: boolean
  readonly recipient: string
  /** The workbook to fill, in place of making one. */
  readonly template: string | null
  /** Whether commissioned cues of the same ownership are put together. */
  readonly rollUp: boolean
}

/** Writes a sheet and records it in the ledger; a final one is refused while there are errors. */
export const exportSheet = (cut: CutId, asked: AskedSheet, path: string) =>
  ask<Exported>('export_sheet', { cut, asked, path })
/** Writes what changed since the sheet was filed; refused with a sentence when nothing was filed, or nothing changed. */
export const exportChanges = (cut: CutId, asked: AskedSheet, path: string) =>
  ask<Issued>('export_changes', { cut, asked, path })
export const exportMix = (cut: CutId, path: string) => ask<number>('export_mix', { cut, path })
export const reveal = (path: string) => ask<null>('reveal', { path })
export const server = () => ask<{ base: string }>('server')

/** What an event tells. */
export interface Events {
  readonly changed: Changed
  readonly job: JobView
  readonly transport: TransportView
  /** Chosen in the native menu: the id of an action. */
  readonly action: string
  /** Something that was asked outside the window could not be done: why, as a sentence. */
  readonly refused: string
  /** The show's file is no longer where it was, or null: it is there again. */
  readonly displaced: string | null
  /** Another show was opened, or the show was closed. */
  readonly show: unknown
}

/** Listens until the returned function is called. */
export function on<Name extends keyof Events>(name: Name, hear: (told: Events[Name]) => void): Promise<() => void> {
  return listen<Events[Name]>(name, (event) => {
    hear(event.payload)
  })
}

/** Files from the desktop over the window. Positions are CSS pixels. */
export type DesktopDrag =
  | { readonly type: 'over'; readonly x: number; readonly y: number; readonly paths: readonly string[] }
  | { readonly type: 'drop'; readonly x: number; readonly y: number; readonly paths: readonly string[] }
  | { readonly type: 'leave' }

/** Listens for files dragged from the desktop until the returned function is called. */
export function onDesktopDrag(hear: (drag: DesktopDrag) => void): Promise<() => void> {
  let paths: readonly string[] = []
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === 'leave') {
      paths = []
      hear({ type: 'leave' })
      return
    }
    // `over` does not repeat the paths that `enter` told.
    if (payload.type !== 'over') paths = payload.paths
    const at = payload.position.toLogical(window.devicePixelRatio)
    hear({ type: payload.type === 'drop' ? 'drop' : 'over', x: at.x, y: at.y, paths })
  })
}

export const setWindowTitle = (title: string) => getCurrentWindow().setTitle(title)
/** Draws everything larger or smaller: 1 is the usual size. */
export const setZoom = (factor: number) => getCurrentWebview().setZoom(factor)
export const setFullscreen = (on: boolean) => getCurrentWindow().setFullscreen(on)
export const closeWindow = () => getCurrentWindow().close()
