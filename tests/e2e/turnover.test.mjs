// Files of the cutting room in the real window: an editor's AAF on an empty show becomes an episode with its cues, the recording
// that is in doubt is chosen, an edit list and subtitles are imported into the cut, and each is one step of undo.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openInDialog } from './lib/desktop.mjs'
import { second } from './lib/show.mjs'
import { makeSound } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const pictures = path.resolve(import.meta.dirname, '../../target/test-logs/window')
const python = process.env.NEEDLEDROP_PYTHON ?? 'python3'

story('From the cutting room', (stage) => {
  const episodes = async () => (await stage.core('show')).episodes
  const cut = async () => {
    const [episode] = await episodes()
    return episode === undefined ? undefined : await stage.core('cut', { cut: episode.cuts.at(-1).id })
  }
  const chooseFile = async (window, file) => {
    await window.chord([Key.CONTROL, Key.ALT], 'i')
    await openInDialog(window, 'Import from the cutting room', file)
  }

  stage.step('an editor’s AAF on an empty show says what it would become', async () => {
    const window = await stage.open(['--welcome'])
    await window.find('welcome')
    await stage.core('new_show', {
      path: stage.file('turnover.needledrop'),
      title: 'My Heart',
      currency: 'USD',
    })
    const sounds = ['First Spark', 'Silent Echoes', 'Silent Echo'].map((title, at) => ({
      title,
      seconds: 20,
      hertz: 330 + at * 110,
    }))
    const paths = sounds.map((sound) => makeSound(stage.file('music', `${sound.title}.wav`), sound))
    await stage.core('import_files', { paths })
    await stage.until('the music', async () => (await stage.core('show')).trackCount === 3)
    mkdirSync(stage.file('in'), { recursive: true })
    execFileSync(python, [
      path.join(import.meta.dirname, 'lib/turnover_aaf.py'),
      stage.file('in', 'EP104_MX_TURNOVER.aaf'),
      path.dirname(paths[0]),
    ])
    await chooseFile(window, stage.file('in', 'EP104_MX_TURNOVER.aaf'))
    const rows = await stage.until('the cues', async () => {
      const text = await window.text('import-cues')
      return text.includes('1M03') ? text : undefined
    })
    assert.match(rows, /First Spark/)
    assert.match(rows, /Silent Echoes\?/)
    assert.match(rows, /offline/)
    const side = await window.text('import-side')
    assert.match(side, /AAF/)
    assert.match(side, /24/)
    assert.match(side, /A1 DIALOGUE/)
    assert.equal((await episodes()).length, 0, 'nothing is made before it is asked for')
    await window.screenshot(path.join(pictures, 'import.png'))
  })

  stage.step('the doubtful recording is chosen, and all of it comes in as one step', async (window) => {
    const choice = await window.text('import-choice')
    assert.match(choice, /Which recording is it/)
    const echoes = (
      await stage.core('library', {
        query: {
          text: 'silent echoes',
          sort: 'title',
          descending: false,
          offset: 0,
          limit: 5,
        },
      })
    ).rows[0]
    await window.click(`import-candidate-${echoes.id}`)
    await stage.until('the choice', async () => !(await window.text('import-cues')).includes('Echoes?'))
    await window.click('import-take')
    const made = await stage.until('the cues', async () => {
      const view = await cut()
      return view?.cues.length === 3 ? view : undefined
    })
    assert.equal(made.startTimecode, '01:00:00:00')
    assert.equal(made.lengthTimecode, '00:01:00:00')
    const laid = made.placements.map((one) => [one.inPoint / second, one.outPoint / second, one.trackStart / second])
    assert.deepEqual(
      laid.toSorted((a, b) => a[0] - b[0]),
      [
        [2, 10, 1],
        [20, 30, 0],
        [40, 50, 10],
      ],
    )
    assert.deepEqual(made.placements.map((one) => one.temp).filter(Boolean), [true])
    await window.chord(Key.CONTROL, 'z')
    await stage.until('no episode', async () => (await episodes()).length === 0)
    await window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await stage.until('the episode again', async () => (await cut())?.cues.length === 3)
    await window.screenshot(path.join(pictures, 'imported.png'))
  })

  stage.step('an edit list asks for nothing that the cut knows, and moves what is there already', async (window) => {
    const before = await cut()
    const file = stage.file('in', 'EP104_MX_v2.edl')
    const events = [
      ['A5', 'First Spark', '00:00:01:00', '00:00:09:00', '01:00:04:00', '01:00:12:00'],
      ['A5', 'Silent Echoes', '00:00:00:00', '00:00:10:00', '01:00:20:00', '01:00:30:00'],
    ]
    const lines = events.flatMap(([track, name, ...times], at) => [
      `${String(at + 1).padStart(3, '0')}  AX       ${track}    C        ${times.join(' ')}`,
      `* FROM CLIP NAME: ${name}`,
    ])
    writeFileSync(file, ['TITLE: EP104 MX', 'FCM: NON-DROP FRAME', '', ...lines, ''].join('\n'))
    await chooseFile(window, file)
    const rows = await stage.until('the rows', async () => {
      const text = await window.text('import-cues')
      return text.includes('moves') ? text : undefined
    })
    assert.match(rows, /as it is/)
    assert.match(rows, /was 01:00:02:00/)
    await window.click('import-take')
    await stage.until('the move', async () => (await cut()).cues.some((cue) => cue.inPoint === 4 * second))
    assert.equal((await cut()).cues.length, before.cues.length, 'no cue is made twice')
  })

  stage.step('subtitles become dialogue, and a file that is none of all says so', async (window) => {
    const file = stage.file('in', 'ep104.srt')
    writeFileSync(file, '1\n00:00:02,000 --> 00:00:04,000\nMARA: Not tonight.\n')
    await chooseFile(window, file)
    await stage.until('the line', async () => (await window.text('import-lines')).includes('Not tonight'))
    await window.click('import-take')
    await stage.until('the dialogue', async () => (await cut()).dialogue.length === 1)
    const none = stage.file('in', 'broken.edl')
    writeFileSync(none, 'this is no list at all')
    await chooseFile(window, none)
    const wrong = await stage.until('the reason', async () => await window.text('import-wrong'))
    assert.match(wrong, /broken\.edl/)
    await window.screenshot(path.join(pictures, 'import-wrong.png'))
    await window.keys(Key.ESCAPE)
  })
})
