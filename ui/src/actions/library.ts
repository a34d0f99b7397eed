/** The library: bringing music in, and what is done with selected tracks. */

import type { LaneId, ShowView } from '../generated'
import { allMade, edit, sayDone } from '../lib/edits.svelte'
import { counted } from '../lib/format'
import * as ipc from '../lib/ipc'
import { chooseCatalogue, chooseSoundFiles, chooseSoundFolders } from '../lib/ipc-dialogs'
import { importPaths } from '../lib/jobs.svelte'
import { laid } from '../pages/spot/landing.svelte'
import { locateInFolder } from '../pages/library/relink'
import { library } from '../lib/lists/library.svelte'
import { select, selection } from '../lib/selection.svelte'
import { placements } from '../timeline'
import { auditionFollows } from '../lib/preferences.svelte'
import { stage } from '../lib/stage.svelte'
import { reach } from '../lib/reach'
import { flicks, frameAt, frameStart, timecodeAt } from '../time/time'
import { attempt, refuse, say } from '../lib/toasts.svelte'
import { audition, playhead, stop, transport, tryAgainst } from '../lib/sound/transport.svelte'
import { directory, showList } from '../pages/library/directory.svelte'
import { withEdits, withShow, type Action, type Context } from './action'

async function importFiles(): Promise<void> {
  await importPaths((await attempt(chooseSoundFiles())) ?? null)
}

async function importFolder(): Promise<void> {
  await importPaths((await attempt(chooseSoundFolders())) ?? null)
}

async function importCatalogue(): Promise<void> {
  const path = await attempt(chooseCatalogue())
  if (typeof path === 'string') stage.catalogue = path
}

/** Takes all that the tags of the selected tracks suggest but guesses and what may be read otherwise, as one step of undo. */
async function takeSuggestions(): Promise<void> {
  const tracks = await attempt(Promise.all(selection.tracks.map((track) => ipc.ask('track', { track }))))
  const edits = (tracks ?? []).flatMap(({ id, suggestions }) => {
    const keys = suggestions
      .filter(({ open, confidence }) => open === null && confidence !== 'guess')
      .map(({ key }) => key)
    return keys.length === 0 ? [] : [{ type: 'acceptSuggestions' as const, track: id, keys }]
  })
  if (edits.length === 0) {
    const open = tracks?.some(({ suggestions }) => suggestions.length > 0) ?? false
    if (open) refuse('What the tags suggest is a guess, or may be one name or several. Accept the right one by itself.')
    return
  }
  const edited = await edit(edits, `Accept suggestions from the tags of ${counted(edits.length, 'track')}`)
  if (edited !== undefined) sayDone(`Accepted suggestions for ${counted(edits.length, 'track')}`)
}

export async function removeTracks(): Promise<void> {
  const tracks = [...selection.tracks]
  const edited = await edit([{ type: 'removeTracks', tracks }])
  if (edited === undefined) return
  selection.tracks = []
  sayDone(`${counted(tracks.length, 'track')} removed from the library; the files stay where they are`)
}

async function selectAllTracks(): Promise<void> {
  const rows = await attempt(library.range(0, library.matched - 1))
  if (rows !== undefined) selection.tracks = rows.map((row) => row.id)
}

/** The lane that music from the library goes to where none is said: the first for songs, else the first. */
function laneFor(show: ShowView): LaneId | undefined {
  return (show.lanes.find((lane) => lane.kind === 'songs') ?? show.lanes[0])?.id
}

/**
 * Lays the selected tracks on the cut: as alternates of the selected cue, else from the playhead one after the other. What
 * would begin behind the end of the cut is left out, and said.
 */
async function sendToTimeline({ show, cut, cue, placements: chosen }: Context): Promise<void> {
  if (show === null) return
  const lane = laneFor(show)
  if (cut === null || lane === undefined) {
    refuse('There is no cut to send it to. Add an episode first (Episodes, cuts and scenes).')
    return
  }
  const cues = new Set([...selection.onCut.cue, ...chosen.map((one) => one.cue)])
  if (cues.size > 1) {
    refuse(`${cues.size} cues are selected. Select one to give it alternates, or none to place music at the playhead.`)
    return
  }
  const tracks = (await attempt(Promise.all(selection.tracks.map((track) => ipc.ask('track', { track }))))) ?? []
  const { rate, start, id, length } = cut.cut
  const at = transport.tried?.at ?? frameStart(frameAt(playhead(), rate), rate)
  const edits = laid(tracks, id, cue === undefined ? { lane, at } : { lane, at, cue: cue.id }).filter(
    (one) => one.type !== 'place' || one.at === undefined || one.at === null || one.at < length,
  )
  const edited = edits.length === 0 ? undefined : await edit(edits)
  if (edited === undefined) return
  const [placement] = allMade(edited, 'placement')
  if (placement !== undefined) select(placements([placement]))
  const what = edits.length === 1 ? (tracks[0]?.title ?? '') : counted(edits.length, 'track')
  const left = tracks.length - edits.length
  const rest = left === 0 ? '' : `; ${counted(left, 'track')} left out, past the end of the cut`
  const where = cue === undefined ? `at ${timecodeAt(at, start, rate)}` : `as an alternate of ${cue.number}`
  sayDone(`Placed ${what} ${where}${rest}`)
}

async function reveal(): Promise<void> {
  const [track] = selection.tracks
  if (track === undefined) return
  const view = await attempt(ipc.ask('track', { track }))
  if (view !== undefined) await attempt(ipc.ask('reveal', { path: view.path }))
}

async function playTrack(): Promise<void> {
  const [track] = selection.tracks
  if (track !== undefined) await audition(track, flicks(0))
}

/** Plays the selected track where it would lie, without placing it; asked again it stops. */
async function hearAgainst({ cut }: Context): Promise<void> {
  const [track] = selection.tracks
  if (track === undefined || cut === null) return
  const { tried } = transport
  if (tried?.track === track) {
    await stop()
    return
  }
  const { rate, start } = cut.cut
  const at = tried?.at ?? frameStart(frameAt(playhead(), rate), rate)
  await tryAgainst(cut, track, at)
  const view = await attempt(ipc.ask('track', { track }))
  if (view !== undefined)
    say(`${view.title} is heard at ${timecodeAt(at, start, rate)}, and not placed. Enter places it.`)
}

const withTracks = (found: Context) => withEdits(found) && directory.list === 'tracks' && selection.tracks.length > 0

/** Tracks are selected on the page at hand: in the library's list, or in the panel beside the timeline. */
const withChosen = (found: Context) =>
  withShow(found) && selection.tracks.length > 0 && (found.page === 'spot' || directory.list === 'tracks')

export const libraryActions: readonly Action[] = [
  {
    id: 'library.send',
    title: 'Send to the timeline',
    group: 'Library',
    keys: ['Enter', ','],
    pages: ['library', 'spot'],
    also: ['place at the playhead', 'insert', 'add to cue'],
    enabled: (found) => withEdits(found) && withChosen(found),
    run: sendToTimeline,
  },
  {
    id: 'library.try',
    title: 'Hear the track against the picture, at the playhead',
    group: 'Library',
    keys: ['Alt+Enter'],
    pages: ['spot'],
    also: ['audition in context', 'try', 'without placing'],
    enabled: (found) => withChosen(found) && found.cut !== null,
    run: hearAgainst,
  },
  {
    id: 'library.play',
    title: 'Play the track',
    group: 'Library',
    keys: [],
    pages: ['library', 'spot'],
    enabled: withChosen,
    run: playTrack,
  },
  {
    id: 'library.follow',
    title: 'Play as you browse',
    also: ['audition follows', 'auto play', 'preview'],
    group: 'Library',
    keys: ['Shift+A'],
    pages: ['library', 'spot'],
    enabled: withShow,
    run: () => {
      auditionFollows.value = !auditionFollows.value
    },
  },
  {
    id: 'library.reveal',
    title: 'Show the file in its folder',
    group: 'Library',
    keys: [],
    pages: ['library', 'spot'],
    enabled: withChosen,
    run: reveal,
  },
  {
    id: 'library.locate',
    title: 'Locate missing files in a folder…',
    group: 'Library',
    keys: [],
    enabled: withEdits,
    run: locateInFolder,
  },
  {
    id: 'library.import',
    title: 'Import audio files…',
    also: ['add music', 'sound files', 'tracks'],
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
    title: 'Show suggestions from tags',
    group: 'Library',
    keys: ['S'],
    pages: ['library'],
    enabled: withTracks,
    run: () => reach('suggestions'),
  },
  {
    id: 'library.takeSuggestions',
    title: 'Accept all suggestions from tags',
    group: 'Library',
    keys: ['Mod+Shift+Enter'],
    pages: ['library'],
    enabled: withTracks,
    run: takeSuggestions,
  },
  {
    id: 'library.recallSuggestions',
    title: 'Restore dismissed suggestions from tags',
    group: 'Library',
    keys: [],
    pages: ['library'],
    enabled: withTracks,
    run: () => edit(selection.tracks.map((track) => ({ type: 'recallSuggestions' as const, track }))),
  },
  {
    id: 'library.edit',
    title: 'Edit the title',
    group: 'Library',
    keys: ['F2'],
    pages: ['library'],
    enabled: withTracks,
    run: () => reach('trackTitle'),
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
    title: 'Remove from the library',
    group: 'Library',
    keys: ['Delete'],
    pages: ['library'],
    enabled: withTracks,
    run: removeTracks,
  },
]
