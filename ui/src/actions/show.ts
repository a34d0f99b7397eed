/** Shows: made, opened, closed; episodes; going from page to page. */

import { chooseCutList, chooseShow, chooseSnapshot } from '../lib/ipc-dialogs'
import * as ipc from '../lib/ipc'
import { pages } from '../lib/pages'
import { goTo, openBy } from '../lib/session.svelte'
import { stage } from '../lib/stage.svelte'
import { attempt } from '../lib/toasts.svelte'
import { always, withCut, withEdits, withShow, type Action } from './action'

/** Going to a page. */
const pageActions: readonly Action[] = pages.map(({ id, title, key }) => ({
  id: `go.${id}`,
  title,
  group: 'Go',
  keys: [key],
  enabled: withShow,
  run: () => goTo(id),
  whileTyping: true,
}))

export async function chooseAndOpen(): Promise<void> {
  const path = await attempt(chooseShow())
  if (typeof path === 'string') await openBy('Opening the show…', () => ipc.ask('open_show', { path }))
}

/** Copies are taken every ten minutes while the show changes; one is opened as any other show. */
async function chooseSnapshotAndOpen(): Promise<void> {
  const path = await attempt(ipc.ask('snapshot_folder').then(chooseSnapshot))
  if (typeof path === 'string') await openBy('Opening the snapshot…', () => ipc.ask('open_show', { path }))
}

export function openSample(): Promise<void> {
  return openBy('Making the sample season…', () => ipc.ask('open_sample'))
}

export const showActions: readonly Action[] = [
  {
    id: 'show.new',
    title: 'New show…',
    group: 'Show',
    keys: ['Mod+Shift+N'],
    enabled: always,
    run: () => {
      stage.newShow = true
    },
  },
  { id: 'show.open', title: 'Open a show…', group: 'Show', keys: ['Mod+O'], enabled: always, run: chooseAndOpen },
  { id: 'show.sample', title: 'Open the sample season', group: 'Show', keys: [], enabled: always, run: openSample },
  {
    id: 'show.snapshots',
    title: 'Open a snapshot of this show…',
    group: 'Show',
    keys: [],
    enabled: withShow,
    run: chooseSnapshotAndOpen,
  },
  {
    id: 'show.close',
    title: 'Close the show',
    group: 'Show',
    keys: ['Mod+W'],
    enabled: withShow,
    run: () => openBy('Closing the show…', () => ipc.ask('close_show')),
  },
  {
    id: 'show.import',
    title: 'Import from the cutting room…',
    group: 'Show',
    also: [
      'turnover',
      'edl',
      'aaf',
      'xml',
      'otio',
      'markers',
      'script',
      'subtitles',
      'dialogue',
      'scenes',
      'pro tools',
    ],
    keys: ['Mod+Alt+I'],
    enabled: withEdits,
    run: async () => {
      const path = await attempt(chooseCutList('Import from the cutting room'))
      if (typeof path === 'string') stage.turnover = path
    },
  },
  {
    id: 'show.reconform',
    title: 'Reconform to a new cut…',
    group: 'Show',
    also: ['conform', 'new cut', 'recut', 'change list'],
    keys: ['Mod+Shift+R'],
    enabled: withCut,
    run: async () => {
      const path = await attempt(chooseCutList('Choose the list of the new cut'))
      if (typeof path === 'string') stage.reconform = path
    },
  },
  {
    id: 'show.compare',
    title: 'Compare cuts…',
    group: 'Show',
    also: ['difference', 'music change list', 'versions'],
    keys: [],
    enabled: withCut,
    run: () => {
      stage.compare = true
    },
  },
  {
    id: 'show.episodes',
    title: 'Episodes, cuts and scenes…',
    group: 'Show',
    keys: ['Mod+Shift+E'],
    enabled: withShow,
    run: () => {
      stage.episodes = !stage.episodes
      stage.newEpisode = false
    },
  },
  {
    id: 'show.newEpisode',
    title: 'Add an episode…',
    group: 'Show',
    also: ['new episode', 'create episode'],
    keys: [],
    enabled: withEdits,
    run: () => {
      stage.episodes = true
      stage.newEpisode = true
    },
  },
  ...pageActions,
]
