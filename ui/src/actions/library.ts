/** The library: bringing music in, and what is done with selected tracks. */

import { edit, sayDone } from '../lib/edits.svelte'
import { counted } from '../lib/format'
import * as ipc from '../lib/ipc'
import { chooseCatalogue, chooseSoundFiles, chooseSoundFolders } from '../lib/ipc-dialogs'
import { importPaths } from '../lib/jobs.svelte'
import { library } from '../lib/library.svelte'
import { selection } from '../lib/selection.svelte'
import { stage } from '../lib/stage.svelte'
import { attempt } from '../lib/toasts.svelte'
import { directory, showList } from '../lib/directory.svelte'
import { withEdits, withShow, type Action, type Context } from './action'

export async function importFiles(): Promise<void> {
  await importPaths((await attempt(chooseSoundFiles())) ?? null)
}

export async function importFolder(): Promise<void> {
  await importPaths((await attempt(chooseSoundFolders())) ?? null)
}

export async function importCatalogue(): Promise<void> {
  const path = await attempt(chooseCatalogue())
  if (typeof path === 'string') stage.catalogue = path
}

/** Takes all that the tags of the selected tracks suggest, as one step of undo. */
export async function takeSuggestions(): Promise<void> {
  const tracks = await attempt(Promise.all(selection.tracks.map((track) => ipc.track(track))))
  const edits = (tracks ?? []).flatMap(({ id, suggestions }) => {
    const keys = suggestions.map((suggestion) => suggestion.key)
    return keys.length === 0 ? [] : [{ type: 'acceptSuggestions' as const, track: id, keys }]
  })
  if (edits.length === 0) return
  const edited = await edit(edits, `Take what the tags of ${counted(edits.length, 'track')} suggest`)
  if (edited !== undefined) sayDone(`Taken from the tags of ${counted(edits.length, 'track')}`)
}

export async function removeTracks(): Promise<void> {
  const tracks = [...selection.tracks]
  const edited = await edit([{ type: 'removeTracks', tracks }])
  if (edited === undefined) return
  selection.tracks = []
  sayDone(`${counted(tracks.length, 'track')} taken out of the library; the files stay where they are`)
}

export async function selectAllTracks(): Promise<void> {
  const rows = await attempt(library.range(0, library.matched - 1))
  if (rows !== undefined) selection.tracks = rows.map((row) => row.id)
}

const withTracks = (found: Context) => withEdits(found) && directory.list === 'tracks' && selection.tracks.length > 0

export const libraryActions: readonly Action[] = [
  {
    id: 'library.import',
    title: 'Import sound files…',
    group: 'Library',
    keys: ['Mod+I'],
    enabled: withEdits,
    run: importFiles,
  },
  {
    id: 'library.importFolder',
    title: 'Import a folder of music…',
    group: 'Library',
    keys: ['Mod+Shift+I'],
    enabled: withEdits,
    run: importFolder,
  },
  {
    id: 'library.importCatalogue',
    title: 'Import a catalogue sheet (CSV, XLSX)…',
    group: 'Library',
    keys: [],
    enabled: withEdits,
    run: importCatalogue,
  },
  {
    id: 'library.tracks',
    title: 'Tracks of the library',
    group: 'Go',
    keys: ['Alt+1'],
    enabled: withShow,
    run: () => {
      showList('tracks')
    },
  },
  {
    id: 'library.parties',
    title: 'Parties: writers, publishers, labels',
    group: 'Go',
    keys: ['Alt+2'],
    enabled: withShow,
    run: () => {
      showList('parties')
    },
  },
  {
    id: 'library.works',
    title: 'Works and their shares',
    group: 'Go',
    keys: ['Alt+3'],
    enabled: withShow,
    run: () => {
      showList('works')
    },
  },
  {
    id: 'library.suggestions',
    title: 'Look at what tags suggest',
    group: 'Library',
    keys: ['S'],
    pages: ['library'],
    enabled: withTracks,
    run: () => stage.suggestions?.(),
  },
  {
    id: 'library.takeSuggestions',
    title: 'Take everything that tags suggest for the tracks',
    group: 'Library',
    keys: ['Mod+Shift+Enter'],
    pages: ['library'],
    enabled: withTracks,
    run: takeSuggestions,
  },
  {
    id: 'library.recallSuggestions',
    title: 'Suggest again what was taken or waved away from the tags of the tracks',
    group: 'Library',
    keys: [],
    pages: ['library'],
    enabled: withTracks,
    run: () => edit(selection.tracks.map((track) => ({ type: 'recallSuggestions' as const, track }))),
  },
  {
    id: 'library.edit',
    title: 'Edit the title of the track',
    group: 'Library',
    keys: ['F2'],
    pages: ['library'],
    enabled: withTracks,
    run: () => stage.editTrack?.(),
  },
  {
    id: 'library.selectAll',
    title: 'Select all tracks found',
    group: 'Library',
    keys: ['Mod+A'],
    pages: ['library'],
    enabled: withEdits,
    run: selectAllTracks,
  },
  {
    id: 'library.remove',
    title: 'Take the tracks out of the library',
    group: 'Library',
    keys: ['Delete'],
    pages: ['library'],
    enabled: withTracks,
    run: removeTracks,
  },
]
