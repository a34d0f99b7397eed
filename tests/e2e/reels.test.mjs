// A picture in several files, end to end, in the real window: read off the screen as a viewer sees it.

import assert from 'node:assert/strict'
import { renameSync } from 'node:fs'
import { watch } from './lib/desktop.mjs'
import { newShow } from './lib/show.mjs'
import { countIn, makeCountedPicture } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const second = 705_600_000
/** Frames of each file; the first is seen for fewer. */
const frames = 24 * 12
const seam = 24 * 10

story('A picture in two files', (stage) => {
  let show
  /** The picture on the screen: left, top, width, height. */
  let box
  let later

  const seen = (seconds) =>
    watch(box, seconds).map((grey) => countIn(grey, box[2], [0, Math.round(box[3] / 3), box[2], 12]))
  const shows = (frame) => stage.until(`frame ${frame}`, () => seen(0.05).at(-1) === frame)
  /** On either side of the seam, there and back. */
  const showsEachFile = async () => {
    for (const at of [0, 100, seam - 1, seam, seam + 57, seam - 2]) {
      await stage.core('seek', { position: (at * second) / 24 })
      await shows(at < seam ? at : at - seam)
    }
  }

  stage.step('two files lie end to end, and each is seen at its place', async () => {
    const made = await newShow(stage, 'Reels', [{ seconds: 50, hertz: 220, title: 'Alpha' }])
    show = made
    const { window } = made
    const first = makeCountedPicture(stage.file('r1.mp4'), {
      frames,
      rate: '24',
    })
    later = makeCountedPicture(stage.file('r2.mp4'), { frames, rate: '24' })
    await stage.edit(
      { type: 'editCut', cut: made.cutId, set: { picture: first } },
      {
        type: 'setReelPictures',
        cut: made.cutId,
        pictures: [{ path: later, start: 10 * second }],
      },
      {
        type: 'place',
        cut: made.cutId,
        track: made.tracks[0],
        lane: made.lane('Songs'),
        at: 0,
      },
    )
    await window.chord(Key.CONTROL, '2')
    const loaded = `return [...document.querySelectorAll('video')].filter((one) => one.readyState >= 2).length === 2`
    await stage.until('both files', () => window.script(loaded))
    const rect = `const { x, y, width, height } = document.querySelector('video').getBoundingClientRect()
      return [x, y, width, height]`
    box = (await window.script(rect)).map(Math.round)
    await showsEachFile()
  })

  stage.step('playing goes across the seam', async (window) => {
    await stage.core('seek', { position: 8 * second })
    await shows(8 * 24)
    await window.keys(' ')
    const looks = seen(5)
    await window.keys(' ')
    // The first counts up to the seam, and then the second from its beginning; how promptly is the machine's matter.
    const turn = looks.findIndex((frame, at) => at > 0 && frame < looks[at - 1] - 100)
    assert.ok(turn > 0, looks.join(' '))
    const [before, after] = [looks.slice(0, turn), looks.slice(turn)]
    assert.ok(Math.max(...before) >= seam - 24 && Math.max(...before) <= seam + 12, before.join(' '))
    assert.ok(after[0] <= 24, after.join(' '))
    assert.ok(after.at(-1) > 24, after.join(' '))
  })

  stage.step('a proxy is one file over both, with the same frames, and is shown from then on', async (window) => {
    const spec = { height: '540', burn: { timecode: false, name: null } }
    await stage.core('make_proxy', { cut: show.cutId, spec })
    const one = `const all = [...document.querySelectorAll('video')]
      return all.length === 1 && all[0].readyState >= 2 && all[0].duration > 21`
    await stage.until('one file', () => window.script(one))
    await showsEachFile()
  })

  stage.step('a file that is not there is asked for, and the other is shown', async (window) => {
    await stage.core('seek', { position: 11 * second })
    const { path } = show
    await stage.core('close_show')
    renameSync(later, stage.file('gone.mp4'))
    await stage.core('open_show', { path })
    await window.chord(Key.CONTROL, '2')
    await stage.core('seek', { position: 11 * second })
    await stage.until('the words', async () => /not where it was/.test(await window.text('picture')))
    await stage.core('seek', { position: 2 * second })
    await shows(48)
    const cut = await stage.core('cut', { cut: show.cutId })
    assert.deepEqual(
      cut.pictureParts.map(({ missing }) => missing),
      [false, true],
    )
  })
})
