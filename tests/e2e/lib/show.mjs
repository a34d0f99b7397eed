// A show to begin a story with.

import { makeSound } from './sounds.mjs'

/** Flicks in a second. */
export const second = 705_600_000

/**
 * Opens the window on a new show: one episode of a minute at 24 frames, and sounds in its library, in their order.
 * Sounds are as `makeSound` takes them; each is named after its title.
 */
export async function newShow(stage, title, sounds) {
  const window = await stage.open(['--welcome'])
  await window.find('welcome')
  const path = stage.file(`${title.toLowerCase()}.needledrop`)
  const show = await stage.core('new_show', { path, title, currency: 'USD' })
  const cut = { label: 'Cut 1', rate: '24', start: '01:00:00:00', length: '00:01:00:00' }
  const episode = await stage.edit({ type: 'addEpisode', season: 1, number: 4, title: 'Rising Tide', cut })
  const paths = sounds.map((sound) => makeSound(stage.file('music', `${sound.title.toLowerCase()}.wav`), sound))
  await stage.core('import_files', { paths })
  const [job] = await stage.until('the import', async () => {
    const jobs = await stage.core('jobs')
    return jobs.every((one) => one.finished) && jobs.length === 1 ? jobs : undefined
  })
  // They were read side by side: which was ready first is chance.
  const imported = await Promise.all(job.imported.map((track) => stage.core('track', { track })))
  return {
    window,
    path,
    cutId: made(episode, 'cut'),
    tracks: sounds.map((sound) => imported.find((track) => track.title === sound.title).id),
    lane: (name) => show.lanes.find((one) => one.name === name).id,
  }
}

/** The id of what an edit made. */
export function made(answer, kind) {
  return answer.created.find((one) => one.kind === kind)?.id
}

/** The row of a track in the library's list, by its title. */
export function trackRow(window, title) {
  return window.until(`the track ${title}`, async () => {
    for (const row of await window.all('track-row')) if ((await window.content(row)).includes(title)) return row
    return undefined
  })
}

/** Adds a reviewer who decides and opens a round of the cut for them alone. */
export async function askFor(stage, cut, name) {
  const reviewer = made(await stage.edit({ type: 'addReviewer', name }), 'reviewer')
  const asked = { type: 'openRound', cut, name: '', rule: 'one', reviewers: [{ reviewer }] }
  return { reviewer, round: made(await stage.edit(asked), 'round') }
}
