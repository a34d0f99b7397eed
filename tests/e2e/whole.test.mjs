// Names without an end, twins and lists of everything: each page stays whole in a large window, in a small one and in the smallest.

import assert from 'node:assert/strict'
import { made, newShow, second, trackRow } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { faultsOf } from './lib/whole.mjs'
import { Key } from './lib/window.mjs'

const endless = 'W'.repeat(300)
const wordy = 'The Long and Winding Story of a Title That Never Quite Knows When It Should Come to an End '
  .repeat(3)
  .trim()

story('Names without an end', (stage) => {
  let show
  let ids

  const sizes = [
    [1600, 1000],
    [1280, 800],
    [1100, 700],
  ]
  /** The page that is shown, in all of them, down to the smallest that a window may have. */
  async function isWhole(page, what) {
    for (const [width, height] of sizes) {
      await stage.window.driver.manage().window().setRect({ x: 0, y: 0, width, height })
      await stage.until('the size', () => stage.window.script('return innerWidth === arguments[0]', width))
      assert.deepEqual(await faultsOf(stage.window, page), [], `${what}, ${width} wide`)
    }
  }
  const go = (key) => stage.window.chord(Key.CONTROL, key)

  stage.step('a show in which every name is too long', async () => {
    show = await newShow(stage, 'Long', [
      { title: 'Breakers', seconds: 20, pitch: 220 },
      { title: 'Undertow', seconds: 20, pitch: 330 },
    ])
    const { cutId: cut, tracks } = show
    const lane = show.lane('Songs')
    const party = (name) => ({
      type: 'addParty',
      set: { kind: 'company', name },
    })
    await stage.edit(party('Hollow Oak Songs'), party('Hollow Oak Songs'), party(endless), party(wordy))
    await stage.edit(
      {
        type: 'editTracks',
        tracks: [tracks[0]],
        set: { title: endless, artist: endless, album: endless, mood: endless },
      },
      {
        type: 'editTracks',
        tracks: [tracks[1]],
        set: { title: wordy, artist: wordy, album: wordy, genre: wordy },
      },
    )
    const first = await stage.edit({
      type: 'place',
      cut,
      track: tracks[0],
      lane,
      at: 5 * second,
    })
    const cue = made(first, 'cue')
    const other = await stage.edit({
      type: 'place',
      cut,
      track: tracks[1],
      lane,
      cue,
    })
    const span = { inPoint: 0, outPoint: 20 * second }
    await stage.edit(
      { type: 'editCues', cues: [cue], set: { title: endless, brief: wordy } },
      {
        type: 'addScene',
        cut,
        scene: {
          number: '22ABCDEF',
          slugline: `INT. ${endless}`,
          synopsis: wordy,
          ...span,
        },
      },
      { type: 'addHit', cut, at: 9 * second, label: endless },
      {
        type: 'addNote',
        cut,
        cue,
        at: 6 * second,
        author: wordy,
        body: endless,
      },
      { type: 'addNote', cut, cue, at: 7 * second, author: 'Ada', body: wordy },
      { type: 'addCue', cut, at: 40 * second, title: wordy },
    )
    const work = made(await stage.edit({ type: 'addWork', title: endless }), 'work')
    const shares = [
      { name: endless, role: 'composer', share: 500_000 },
      { name: wordy, role: 'author', share: 500_000 },
      { name: endless, role: 'originalPublisher', share: 1_000_000 },
    ]
    await stage.edit({ type: 'setShares', work, shares })
    ids = {
      cue,
      work,
      first: made(first, 'placement'),
      other: made(other, 'placement'),
    }
    await go('1')
    await trackRow(stage.window, 'WWWW')
  })

  stage.step('the tracks of the library, and one of them', async (window) => {
    await (await trackRow(window, 'WWWW')).click()
    await window.find('field-title')
    await isWhole('library', 'the tracks')
  })

  stage.step('the works and the parties', async (window) => {
    await window.chord(Key.ALT, '3')
    await (await window.find('work-row')).click()
    await window.find('work-title')
    await isWhole('library', 'the works')
    await window.chord(Key.ALT, '2')
    for (const row of await window.all('party-row')) {
      await row.click()
      await window.find('party-name')
      await isWhole('library', await window.content(row))
    }
  })

  stage.step('the timeline and what is selected on it', async (window) => {
    await go('2')
    await isWhole('spot', 'nothing selected')
    await window.chord(Key.CONTROL, 'a')
    await window.find('cue-title')
    await isWhole('spot', 'the pick selected')
  })

  stage.step('the review of it', async (window) => {
    await go('3')
    await window.find('alternate-card')
    await isWhole('review', 'a cue')
  })

  stage.step('its rights, and one of them', async (window) => {
    await go('4')
    await window.click('prepare')
    await window.find('clear-line')
    await isWhole('clear', 'the lines')
    await (await window.find('clear-line')).click()
    await window.find('detail-status')
    await isWhole('clear', 'a line')
    await window.click('mode-board')
    await window.find('clear-board')
    await isWhole('clear', 'the board')
  })

  stage.step('its cue sheet, its letters and its lists', async (window) => {
    await go('5')
    await isWhole('deliver', 'the cue sheet')
    const papers = [
      'quote-request',
      'confirmation',
      'clearance-log',
      'budget',
      'end-credits',
      'spotting-notes',
      'soundtrack',
    ]
    for (const paper of papers) {
      await window.click(`paper-${paper}`)
      await isWhole('deliver', paper)
    }
  })
})
