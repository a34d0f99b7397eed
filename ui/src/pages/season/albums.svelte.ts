/** What the view of albums works on. */

import type {
  AlbumEntry,
  AlbumEntryId,
  AlbumEntryPatch,
  AlbumForm,
  AlbumId,
  AlbumPatch,
  AlbumsView,
  AlbumView,
  ShowView,
  TrackId,
} from '../../generated'
import { Answer } from '../../lib/answer.svelte'
import { edit, editInField, made } from '../../lib/edits.svelte'
import { dependsOnFacets } from '../../lib/facets.svelte'
import * as ipc from '../../lib/ipc'
import { chooseExportFolder } from '../../lib/ipc-dialogs'
import { writesTo } from '../../lib/jobs.svelte'
import { attempt } from '../../lib/toasts.svelte'
import { flicks, flicksPerSecond } from '../../time/time'
import { findCue } from './find-cue'
import { seasonPage } from './season.svelte'

/** What albums follow from. */
const facets = [
  'albums',
  'library',
  'recordings',
  'works',
  'parties',
  'clearances',
  'money',
  'placements',
  'uses',
  'cues',
] as const

class Albums {
  value = $state.raw<AlbumsView | undefined>()
  chosen = $state<AlbumId | undefined>()
  entry = $state<AlbumEntryId | undefined>()
  form = $state<AlbumForm>('wav')

  readonly all = $derived(this.value?.albums ?? [])
  readonly one = $derived(this.all.find((one) => one.id === this.chosen) ?? this.all[0])
}

export const albums = new Albums()

/** Keeps them up to date while a component is there. */
export function followAlbums(): void {
  const answer = new Answer(() => {
    dependsOnFacets(facets)
    return ipc.ask('albums')
  })
  $effect(() => {
    albums.value = answer.value
  })
}

export async function newAlbum(title: string): Promise<void> {
  const id = made(await edit([{ type: 'addAlbum', title }]), 'album')
  if (id !== undefined) albums.chosen = id
}

/** Another edition of an album: the same entries, to be changed by themselves. */
export async function copyAlbum(one: AlbumView, title: string): Promise<void> {
  const id = made(await edit([{ type: 'copyAlbum', album: one.id, title }]), 'album')
  if (id !== undefined) albums.chosen = id
}

export function tellAlbum(one: AlbumView, set: AlbumPatch): Promise<unknown> {
  return editInField([{ type: 'editAlbum', album: one.id, set }])
}

export function tellEntry(one: AlbumView, entry: AlbumEntryId, set: AlbumEntryPatch): Promise<unknown> {
  return editInField([{ type: 'editAlbumEntry', album: one.id, entry, set }])
}

export function moveEntry(one: AlbumView, entry: AlbumEntry, to: number): void {
  if (to < 0 || to >= one.entries.length || one.entries[to]?.id === entry.id) return
  void edit([{ type: 'moveAlbumEntry', album: one.id, entry: entry.id, to }])
}

/** Puts every recording that is picked in the season on the album that is not on it yet, as the cue has it or whole. */
export async function addPicks(one: AlbumView): Promise<void> {
  const map = await attempt(ipc.ask('theme_map', { season: null, since: null }))
  if (map === undefined) return
  const known = one.entries.map((entry) => entry.track)
  const tracks: TrackId[] = []
  for (const episode of map.episodes) {
    if (episode.cut === null) continue
    const cut = await attempt(ipc.ask('cut', { cut: episode.cut }))
    for (const cue of cut?.cues ?? []) {
      const pick = cut?.placements.find((placement) => placement.id === cue.pick)
      if (pick === undefined || known.includes(pick.track) || tracks.includes(pick.track)) continue
      tracks.push(pick.track)
    }
  }
  if (tracks.length > 0) await edit([{ type: 'addToAlbum', album: one.id, tracks }])
}

/** Puts the edit of a cue's pick, named as `1x02 2M04`, at the end; a sentence where there is none. */
export async function addCue(show: ShowView, one: AlbumView, named: string): Promise<string | undefined> {
  if (named.trim() === '') return undefined
  const found = await findCue(show, seasonPage.map?.season, named)
  if (typeof found === 'string') return found
  if (found.cue.pick === null) return `${found.cue.number} has no music yet`
  await edit([{ type: 'addEditsToAlbum', album: one.id, placements: [found.cue.pick] }])
  return undefined
}

/** Reads `2`, `2.5 s`, `-1.5`, `1:30`; undefined if it is none. */
function readSeconds(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(/\s*s$/i, '')
  const parts = /^(-?)(?:(\d+):)?(\d+(?:[.,]\d+)?)$/.exec(plain)
  if (parts === null) return undefined
  const seconds = Number(parts[2] ?? 0) * 60 + Number((parts[3] ?? '0').replace(',', '.'))
  return Math.round(seconds * flicksPerSecond) * (parts[1] === '-' ? -1 : 1)
}

/** Seconds to a hundredth at most: `2`, `−1.5`. */
export function secondsText(length: number): string {
  const seconds = Math.round((length / flicksPerSecond) * 100) / 100
  return seconds < 0 ? `−${-seconds}` : String(seconds)
}

/** What a text of seconds changes, or a sentence. */
export function inSeconds(text: string, set: (length: ReturnType<typeof flicks>) => unknown): unknown {
  const length = readSeconds(text)
  return length === undefined ? 'Write seconds as 2.5, or 1:30' : set(flicks(length))
}

/** Has the album written into a folder; the job says how far it is. */
export async function makeAlbum(one: AlbumView): Promise<void> {
  const folder = await chooseExportFolder()
  if (folder === null) return
  const id = await attempt(ipc.ask('make_album', { album: one.id, folder, form: albums.form }))
  if (id !== undefined) writesTo(id, folder)
}
