// The keys of the Spot page, each with what it does to the show, the transport or the page.

import assert from 'node:assert/strict'
import { makeSound } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Timeline, timecode } from './lib/timeline.mjs'
import { Key } from './lib/window.mjs'

/** A cut of one minute at 25, from 10:00:00:00. */
const perSecond = 25
const frames = 60 * perSecond
const start = 10 * 3600 * perSecond
const frame = 705_600_000 / perSecond

story('Keys on the Spot page', (stage) => {
  let cutId
  let timeline
  /** Frames at which the placement of the first cue starts and ends as each step begins. */
  const first = { in: 10 * perSecond, out: 22 * perSecond }

  const core = (command, args) => stage.window.core(command, args)
  const cut = () => core('cut', { cut: cutId })
  const edit = (...edits) => core('edit', { request: { edits } })
  const until = (what, ask) => stage.window.until(what, ask)
  const press = (...keys) => stage.window.keys(...keys)
  const cutWhere = (what, is) =>
    until(what, async () => {
      const view = await cut()
      return is(view) ? view : undefined
    })
  const playheadAt = (wanted) =>
    until(`the playhead on frame ${wanted}`, async () => {
      const shown = await (await stage.window.find('timecode')).getAttribute('value')
      const { position, playing } = await core('transport')
      return !playing && position === wanted * frame && shown === timecode(start + wanted, perSecond)
    })
  /** Puts the playhead on a frame, as typing a timecode does. */
  const goTo = async (wanted) => {
    await core('seek', { position: wanted * frame })
    await playheadAt(wanted)
  }
  const spans = (view) => view.placements.map((one) => [one.inPoint / frame, one.outPoint / frame])
  const undo = async () => {
    const { revision } = await core('show')
    await stage.window.chord(Key.CONTROL, 'z')
    await until('the undo', async () => (await core('show')).revision > revision)
    const { placements } = await cutWhere('the first cue as it was', (view) => {
      const pick = view.placements.find((one) => one.pick)
      return pick?.inPoint === first.in * frame && pick.outPoint === first.out * frame
    })
    // The page may still show what is undone: a click would meet it.
    await listed(placements)
  }
  /** The timeline shows these placements where they are, and no others. */
  const listed = (placements) => {
    const place = (one) => `${one.id} in ${timecode(start + one.inPoint / frame, perSecond)}`
    const wanted = placements.map(place).toSorted()
    return until(`the timeline to show ${wanted.join(', ')}`, async () => {
      const shown = await stage.window.script(
        `return [...document.querySelectorAll('[data-placement]')].map((option) =>
           option.dataset.placement + ' ' + 'in ' + option.getAttribute('aria-label').match(/, ([0-9:;]+) to /)[1])`,
      )
      return shown.toSorted().join() === wanted.join()
    })
  }
  let clicks = 0
  const select = async () => {
    const lane = timeline.lane('Songs')
    // Twice at one place in a short time is a double click.
    const aside = 20 * (++clicks % 5)
    await stage.window.clickAt(timeline.x((first.in + first.out) / 2) + aside, timeline.bodyOf(lane))
    await until('the cue in the inspector', () => stage.window.isThere('cue-number'))
  }
  /** The page has heard from the core that it plays, or that it does not. */
  const shows = (playing) =>
    until(playing ? 'the page to show that it plays' : 'the page to show that it stands', async () => {
      const pressed = await (await stage.window.find('play')).getAttribute('aria-pressed')
      return pressed === String(playing)
    })
  const playhead = () =>
    stage.window.script(`return document.querySelector('[data-playhead]').getBoundingClientRect().x`)

  stage.step('a show with a cue of two alternates is open', async () => {
    const tracks = [
      makeSound(stage.file('music', 'one.wav'), { seconds: 20, hertz: 220, title: 'One' }),
      makeSound(stage.file('music', 'two.flac'), { seconds: 20, hertz: 330, title: 'Two' }),
    ]
    const window = await stage.open(['--welcome'])
    await window.find('welcome')
    const show = await core('new_show', { path: stage.file('keys.needledrop'), title: 'Keys', currency: 'EUR' })
    const spec = { label: 'Cut 1', rate: '25', start: '10:00:00:00', length: '00:01:00:00' }
    const made = await edit({ type: 'addEpisode', season: 1, number: 1, title: 'Keys', cut: spec })
    cutId = made.created.find((one) => one.kind === 'cut').id
    await core('import_files', { paths: tracks })
    const [job] = await until('the import', async () => {
      const jobs = await core('jobs')
      return jobs.every((one) => one.finished) && jobs.length === 1 ? jobs : undefined
    })
    assert.equal(job.imported.length, 2)
    const lane = show.lanes.find((one) => one.name === 'Songs').id
    const length = (first.out - first.in) * frame
    const place = (track, more) => edit({ type: 'place', cut: cutId, track, lane, length, ...more })
    await place(job.imported[0], { at: first.in * frame })
    const [cue] = (await cut()).cues
    await place(job.imported[1], { cue: cue.id })
    await window.click('tab-spot')
    await window.find('timeline')
    await until('the cue on the timeline', () =>
      window.script(`return document.querySelectorAll('[data-placement]').length === 2`),
    )
    const [x, y] = await window.box(await window.find('timeline'))
    await window.clickAt(x + 200, y + 8)
    timeline = await new Timeline(window, { frame, perSecond, start, frames }).measure()
  })

  stage.step('Home, End, arrows and Shift with arrows move the playhead by frames and seconds', async () => {
    await press(Key.HOME)
    await playheadAt(0)
    await press(Key.ARROW_RIGHT)
    await playheadAt(1)
    await stage.window.chord(Key.SHIFT, Key.ARROW_RIGHT)
    await playheadAt(1 + perSecond)
    await press(Key.ARROW_LEFT)
    await playheadAt(perSecond)
    await stage.window.chord(Key.SHIFT, Key.ARROW_LEFT)
    await playheadAt(0)
    await press(Key.END)
    await playheadAt(frames - 1)
  })

  stage.step('Up and Down go from edit to edit', async () => {
    await goTo(0)
    await press(Key.ARROW_DOWN)
    await playheadAt(first.in)
    await press(Key.ARROW_DOWN)
    await playheadAt(first.out)
    await press(Key.ARROW_UP)
    await playheadAt(first.in)
  })

  stage.step('L plays and again faster, K stops, J plays backwards', async () => {
    await goTo(30 * perSecond)
    const where = () => core('transport')
    await press('l')
    await until('sound', async () => (await where()).playing && (await where()).position > 30 * perSecond * frame)
    await shows(true)
    await press('l')
    await until('twice as fast', async () => (await where()).rate === 2)
    await press('k')
    await until('a stop', async () => !(await where()).playing)
    await shows(false)
    const { position } = await where()
    await press('j')
    await until('going back', async () => (await where()).rate === -1 && (await where()).position < position)
    await press('k')
    await until('a stop', async () => !(await where()).playing)
  })

  stage.step('Space plays and stops', async () => {
    await goTo(0)
    await press(Key.SPACE)
    await until('sound', async () => (await core('transport')).playing)
    await shows(true)
    await press(Key.SPACE)
    await until('a stop', async () => !(await core('transport')).playing)
  })

  stage.step('Space plays also while a tab that was clicked has the focus', async (window) => {
    await window.click('tab-spot')
    await press(Key.HOME)
    await playheadAt(0)
    await press(Key.SPACE)
    await until('sound', async () => (await core('transport')).playing)
    await shows(true)
    await press(Key.SPACE)
    await until('a stop', async () => !(await core('transport')).playing)
  })

  stage.step('I and O bring the start and the end of the selection to the playhead', async () => {
    await select()
    await goTo(5 * perSecond)
    await press('i')
    await cutWhere('the cue at 5 s', (view) =>
      view.placements.every((one) => one.inPoint === 5 * perSecond * frame || !one.pick),
    )
    await undo()
    await goTo(40 * perSecond)
    await press('o')
    const view = await cutWhere('the cue to 40 s', ({ placements }) =>
      placements.some((one) => one.pick && one.outPoint === 40 * perSecond * frame),
    )
    const pick = view.placements.find((one) => one.pick)
    assert.equal((pick.outPoint - pick.inPoint) / frame, first.out - first.in)
    await undo()
  })

  stage.step('[ and ] trim to the playhead', async () => {
    await select()
    await goTo(first.in + 20)
    await press('[')
    await cutWhere('a later start', ({ placements }) =>
      placements.some(
        (one) => one.pick && one.inPoint === (first.in + 20) * frame && one.outPoint === first.out * frame,
      ),
    )
    await undo()
    await goTo(first.out - 20)
    await press(']')
    await cutWhere('an earlier end', ({ placements }) =>
      placements.some(
        (one) => one.pick && one.outPoint === (first.out - 20) * frame && one.inPoint === first.in * frame,
      ),
    )
    await undo()
  })

  stage.step('B splits at the playhead within the cue, and Shift+H heals it', async () => {
    await select()
    await goTo(first.in + 50)
    await press('b')
    const view = await cutWhere('two pieces', ({ placements }) =>
      placements.some((one) => one.inPoint === (first.in + 50) * frame),
    )
    assert.ok(
      spans(view).some(([from, to]) => from === first.in && to === first.in + 50),
      JSON.stringify(spans(view)),
    )
    assert.equal(view.cues.length, 1)
    assert.equal(view.cues[0].length / frame, first.out - first.in)
    await listed(view.placements)
    await stage.window.chord(Key.SHIFT, 'h')
    const { placements } = await cutWhere('one piece', (now) => now.placements.length === view.placements.length - 1)
    await listed(placements)
  })

  stage.step('Shift+B makes a new cue from the playhead, and Ctrl+J joins the two', async () => {
    await select()
    await goTo(first.in + 50)
    await stage.window.chord(Key.SHIFT, 'b')
    const view = await cutWhere('two cues', ({ cues }) => cues.length === 2)
    await listed(view.placements)
    await stage.window.chord(Key.CONTROL, 'a')
    await stage.window.chord(Key.CONTROL, 'j')
    const { placements } = await cutWhere('one cue', ({ cues }) => cues.length === 1)
    await listed(placements)
  })

  stage.step('Shift+M mutes and unmutes', async () => {
    await select()
    await stage.window.chord(Key.SHIFT, 'm')
    await cutWhere('a muted pick', (view) => view.cues[0].sounding.length === 0)
    await stage.window.chord(Key.SHIFT, 'm')
    await cutWhere('a pick that sounds', (view) => view.cues[0].sounding.length === 1)
  })

  stage.step('Ctrl+C and Ctrl+V copy to the playhead, Ctrl+X takes it away again', async () => {
    await select()
    const before = (await cut()).placements.length
    await stage.window.chord(Key.CONTROL, 'c')
    await goTo(40 * perSecond)
    // The copy is told to the core first; paste waits for nothing else.
    await until('the copy', () =>
      stage.window.script(
        `return [...document.querySelectorAll('[data-testid="toast"]')].some((one) => /copied/.test(one.textContent))`,
      ),
    )
    await stage.window.chord(Key.CONTROL, 'v')
    const after = await cutWhere('what was pasted', ({ placements }) => placements.length === before + 1)
    assert.ok(
      spans(after).some(([from]) => from === 40 * perSecond),
      JSON.stringify(spans(after)),
    )
    await listed(after.placements)
    await stage.window.chord(Key.CONTROL, 'x')
    const { placements } = await cutWhere('it gone', (view) => view.placements.length === before)
    await listed(placements)
  })

  stage.step('a drag that begins with Alt held leaves a copy', async (window) => {
    await select()
    const before = (await cut()).placements.length
    const lane = timeline.lane('Songs')
    const at = timeline.x((first.in + first.out) / 2)
    await window.drag(
      [
        [at, timeline.bodyOf(lane)],
        [at + timeline.frameWidth * 500, timeline.bodyOf(lane)],
      ],
      { modifier: Key.ALT },
    )
    const { placements } = await cutWhere('a copy', (view) => view.placements.length === before + 1)
    assert.ok(placements.some((one) => one.pick && one.inPoint === first.in * frame))
    await listed(placements)
    await press(Key.DELETE)
    await cutWhere('no copy', (view) => view.placements.length === before)
  })

  stage.step('Ctrl+D duplicates, and Delete removes what was made', async () => {
    await select()
    const before = (await cut()).placements.length
    await stage.window.chord(Key.CONTROL, 'd')
    const after = await cutWhere('a copy', ({ placements }) => placements.length === before + 1)
    assert.ok(
      spans(after).some(([from]) => from === first.out),
      JSON.stringify(spans(after)),
    )
    await listed(after.placements)
    await press(Key.DELETE)
    const { placements } = await cutWhere('no copy', (view) => view.placements.length === before)
    await listed(placements)
  })

  stage.step(
    'C and Y choose the blade and the slip tool, which the button shows, and V and Escape go back',
    async () => {
      const toolIs = (tool) =>
        until(`the tool ${tool}`, () =>
          stage.window.script(
            `return document.querySelector('[data-testid="tool"]').dataset.tool === arguments[0]`,
            tool,
          ),
        )
      await toolIs('select')
      await press('c')
      await toolIs('blade')
      await press('y')
      await toolIs('slip')
      await press('v')
      await toolIs('select')
      await stage.window.click('tool')
      await stage.window.click('menu-tool.blade')
      await toolIs('blade')
      await press(Key.ESCAPE)
      await toolIs('select')
    },
  )

  stage.step('M sets a hit at the playhead, and what is typed next is its name', async () => {
    await goTo(333)
    await press('mletter drops')
    await press(Key.ENTER)
    const { hits } = await cutWhere('a hit of that name', (view) => view.hits[0]?.label === 'letter drops')
    assert.deepEqual([hits.length, hits[0].at], [1, 333 * frame])
    assert.equal((await core('transport')).playing, false)
  })

  stage.step('N begins a note at the playhead', async () => {
    await press(Key.ESCAPE)
    await goTo(444)
    await press('n')
    const focus = () => stage.window.script('return document.activeElement?.dataset.testid')
    await until('the note to be begun', async () => (await focus()) === 'note-body')
    await press('Softer here', Key.ENTER)
    // Nobody has signed here yet.
    await until('the question for a name', async () => (await focus()) === 'note-author')
    await press('Dana', Key.ENTER)
    const view = await cutWhere('the note', ({ notes }) => notes.length === 1)
    assert.deepEqual([view.notes[0].at, view.notes[0].author, view.notes[0].body], [444 * frame, 'Dana', 'Softer here'])
  })

  stage.step('Z zooms to the selection, Shift+Z back to the episode', async () => {
    await goTo(first.in)
    const whole = await playhead()
    await select()
    await press('z')
    await until('a closer view', async () => Math.abs((await playhead()) - whole) > 50)
    await stage.window.chord(Key.SHIFT, 'z')
    await until('the whole', async () => Math.abs((await playhead()) - whole) < 1)
  })

  stage.step('1 to 9 let an alternate be heard instead of the pick', async () => {
    await select()
    const heard = () =>
      stage.window.script(
        `return [...document.querySelectorAll('[aria-label^="Hear "][aria-pressed="true"]')]
           .map((button) => button.getAttribute('aria-label')).join()`,
      )
    await until('the pick', async () => (await heard()) === 'Hear A')
    await press('2')
    await until('alternate B', async () => (await heard()) === 'Hear B')
    await press('1')
    await until('the pick again', async () => (await heard()) === 'Hear A')
    assert.deepEqual(
      (await cut()).placements.map((one) => one.pick),
      [true, false],
    )
  })

  stage.step('Ctrl+K finds a command by its words and runs it', async (window) => {
    await goTo(500)
    await window.chord(Key.CONTROL, 'k')
    await window.find('palette-input')
    await press('hit at')
    await until('the command', async () => (await window.text('palette-item')).includes('Hit at the playhead'))
    await press(Key.ENTER)
    await cutWhere('another hit', ({ hits }) => hits.some((one) => one.at === 500 * frame))
    await until('the palette to close', async () => !(await window.isThere('palette')))
  })
})
