// On the timeline: copies, splits, cues made of cues, numbers in order, a hit by its name, a note with its name.

import assert from 'node:assert/strict'
import { frame, numbered } from './desk.mjs'

export function arrange(stage, desk) {
  const { cutWhere } = desk
  const starts = ({ placements }) => placements.filter((one) => one.pick).map((one) => Math.round(one.inPoint / frame))

  stage.step('copy, cut and paste go by the playhead', async () => {
    await desk.select(200)
    await desk.hand.keys('ctrl+c')
    await desk.goTo(600)
    await desk.hand.keys('ctrl+v')
    const copied = await cutWhere('the copy', ({ cues }) => cues.length === 2)
    assert.deepEqual(starts(copied).toSorted(), [120, 600])
    await desk.listed()
    await desk.hand.keys('ctrl+x')
    await cutWhere('it cut', ({ cues }) => cues.length === 1)
    await desk.goTo(760)
    await desk.hand.keys('ctrl+v')
    assert.deepEqual(numbered(await cutWhere('it pasted', ({ cues }) => cues.length === 2)), ['1M01 120', '1M02 760'])
    await desk.listed()
  })

  stage.step('a drag that begins with Alt held leaves a copy', async () => {
    await desk.hand.drag(desk.on(900), desk.on(900 - 320), 'alt')
    const view = await cutWhere('the copy', ({ cues }) => cues.length === 3)
    assert.ok(starts(view).includes(760), 'what was dragged stayed where it was')
    const copy = view.cues.find((cue) => cue.number === '1M03')
    assert.ok(Math.abs(copy.inPoint / frame - 440) < 8, `the copy begins at frame ${copy.inPoint / frame}`)
    await desk.listed()
  })

  stage.step('B splits within the cue, and Shift+H heals it', async (window) => {
    await desk.select(150)
    await desk.goTo(200)
    await desk.hand.keys('b')
    const split = await cutWhere('two pieces', ({ placements }) => placements.some((one) => one.pieces === 2))
    assert.equal(split.cues.length, 3)
    await desk.listed()
    await desk.select(150)
    assert.match(await window.text('cue-piece'), /^1 of 2/)
    await desk.hand.keys('shift+h')
    await cutWhere('one piece', ({ placements }) => placements.every((one) => one.pieces === 1))
    await desk.listed()
  })

  stage.step('Shift+B makes a new cue from here, and Ctrl+J joins the two again', async () => {
    await desk.goTo(264)
    await desk.select(150)
    await desk.hand.keys('shift+b')
    const parted = await cutWhere('a new cue', ({ cues }) => cues.length === 4)
    assert.ok(numbered(parted).includes('1M04 264'), numbered(parted).join())
    await desk.listed()
    await desk.select(150)
    await desk.select(330, 'shift')
    await desk.hand.keys('ctrl+j')
    const joined = await cutWhere('one cue', ({ cues }) => cues.length === 3)
    assert.equal(joined.cues.find((cue) => cue.number === '1M01').inPoint, 120 * frame)
    await desk.listed()
  })

  stage.step('renumbering shows each change, and takes them as one step', async (window) => {
    await run(desk, 'renumber')
    await window.find('renumber')
    await stage.until('the changes', async () => /1M03 → 1M02.*1M02 → 1M03/.test(await window.text('renumber-changes')))
    await desk.hand.click('renumber-take')
    const { cues } = await cutWhere('the cues in order', (view) => {
      const numbers = numbered(view).map((words) => words.split(' ')[0])
      return numbers.join() === '1M01,1M02,1M03'
    })
    assert.equal(cues.length, 3)
  })

  stage.step('M marks a hit, and what is typed next is its name', async () => {
    await desk.goTo(300)
    await desk.hand.keys('m')
    await desk.hand.type('letter drops')
    await desk.hand.keys('Return')
    const { hits } = await cutWhere('the hit', (view) => view.hits[0]?.label === 'letter drops')
    assert.deepEqual([hits.length, hits[0].at], [1, 300 * frame])
    assert.equal((await stage.core('transport')).playing, false)
  })

  stage.step('the first note asks for a name to sign with and keeps what was written', async (window) => {
    await desk.hand.keys('Escape')
    await desk.goTo(333)
    await desk.hand.keys('n')
    await focused(stage, 'note-body')
    await desk.hand.type('Hold the horns until she turns')
    await desk.hand.keys('Return')
    await focused(stage, 'note-author')
    assert.equal(await (await window.find('note-body')).getAttribute('value'), 'Hold the horns until she turns')
    await desk.hand.type('Dana Reyes')
    await desk.hand.keys('Return')
    const { notes } = await cutWhere('the note', (view) => view.notes.length === 1)
    assert.deepEqual(
      [notes[0].author, notes[0].body, notes[0].at],
      ['Dana Reyes', 'Hold the horns until she turns', 333 * frame],
    )
  })
}

/** Runs the first command that the palette finds by these words. */
export async function run(desk, words) {
  await desk.hand.keys('ctrl+k')
  await desk.window.find('palette-input')
  await desk.hand.type(words)
  await desk.hand.keys('Return')
  await desk.stage.until('the palette to go', async () => !(await desk.window.isThere('palette')))
}

export function focused(stage, testid) {
  return stage.until(`the caret in ${testid}`, () =>
    stage.window.script('return document.activeElement?.dataset.testid === arguments[0]', testid),
  )
}
