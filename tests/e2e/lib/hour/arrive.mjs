// The first minutes: a folder of music, an episode by its picture, tracks on the timeline by key.

import assert from 'node:assert/strict'
import path from 'node:path'
import { openInDialog } from '../desktop.mjs'
import { makePicture, makeSound } from '../sounds.mjs'
import { frame, frames } from './desk.mjs'

const songs = ['Salt Air', 'Undertow', 'Breakers', 'Skerry']

export function arrive(stage, desk) {
  const { cutWhere } = desk

  stage.step('a folder of music is imported', async () => {
    const endings = ['wav', 'flac', 'mp3', 'ogg']
    for (const [at, title] of songs.entries()) {
      const file = `${title.toLowerCase().replace(' ', '-')}.${endings[at]}`
      makeSound(stage.file('music', file), {
        seconds: 12,
        hertz: 180 + 40 * at,
        title,
        artist: 'Ida Holm',
      })
    }
    const window = await desk.open(['--welcome'])
    await window.find('welcome')
    await stage.core('new_show', {
      path: stage.file('hour.needledrop'),
      title: 'Low Tide',
      currency: 'USD',
    })
    await window.find('library-empty')
    await desk.hand.keys('ctrl+shift+i')
    await openInDialog(window, 'Import a folder of music', stage.file('music'))
    // A key of ours opens nothing of the web view's own.
    assert.equal(await window.script('return innerHeight'), desk.size.height)
    await stage.until('the tracks', async () => (await window.text('library-count')).startsWith('4 tracks'))
  })

  stage.step('an episode is added by its picture: rate, start and length are the file’s', async (window) => {
    const name = 'KEEPER_101_R1_LOCKED_v3_20251128_H264_1080p_23976_TEMPMIX.mov'
    const picture = makePicture(stage.file('picture', name), {
      frames,
      rate: '24000/1001',
      timecode: '01:00:00:00',
    })
    await desk.hand.keys('ctrl+shift+e')
    await window.find('new-episode')
    await desk.hand.click('new-episode-picture')
    await openInDialog(window, 'Choose the picture', picture)
    assert.equal(await window.text('from-picture'), 'From the picture: rate, start, length')
    const value = async (field) => (await window.find(`new-episode-${field}`)).getAttribute('value')
    assert.deepEqual(await Promise.all([value('start'), value('length')]), ['01:00:00:00', '00:01:00:00'])
    for (const part of ['title', 'rate', 'start', 'length', 'add']) await seen(window, `new-episode-${part}`)
    await desk.hand.fill('new-episode-title', 'Ebb')
    await desk.hand.click('new-episode-add')
    const { episodes } = await stage.until('the episode', async () => {
      const view = await stage.core('show')
      return view.episodes.length === 1 ? view : undefined
    })
    desk.cutId = episodes[0].cuts[0].id
    const { cut, startTimecode, pictureWarnings } = await desk.cut()
    assert.deepEqual(
      [episodes[0].title, cut.rate, startTimecode, cut.length, path.basename(cut.picture), pictureWarnings],
      ['Ebb', '23.976', '01:00:00:00', frames * frame, name, []],
    )
    // The next episode begins as the last one is.
    await desk.hand.click('add-episode')
    assert.equal(await (await window.find('new-episode-number')).getAttribute('value'), '2')
    assert.deepEqual(await Promise.all([value('start'), value('length')]), ['01:00:00:00', '00:01:00:00'])
    assert.equal(await window.script(`return document.activeElement?.dataset.testid`), 'new-episode-title')
    await desk.hand.click('new-episode-cancel')
    await stage.until('the form to go', async () => !(await window.isThere('new-episode')))
    await desk.hand.keys('Escape')
    await stage.until('the sheet to close', async () => !(await window.isThere('episodes')))
    await desk.hand.keys('ctrl+2')
    await window.find('timeline')
    await stage.until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    await desk.measure()
  })

  stage.step('Enter places the track at the playhead, and a comma makes the next one an alternate', async () => {
    await desk.goTo(120)
    await desk.pickTrack('Salt Air')
    await desk.hand.keys('Return')
    const first = await cutWhere('the first cue', ({ cues }) => cues.length === 1)
    assert.deepEqual([first.cues[0].number, first.placements[0].inPoint], ['1M01', 120 * frame])
    await desk.pickTrack('Undertow')
    await desk.hand.keys('comma')
    const { cues, placements } = await cutWhere('its alternate', (view) => view.placements.length === 2)
    assert.equal(cues.length, 1)
    assert.deepEqual(placements.map((one) => `${one.letter} ${one.pick}`).toSorted(), ['A true', 'B false'])
    await desk.hand.fill('library-search', ' ')
    await desk.hand.keys('Escape', 'Escape')
    await desk.listed()
  })
}

/** Whether an element can be seen and clicked at its middle and at each corner: nothing cuts it off or lies over it. */
async function seen(window, testid) {
  const at = await window.script(
    `const element = arguments[0]
     const { left, right, top, bottom } = element.getBoundingClientRect()
     const points = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, bottom - 4], [right - 4, bottom - 4],
       [(left + right) / 2, (top + bottom) / 2]]
     return points.filter(([x, y]) => !element.contains(document.elementFromPoint(x, y))).map(String)`,
    await window.find(testid),
  )
  assert.deepEqual(at, [], `${testid} is cut off or covered at these points`)
}
