/** Finding recordings again whose files were moved: one by one, or all that lie in a folder. */

import type { RecordingMatch, TrackId } from '../../generated'
import { edit, sayDone } from '../../lib/edits.svelte'
import { counted } from '../../lib/format'
import * as ipc from '../../lib/ipc'
import { chooseFolderOfMissing, chooseSoundFile } from '../../lib/ipc-dialogs'
import { attempt, say } from '../../lib/toasts.svelte'

/** A file that was chosen for a track and is another recording. */
export interface OtherRecording extends RecordingMatch {
  readonly track: TrackId
  readonly path: string
}

/** Asks where a recording is, and takes it if it is that one; else says what was chosen instead. */
export async function locate(track: TrackId, title: string): Promise<OtherRecording | undefined> {
  const path = await attempt(chooseSoundFile(`Locate ${title}`))
  if (typeof path !== 'string') return undefined
  const found = await attempt(ipc.ask('match_recording', { track, path }))
  if (found === undefined) return undefined
  if (!found.same) return { ...found, track, path }
  const edited = await edit([{ type: 'relinkTrack', track, path }])
  if (edited !== undefined) sayDone(`${title} located`)
  return undefined
}

/** Takes another recording in the place of a track's own, as the user asked. */
export async function replaceRecording({ track, path }: OtherRecording, title: string): Promise<void> {
  const edited = await edit([{ type: 'relinkTrack', track, path, replace: true }], `Replace the recording of ${title}`)
  if (edited !== undefined) sayDone(`The recording of ${title} is replaced`)
}

/** Looks for all missing recordings in a folder; what is surely one of them is taken. */
export async function locateInFolder(): Promise<void> {
  const folder = await attempt(chooseFolderOfMissing())
  if (typeof folder !== 'string') return
  say('Looking for missing recordings…')
  const found = await attempt(ipc.ask('find_missing', { folder }))
  if (found === undefined) return
  const same = found.filter((one) => one.same)
  const near = found.filter((one) => !one.same)
  if (same.length > 0) {
    const edits = same.map(({ track, path }) => ({ type: 'relinkTrack' as const, track, path }))
    const words = same.length === 1 ? (same[0]?.title ?? '') : counted(same.length, 'recording')
    const edited = await edit(edits, `Locate ${words}`)
    if (edited !== undefined) sayDone(`${words} located`)
  }
  // A name and a length prove nothing: whether such a file may stand in for the recording is for a person to hear.
  if (near.length > 0) {
    const titles = near.map(({ title, how }) => `${title} (${how})`).join('; ')
    say(
      `Files of the same name, but other recordings: ${titles}. Locate each by itself to use one as a replacement.`,
      'bad',
    )
  }
  if (found.length === 0) say('None of the missing recordings is in that folder.')
}
