/** Finding recordings again whose files were moved: one by one, or all that lie in a folder. */

import type { RecordingMatch, TrackId } from '../../generated'
import { edit, sayDone } from '../../lib/edits.svelte'
import { counted } from '../../lib/format'
import * as ipc from '../../lib/ipc'
import { chooseFolderOfMissing, chooseSoundFile } from '../../lib/ipc-dialogs'
import { attempt, say } from '../../lib/toasts.svelte'
import { missingRecordings, searched, sorted } from './located.svelte'

/** A file that was chosen for a track: its own, or (`same` is false) another recording. */
export interface ChosenRecording extends RecordingMatch {
  readonly track: TrackId
  readonly path: string
}

/** Asks where a recording is, and takes the file if it is that one; what was chosen, or nothing where nothing was done. */
export async function locate(track: TrackId, title: string): Promise<ChosenRecording | undefined> {
  const path = await attempt(chooseSoundFile(`Locate ${title}`))
  if (typeof path !== 'string') return undefined
  const found = await attempt(ipc.ask('match_recording', { track, path }))
  if (found === undefined || !found.same) return found && { ...found, track, path }
  const edited = await edit([{ type: 'relinkTrack', track, path }])
  if (edited === undefined) return undefined
  sayDone(`${title} located`)
  return { ...found, track, path }
}

/** Takes another recording in the place of a track's own, as the user asked; whether it was taken. */
export async function replaceRecording(track: TrackId, path: string, title: string): Promise<boolean> {
  const edited = await edit([{ type: 'relinkTrack', track, path, replace: true }], `Replace the recording of ${title}`)
  if (edited !== undefined) sayDone(`The recording of ${title} is replaced`)
  return edited !== undefined
}

/** Looks for all missing recordings in a folder; what is surely one of them is taken, and what came of all is listed. */
export async function locateInFolder(): Promise<void> {
  const missing = await attempt(missingRecordings())
  if (missing === undefined) return
  if (missing.length === 0) {
    say('No files are missing.')
    return
  }
  const folder = await attempt(chooseFolderOfMissing())
  if (typeof folder !== 'string') return
  say(`Looking for ${counted(missing.length, 'missing file')}…`)
  const found = await attempt(ipc.ask('find_missing', { folder }))
  if (found === undefined) return
  const result = sorted(folder, missing, found)
  const { located } = result
  if (located.length > 0) {
    const edits = located.map(({ track, path }) => ({ type: 'relinkTrack' as const, track, path }))
    const words = located.length === 1 ? (located[0]?.title ?? '') : counted(located.length, 'recording')
    const edited = await edit(edits, `Locate ${words}`)
    if (edited === undefined) return
    sayDone(`${words} located`)
  }
  searched.value = result
}
