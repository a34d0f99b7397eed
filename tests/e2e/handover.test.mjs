// The music of a cut for another program in the real window: what it gets is looked at, something is left out, the folder is
// saved by the system's dialog, and lies there with sound that says where it belongs.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { saveInDialog } from './lib/desktop.mjs'
import { newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const pictures = path.resolve(import.meta.dirname, '../../target/test-logs/window')

story('Export for another program', (stage) => {
  stage.step('the palette finds it by the program’s name, and it says what that gets', async () => {
    const sounds = ['Alpha', 'Bravo'].map((title, at) => ({ title, seconds: 20, hertz: 330 + at * 110 }))
    const show = await newShow(stage, 'Stage', sounds)
    const place = (track, at, length) => ({
      type: 'place',
      cut: show.cutId,
      track: show.tracks[track],
      lane: show.lane('Songs'),
      at: at * second,
      length: length * second,
    })
    await stage.edit(place(0, 2, 5), place(1, 15, 10))
    await stage.edit({ type: 'addHit', cut: show.cutId, at: 22 * second, label: 'her hand' })
    const { window } = show
    await window.chord(Key.CONTROL, 'k')
    await window.keys('export for another')
    await window.keys(Key.ENTER)
    await window.click('handover-for-avid')
    const plan = await stage.until('the plan', async () => {
      const text = await window.text('handover-plan')
      return text.includes('What Avid Media Composer gets') ? text : undefined
    })
    assert.match(plan, /Spotted sound files/)
    assert.match(plan, /Spotted\/ \(2 files\)/)
    assert.match(plan, /Stage 1x04 Cut 1 markers\.txt/)
    assert.match(await window.text('handover-losses'), /gain and fades in the sound/)
    await window.screenshot(path.join(pictures, 'handover.png'))
  })

  stage.step('what is chosen decides between a file and a folder', async (window) => {
    await window.click('handover-for-reaper')
    await stage.until('Reaper', async () => (await window.text('handover-plan')).includes('What Reaper gets'))
    assert.match(await window.text('handover-write'), /folder/)
    await window.click('handover-part-recordings')
    await stage.until('one file', async () => (await window.text('handover-write')).includes('file'))
    assert.match(await window.text('handover-losses'), /sound is not taken along/)
    await window.click('handover-part-rpp')
    await stage.until(
      'nothing',
      async () =>
        (await window.script(`return document.querySelector('[data-testid="handover-write"]').disabled`)) === true,
    )
  })

  stage.step('the folder is saved, and its sound says where it lies', async (window) => {
    await window.click('handover-for-avid')
    await stage.until('Avid', async () => (await window.text('handover-plan')).includes('What Avid'))
    await window.click('handover-raw')
    await stage.until(
      'handles',
      async () => !(await window.text('handover-losses')).includes('gain and fades in the sound'),
    )
    await window.click('handover-write')
    const folder = stage.file('out')
    await saveInDialog(window, 'Save a folder for Avid Media Composer', folder)
    await stage.until('the folder', async () => {
      const jobs = await stage.core('jobs')
      return jobs.some((job) => job.kind === 'handover' && job.finished && job.failed.length === 0)
    })
    const files = readdirSync(folder).toSorted()
    assert.deepEqual(files, ['Read me.txt', 'Spotted', 'Stage 1x04 Cut 1 markers.txt', 'Stage 1x04 Cut 1.edl'])
    const sounds = readdirSync(path.join(folder, 'Spotted')).filter((name) => name.endsWith('.wav'))
    assert.equal(sounds.length, 2)
    const bytes = readFileSync(path.join(folder, 'Spotted', sounds.toSorted()[0]))
    // `bext` is the first chunk; its time reference stands 338 bytes into it. The cue begins 2 s into 01:00:00:00, and
    // there is nothing of the recording before it.
    assert.equal(bytes.toString('latin1', 12, 16), 'bext')
    assert.equal(Number(bytes.readBigUInt64LE(20 + 338)), (3600 + 2) * 48_000)
    assert.match(readFileSync(path.join(folder, 'Stage 1x04 Cut 1 markers.txt'), 'utf8'), /her hand/)
    await stage.until('word of it', async () => (await window.text('toast')).includes('Saved'))
  })
})
