// A new cut in the real window: the editor's list chosen in the system's dialog, the cues gone through one by one, the new cut
// made as one step, and both cuts compared.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { openInDialog } from './lib/desktop.mjs'
import { newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const pictures = path.resolve(import.meta.dirname, '../../target/test-logs/window')

/** An editor's list at 24 frames from 01:00:00:00: clips by name, with the second of their source and their length. */
function edl(clips) {
  const label = (hour, at) => {
    const two = (number) => String(number).padStart(2, '0')
    return `${two(hour)}:${two(Math.floor(at / 60))}:${two(at % 60)}:00`
  }
  const lines = ['TITLE: STAGE', 'FCM: NON-DROP FRAME', '']
  let at = 0
  for (const [index, [name, source, length]] of clips.entries()) {
    const number = String(index + 1).padStart(3, '0')
    const times = [label(10, source), label(10, source + length), label(1, at), label(1, at + length)].join(' ')
    lines.push(`${number}  ${name.slice(0, 8).padEnd(8)} V     C        ${times}`, `* FROM CLIP NAME: ${name}`)
    at += length
  }
  return `${lines.join('\n')}\n`
}

story('A new cut', (stage) => {
  let show
  const cuts = async () => (await stage.core('show')).episodes[0].cuts

  stage.step('the editor’s list is chosen, and the program asks for the old one', async () => {
    const sounds = ['Alpha', 'Bravo', 'Charlie'].map((title, at) => ({ title, seconds: 20, hertz: 330 + at * 110 }))
    show = await newShow(stage, 'Stage', sounds)
    const place = (track, lane, at, length) => ({
      type: 'place',
      cut: show.cutId,
      track: show.tracks[track],
      lane: show.lane(lane),
      at: at * second,
      length: length * second,
    })
    await stage.edit(place(0, 'Songs', 2, 5), place(2, 'Score', 15, 10), place(1, 'Songs', 42, 10))
    await stage.edit({ type: 'addHit', cut: show.cutId, at: 22 * second, label: 'her hand' })
    const old = [
      ['12-1-A', 0, 20],
      ['FX_0230_v011', 100, 20],
      ['14-2-C', 200, 20],
    ]
    writeFileSync(stage.file('cut1.edl'), edl(old))
    const fresh = [old[0], ['13-1-B', 0, 5], ['FX_0230_v012', 100, 20], old[2]]
    writeFileSync(stage.file('cut2.edl'), edl(fresh))
    const { window } = show
    await window.chord(Key.CONTROL, '2')
    await window.chord([Key.CONTROL, Key.SHIFT], 'r')
    await openInDialog(window, 'Choose the list of the new cut', stage.file('cut2.edl'))
    await stage.until('the question', async () =>
      (await window.text('reconform')).includes('Cut 1 has no shot list yet'),
    )
    await window.click('reconform-old')
    await openInDialog(window, 'Choose the list of the old cut', stage.file('cut1.edl'))
    await stage.until('the summary', async () => (await window.text('reconform-summary')).includes('4 shots'))
  })

  stage.step('each cue says what happened to it, and where it may go', async (window) => {
    const cue = await window.text('reconform-cue')
    assert.match(cue, /1M02/)
    assert.match(cue, /Picture changed inside/)
    assert.match(cue, /5 s came in/)
    assert.match(cue, /Hold on the hit “her hand”/)
    assert.match(cue, /Keep start and end: make it longer/)
    assert.match(cue, /01:00:20:00 – 01:00:30:00/)
    await window.screenshot(path.join(pictures, 'reconform.png'))
    // The new cut is heard before it is made, and the old one from the same point of the music.
    const sounds = async (type) => {
      const { playing, source, position } = await stage.core('transport')
      return playing && source.type === type ? position / second : undefined
    }
    await window.click('reconform-play')
    const fresh = await stage.until('the new cut sounds', () => sounds('rehearsal'))
    assert.ok(fresh >= 18 && fresh < 30, `from shortly before 00:20, where the cue would come in: ${fresh}`)
    await window.screenshot(path.join(pictures, 'reconform-heard.png'))
    await window.keys('o')
    const old = await stage.until('the old cut sounds', () => sounds('cut'))
    assert.ok(old >= 13 && old < 25, `five seconds earlier on the old cut: ${old}`)
    await window.click('reconform-play')
    await stage.until('silence', async () => !(await stage.core('transport')).playing)
    await window.click('reconform-accept')
    await stage.until('nothing left', async () => (await window.text('reconform-cues')).includes('Nothing is left'))
    assert.equal((await cuts()).length, 1, 'nothing is made before it is asked for')
  })

  stage.step('the new cut is one step of undo, and the old one stays', async (window) => {
    const before = await stage.core('cut', { cut: show.cutId })
    await window.click('reconform-make')
    await stage.until('the new cut', async () => (await cuts()).length === 2)
    const [, made] = await cuts()
    const cut = await stage.core('cut', { cut: made.id })
    const laid = cut.placements
      .map((one) => [one.inPoint / second, one.outPoint / second])
      .toSorted((a, b) => a[0] - b[0])
    assert.deepEqual(laid, [
      [2, 7],
      [20, 30],
      [47, 57],
    ])
    assert.deepEqual(
      cut.hits.map((hit) => hit.at / second),
      [27],
    )
    const after = await stage.core('cut', { cut: show.cutId })
    assert.deepEqual(after.placements, before.placements)
    await window.chord(Key.CONTROL, 'z')
    await stage.until('one cut again', async () => (await cuts()).length === 1)
    await window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await stage.until('both cuts', async () => (await cuts()).length === 2)
  })

  stage.step('both cuts are compared', async (window) => {
    await window.chord(Key.CONTROL, 'k')
    await window.keys('compare cuts')
    await window.keys(Key.ENTER)
    const rows = await stage.until('the rows', async () => {
      const text = await window.text('compare-rows')
      return text.includes('1M03') ? text : undefined
    })
    assert.match(rows, /1M03.*moved/s)
    assert.doesNotMatch(rows, /1M01/)
    await window.screenshot(path.join(pictures, 'compare.png'))
  })

  stage.step('a cut is compared with what it was', async (window) => {
    const chosen = await window.script(
      `const older = document.querySelector('[data-testid="compare-older"]')
       const before = [...older.querySelectorAll('optgroup option')]
       older.value = before.at(-1)?.value ?? ''
       older.dispatchEvent(new Event('change', { bubbles: true }))
       return before.length`,
    )
    assert.ok(chosen > 0, 'the steps of history are offered')
    // The newer cut is younger than the oldest step that is offered.
    await stage.until('the sentence', async () => (await window.text('compare-rows')).includes('was not there yet'))
    await window.script(
      `const older = document.querySelector('[data-testid="compare-older"]')
       older.value = older.querySelector('option').value
       older.dispatchEvent(new Event('change', { bubbles: true }))`,
    )
    await stage.until('both cuts again', async () => (await window.text('compare-rows')).includes('1M03'))
  })
})
