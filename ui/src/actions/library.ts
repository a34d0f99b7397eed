/** The library: bringing music in, and what is done with selected tracks. */

import { edit, sayDone } from '../lib/edits.svelte'
import { counted } from '../lib/format'
import { chooseSoundFiles, chooseSoundFolders } from '../lib/ipc-dialogs'
import { importPaths } from '../lib/jobs.svelte'
import { library } from '../lib/library.svelte'
import { selection } from '../lib/selection.svelte'
import { stage } from '../lib/stage.svelte'
import { attempt } from '../lib/toasts.svelte'
import { withEdits, type Action, type Context } from './action'

export async function importFiles(): Promise<void> {
  await importPaths((await attempt(chooseSoundFiles())) ?? null)
}

export async function importFolder(): Promise<void> {
  await importPaths((await attempt(chooseSoundFolders())) ?? null)
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

const withTracks = (found: Context) => withEdits(found) && selection.tracks.length > 0

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
