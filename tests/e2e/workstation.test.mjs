// From a folder of music to a delivered cue list, in the real window, with real files, over a restart.

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dropFiles, openInDialog, saveInDialog } from './lib/desktop.mjs'
import { rowsOf, textOf } from './lib/papers.mjs'
import { trackRow } from './lib/show.mjs'
import { makeMusic, makePicture, makeSound, probe } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Timeline, timecode } from './lib/timeline.mjs'
import { Key } from './lib/window.mjs'

/** Frames of the cut: 00:01:00:00 counted at 23.976, and where its timecode starts. */
const frames = 1440
const perSecond = 24
const start = 3600 * perSecond
/** Flicks of a frame at 23.976. */
const frame = 29_429_400
const flicksPerSecond = 705_600_000

story('From a folder of music to a cue list', (stage) => {
  const showFile = stage.file('show', 'Low Tide.needledrop')
  const music = stage.file('music')
  const desktop = stage.file('desktop')
  let timeline
  let cutId

  const cut = () => stage.window.core('cut', { cut: cutId })
  const show = () => stage.window.core('show')
  const until = (what, ask) => stage.window.until(what, ask)
  /** The cut, once it is as it should be. */
  const cutWhere = (what, is) =>
    until(what, async () => {
      const view = await cut()
      return is(view) ? view : undefined
    })
  const placementOf = (view, letter = 'A') => view.placements.find((one) => one.letter === letter)
  const isOnFrame = (flicks) => assert.equal(flicks % frame, 0, `${flicks} is not the start of a frame`)
  const isNearFrame = (flicks, wanted, what) => {
    isOnFrame(flicks)
    // As near as the pointer can point, and half a frame.
    const reach = 2 / timeline.frameWidth + 1
    const found = flicks / frame
    assert.ok(Math.abs(found - wanted) <= reach, `${what}: frame ${found}, not ${wanted} give or take ${reach}`)
  }
  const undo = () => stage.window.chord(Key.CONTROL, 'z')
  const redo = () => stage.window.chord([Key.CONTROL, Key.SHIFT], 'z')

  stage.step('the app starts without a show and makes a new one', async () => {
    makeMusic(music)
    const window = await stage.open(['--welcome'])
    await window.find('welcome')
    mkdirSync(path.dirname(showFile), { recursive: true })
    await window.core('new_show', { path: showFile, title: 'Low Tide', currency: 'EUR' })
    await window.find('library-empty')
    assert.equal((await show()).title, 'Low Tide')
  })

  stage.step('a folder comes in with its formats, and the broken file is listed with its reason', async (window) => {
    await window.click('empty-import-folder')
    await openInDialog(window, 'Import a folder of music', music)
    await until('six tracks', async () => (await window.text('library-count')).startsWith('6 tracks'))
    const listed = await until('the list of what was left out', async () => {
      if (await window.isThere('job-failures')) return window.text('job-failures')
      await window.script(`[...document.querySelectorAll('[data-testid="toast"] button')]
        .find((button) => button.textContent.includes('Show list'))?.click()`)
      return undefined
    })
    assert.match(listed, /letter\.wav/)
    await window.script(`document.querySelector('[aria-label="Close the panel"]').click()`)
    const [job] = (await window.core('jobs')).filter((one) => one.failed.length > 0)
    assert.deepEqual([job.imported.length, job.failed.length], [6, 1])
    const [{ reason }] = job.failed
    assert.ok(reason.length > 10 && listed.includes(reason), `${listed} does not say: ${reason}`)
    const query = { text: '', sort: 'title', descending: false, offset: 0, limit: 10 }
    const { rows } = await window.core('library', { query })
    assert.deepEqual(
      rows.map((row) => `${row.title} ${row.format}`),
      ['Breakers mp3', 'Harbour Lights aac', 'Salt Air wav', 'Skerry opus', 'Slack Water vorbis', 'Undertow flac'],
    )
  })

  stage.step('files dropped from the desktop come into the library', async (window) => {
    const dropped = [
      makeSound(path.join(desktop, 'groyne.wav'), {
        seconds: 5,
        hertz: 196,
        title: 'Groyne',
      }),
      makeSound(path.join(desktop, 'två.flac'), {
        seconds: 5,
        hertz: 175,
        title: 'Två måsar',
      }),
    ]
    const [x, y, width, height] = await window.box(await window.find('track'))
    await dropFiles(dropped, { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }, () =>
      window.isThere('drop-zone'),
    )
    await until('eight tracks', async () => (await window.text('library-count')).startsWith('8 tracks'))
    await trackRow(window, 'Två måsar')
    assert.equal(await window.isThere('job-panel'), false, 'an import that went well leaves nothing over the page')
  })

  stage.step('an episode with its first cut is added by its form', async (window) => {
    await window.click('episodes-button')
    await window.find('new-episode')
    await window.fill('new-episode-number', '4')
    await window.fill('new-episode-title', 'Ebb')
    const rate = await window.find('new-episode-rate')
    await window.script(
      `arguments[0].value = '23.976'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))`,
      rate,
    )
    await window.fill('new-episode-start', '01:00:00:00')
    await window.fill('new-episode-length', '00:01:00:00')
    await window.click('new-episode-add')
    const view = await until('the episode', async () => ((await show()).episodes.length === 1 ? show() : undefined))
    assert.equal(view.episodes[0].name, '1x04')
    cutId = view.episodes[0].cuts[0].id
    const { cut: made } = await cut()
    assert.deepEqual([made.rate, made.start, made.length], ['23.976', start, frames * frame])
  })

  stage.step('its scenes come from a CSV and its picture from a file', async (window) => {
    const csv = stage.file('scenes.csv')
    writeFileSync(
      csv,
      'number,slugline,in,out,intensity\n' +
        '1,EXT. PIER – DAWN,01:00:00:00,01:00:20:00,2\n' +
        '2,INT. KITCHEN,01:00:20:00,01:00:40:00,5\n' +
        '2A,EXT. PIER – NIGHT,01:00:40:00,01:01:00:00,8\n',
    )
    await window.core('import_scenes', { cut: cutId, path: csv })
    const rows = await until('three scenes', async () => {
      const found = await window.all('scene-row')
      return found.length === 3 ? found : undefined
    })
    const slugline = await window.script(
      `return arguments[0].querySelector('[aria-label="Slugline"]').value`,
      rows.at(-1),
    )
    assert.equal(slugline, 'EXT. PIER – NIGHT')
    const picture = makePicture(stage.file('picture.mp4'), {
      frames,
      rate: '24000/1001',
    })
    await window.core('edit', {
      request: { edits: [{ type: 'editCut', cut: cutId, set: { picture } }] },
    })
    await window.keys(Key.ESCAPE)
    await until('the sheet to close', async () => !(await window.isThere('episodes')))
  })

  stage.step('search finds as it is typed', async (window) => {
    await window.click('tab-spot')
    await window.find('timeline')
    await window.fill('library-search', 'ida u')
    await until('one of eight', async () => (await window.text('library-count')).startsWith('1 of 8 tracks'))
    await trackRow(window, 'Undertow')
    await window.fill('library-search', 'ase')
    await trackRow(window, 'Skerry')
    // Once empties the field, twice leaves it.
    await window.keys(Key.ESCAPE, Key.ESCAPE)
    await until('all eight', async () => (await window.text('library-count')).startsWith('8 tracks'))
  })

  stage.step('the timeline comes up with its picture and its lanes', async (window) => {
    await until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    timeline = await new Timeline(window, {
      frame,
      perSecond,
      start,
      frames,
    }).measure()
    assert.ok(timeline.frameWidth > 0.4, `a frame is ${timeline.frameWidth} pixels wide`)
  })

  stage.step('a track dragged from the library onto a lane becomes the first cue of its reel', async (window) => {
    await window.keys(Key.HOME)
    await timeline.carry('Salt Air', 120, 'Songs')
    const view = await cutWhere('a cue', ({ cues }) => cues.length === 1)
    assert.equal(view.cues[0].number, '1M01')
    const placement = placementOf(view)
    assert.equal(placement.lane, timeline.lane('Songs').id)
    isNearFrame(placement.inPoint, 120, 'it begins where it was dropped')
    const [track] = view.tracks
    assert.equal(track.title, 'Salt Air')
    assert.ok(placement.outPoint - placement.inPoint <= track.duration, 'it is no longer than its recording')
    assert.ok(track.duration - (placement.outPoint - placement.inPoint) < frame, 'it is as long as its recording')
  })

  stage.step('dragging its end trims it', async (window) => {
    const before = placementOf(await cut())
    const lane = timeline.lane('Songs')
    const [from, to] = [timeline.x(before.outPoint / frame) - 2, timeline.x(300) - 2]
    await window.drag([
      [from, timeline.bodyOf(lane)],
      [from - 20, timeline.bodyOf(lane)],
      [to, timeline.bodyOf(lane)],
    ])
    const after = placementOf(await cutWhere('a shorter cue', (view) => placementOf(view).outPoint < before.outPoint))
    isNearFrame(after.outPoint, 300, 'it ends where it was dragged to')
    assert.equal(after.inPoint, before.inPoint)
  })

  stage.step('its fade is drawn out by its handle', async (window) => {
    const before = placementOf(await cut())
    const lane = timeline.lane('Songs')
    const corner = timeline.x(before.outPoint / frame) - 4
    const to = corner - 36 * timeline.frameWidth
    await window.drag([
      [corner, timeline.handlesOf(lane)],
      [corner - 12, timeline.handlesOf(lane)],
      [to, timeline.handlesOf(lane)],
    ])
    const after = placementOf(await cutWhere('a fade', (view) => placementOf(view).fadeOut.length > 0))
    isNearFrame(after.fadeOut.length, 36, 'the fade is as long as it was drawn')
    assert.equal(after.outPoint, before.outPoint)
  })

  stage.step('Escape during a drag leaves no trace', async (window) => {
    const before = await show()
    const placement = placementOf(await cut())
    const [x, y] = [timeline.x(placement.inPoint / frame + 60), timeline.bodyOf(timeline.lane('Songs'))]
    await window.drag(
      [
        [x, y],
        [x + 40, y],
        [x + 300, y],
      ],
      { before: () => window.keys(Key.ESCAPE) },
    )
    // What comes next in the same window has been worked off after the drag: had it left an edit, it were there now.
    await window.clickAt(...timeline.ruler(600))
    await until('the playhead', async () => (await window.core('transport')).position > 500 * frame)
    assert.deepEqual([placementOf(await cut()), (await show()).undo], [placement, before.undo])
  })

  stage.step('Ctrl+Z takes the fade back, Ctrl+Shift+Z brings it again', async () => {
    await undo()
    await cutWhere('no fade', (view) => placementOf(view).fadeOut.length === 0)
    await redo()
    await cutWhere('the fade again', (view) => placementOf(view).fadeOut.length > 0)
  })

  stage.step('a second track dropped on the cue is its alternate B', async () => {
    const pick = placementOf(await cut())
    await timeline.carry('Undertow', pick.inPoint / frame + 70, 'Songs')
    const view = await cutWhere('an alternate', ({ placements }) => placements.length === 2)
    assert.equal(view.cues.length, 1)
    const alternate = placementOf(view, 'B')
    assert.deepEqual([alternate.cue, alternate.pick, alternate.inPoint], [pick.cue, false, pick.inPoint])
    assert.equal(placementOf(view).pick, true)
  })

  stage.step('closed and opened again, all is there, and undo reaches back', async () => {
    const [before, shown] = [await cut(), await show()]
    await stage.close()
    assert.deepEqual(readdirSync(path.dirname(showFile)), ['Low Tide.needledrop'], 'closing leaves one file')
    const window = await stage.open([showFile])
    await window.click('tab-spot')
    await window.find('timeline')
    const after = await cut()
    assert.deepEqual(
      [after.cues, after.placements, after.scenes, after.cut, after.tracks],
      [before.cues, before.placements, before.scenes, before.cut, before.tracks],
    )
    assert.deepEqual((await show()).undo, shown.undo)
    await undo()
    await cutWhere('no alternate', ({ placements }) => placements.length === 1)
    await redo()
    await cutWhere('the alternate again', ({ placements }) => placements.length === 2)
  })

  const videoFrame = () =>
    stage.window.script(`return document.querySelector('video').currentTime * ${flicksPerSecond / frame}`)
  /** The picture stands in the middle of the frame of the playhead. */
  const standsOn = (what, reach) =>
    until(`${what} on the frame of the sound`, async () => {
      const { position, playing } = await stage.window.core('transport')
      const wanted = Math.floor(position / frame) + 0.5
      return !playing && Math.abs((await videoFrame()) - wanted) <= reach
    })

  stage.step('Space plays, the picture follows the sound, and both stop on one frame', async (window) => {
    await until('the picture', () => window.script(`return document.querySelector('video')?.readyState >= 2`))
    timeline = await new Timeline(window, {
      frame,
      perSecond,
      start,
      frames,
    }).measure()
    await window.clickAt(timeline.x(1000), timeline.bodyOf(timeline.lane('Score')))
    await window.keys(Key.HOME)
    await until('the start', async () => (await window.core('transport')).position === 0)
    await window.keys(Key.SPACE)
    await until('a second of sound', async () => {
      const { playing, position } = await window.core('transport')
      return playing && position > flicksPerSecond
    })
    await until('a moving picture', async () => (await videoFrame()) > 12)
    await window.keys(Key.SPACE)
    await until('a stop', async () => !(await window.core('transport')).playing)
    await standsOn('the stopped picture', 2)
    const { position } = await window.core('transport')
    assert.ok(position < frames * frame)
  })

  stage.step('a seek puts the picture on the exact frame', async (window) => {
    for (const wanted of [601, 37, 1439]) {
      await window.core('seek', { position: wanted * frame })
      await until(`frame ${wanted}`, async () => Math.abs((await videoFrame()) - (wanted + 0.5)) < 0.01)
    }
    await window.keys(Key.ARROW_LEFT)
    await until('frame 1438', async () => Math.abs((await videoFrame()) - 1438.5) < 0.01)
  })

  stage.step('a verdict is given by key on the Review page, and a note is left at the frame', async (window) => {
    await window.click('tab-review')
    await window.click('new-round')
    await window.fill('round-newcomer', 'Dana')
    await window.click('round-add')
    await until('the reviewer in the list', async () => (await window.text('round-sheet')).includes('Dana'))
    await window.click('round-start')
    await window.find('review-progress')
    const inPoint = placementOf(await cut()).inPoint
    await window.click('review-cue')
    await until(
      'the cue on',
      async () =>
        Number(await window.script(`return document.querySelectorAll('[data-testid="alternate-card"]').length`)) === 2,
    )
    await window.script('document.activeElement?.blur()')
    await window.keys(Key.ENTER)
    await cutWhere('the verdict', (view) => placementOf(view).verdict === 'approved')
    await until('the progress', async () => (await window.text('review-progress')).startsWith('1 approved'))
    const { position } = await window.core('transport')
    assert.ok(position <= inPoint, 'the cue is heard from its start')
    await window.keys(Key.ARROW_RIGHT, Key.ARROW_RIGHT)
    await until('two frames on', async () => (await window.core('transport')).position > position)
    const at = await until('a playhead at rest', async () => {
      const first = (await window.core('transport')).position
      return (await window.core('transport')).position === first ? first : undefined
    })
    await window.keys('n')
    await until('the note to be begun', () =>
      window.script(`return document.activeElement?.dataset.testid === 'note-body'`),
    )
    await window.keys('Hold until the wave breaks', Key.ENTER)
    const { notes } = await cutWhere('the note', (view) => view.notes.length === 1)
    assert.deepEqual([notes[0].body, notes[0].author], ['Hold until the wave breaks', 'Dana'])
    assert.ok(notes[0].reviewer !== null && notes[0].round !== null, 'it is Dana’s, and of the round')
    assert.ok(notes[0].at >= position && notes[0].at <= at + 2 * frame)
    isOnFrame(notes[0].at)
    await window.find('note')
  })

  stage.step('the Deliver page shows the row, and the cue list is written in every format', async (window) => {
    await window.click('tab-deliver')
    await window.click('document-cueList')
    const placement = placementOf(await cut())
    const from = timecode(start + placement.inPoint / frame, perSecond)
    const to = timecode(start + placement.outPoint / frame, perSecond)
    const row = await window.text('cue-list-row')
    for (const part of ['1M01', from, to, 'Salt Air', 'Ida Holm', 'approved'])
      assert.ok(row.includes(part), `${part}: ${row}`)
    for (const format of ['csv', 'xlsx', 'pdf']) {
      await window.click('export-button')
      await window.click(`export-${format}`)
      await saveInDialog(window, 'Export the cue list', stage.file(`cues.${format}`))
      await until(`the ${format}`, () => existsSync(stage.file(`cues.${format}`)))
    }
    const [listed] = rowsOf(stage.file('cues.csv'))
    const length = String((placement.outPoint - placement.inPoint) / frame)
    const wanted = { Number: '1M01', Scene: '1', In: from, Out: to, Frames: length, Track: 'Salt Air' }
    for (const [head, text] of Object.entries({ ...wanted, Artist: 'Ida Holm', Status: 'approved' }))
      assert.equal(listed[head], text, head)
    assert.equal(readFileSync(stage.file('cues.xlsx')).subarray(0, 2).toString(), 'PK')
    const pdf = textOf(stage.file('cues.pdf'))
    for (const part of ['Low Tide', '1M01', 'Salt Air']) assert.ok(pdf.includes(part), `the PDF does not say ${part}`)
  })

  stage.step('the mix is 24-bit WAV with the time of the cut', async (window) => {
    const mix = stage.file('mix.wav')
    await window.click('export-button')
    await window.click('export-mix-item')
    await window.click('mix-write')
    await saveInDialog(window, 'Export the mix', mix)
    await until('the mix', async () => {
      const jobs = await window.core('jobs')
      return jobs.some((job) => job.kind === 'mix' && job.finished)
    })
    const { codec_name, sample_rate, channels, format } = probe(mix)
    assert.deepEqual([codec_name, sample_rate, channels], ['pcm_s24le', '48000', 2])
    assert.equal(Number(format.tags.time_reference), Math.round((start * frame * 48_000) / flicksPerSecond))
    assert.ok(Math.abs(Number(format.duration) - (frames * frame) / flicksPerSecond) < 0.001, `${format.duration} s`)
  })
})
