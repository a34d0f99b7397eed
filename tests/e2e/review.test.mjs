// Rounds of review in the real window: a sheet opens one, a director is answered for by key, what changes asks again.

import assert from 'node:assert/strict'
import { dragTo } from './lib/desktop.mjs'
import { made, newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('A round of review', (stage) => {
  let show
  let cues
  let takes

  const until = (what, ask) => stage.window.until(what, ask)
  const review = () => stage.core('review', { cut: show.cutId, round: null })
  const reviewWhere = (what, is) =>
    until(what, async () => {
      const view = await review()
      return is(view) ? view : undefined
    })
  const queued = (view, cue) => view.queue.find((one) => one.cue === cue)
  const standing = async (at) => stage.window.content((await stage.window.all('review-standing'))[at])
  /** Keys go to the page, not to a field that still has the caret. */
  const press = async (...keys) => {
    await stage.window.script('document.activeElement?.blur()')
    await stage.window.keys(...keys)
  }

  stage.step('a show with three cues is open', async () => {
    const sounds = ['Breakers', 'Undertow', 'Skerry'].map((title, at) => ({
      title,
      seconds: 20,
      pitch: 220 + 110 * at,
    }))
    show = await newShow(stage, 'High Tide', sounds)
    const lane = show.lane('Songs')
    const place = (track, extra) => ({ type: 'place', cut: show.cutId, track, lane, ...extra })
    const first = await stage.edit(place(show.tracks[0], { at: 0 }))
    const other = await stage.edit(place(show.tracks[1], { cue: made(first, 'cue') }))
    const next = await stage.edit(place(show.tracks[2], { at: 22 * second, length: 10 * second }))
    const last = await stage.edit(place(show.tracks[0], { at: 40 * second, length: 10 * second }))
    cues = [first, next, last].map((one) => made(one, 'cue'))
    takes = [first, other, next, last].map((one) => made(one, 'placement'))
  })

  stage.step('without a round a verdict opens the sheet that says who is asked', async (window) => {
    await window.click('tab-review')
    await window.find('new-round')
    await press(Key.ENTER)
    await window.find('round-sheet')
    await window.fill('round-name', 'First look')
    await window.fill('round-newcomer', 'Dana')
    await window.click('round-add')
    await until('Dana in the list', async () => (await window.all('round-person')).length === 1)
    await window.fill('round-newcomer', 'Priya')
    await window.click('round-add')
    await until('Priya in the list', async () => (await window.all('round-person')).length === 2)
    await window.click('round-start')
    const { round } = await reviewWhere('the round', (view) => view.round !== null)
    assert.deepEqual([round.name, round.rule, round.audience], ['First look', 'one', 'Dana, Priya'])
    assert.deepEqual(
      round.reviewers.map((one) => one.role),
      ['decides', 'advises'],
    )
    await until('all waiting', async () => /^0 approved · 3 waiting/.test(await window.text('review-progress')))
  })

  stage.step(
    'a yes, a yes with a remark and changes are given by key, with the words that they want',
    async (window) => {
      await window.click('review-cue')
      await press('b')
      await until('the question', () =>
        window.script(`return document.activeElement?.dataset.testid === 'ask-changes'`),
      )
      await window.keys('land on the downbeat', Key.ENTER)
      const liked = await reviewWhere('the remark', (view) => queued(view, cues[0]).state === 'approved')
      const [answer] = queued(liked, cues[0]).alternates[0].answers
      assert.deepEqual(
        [answer.name, answer.value, answer.words, answer.source],
        ['Dana', 'approvedBut', 'land on the downbeat', 'desk'],
      )
      await press(Key.ARROW_DOWN)
      await until('the second cue on', async () => (await window.all('alternate-card')).length === 1)
      await press(Key.ENTER)
      await reviewWhere('the yes', (view) => queued(view, cues[1]).state === 'approved')
      await press(Key.ARROW_DOWN, 'c')
      await until('the question', () =>
        window.script(`return document.activeElement?.dataset.testid === 'ask-changes'`),
      )
      await window.keys('less of it', Key.ENTER)
      await reviewWhere('the changes', (view) => queued(view, cues[2]).state === 'changes')
      await until('the progress', async () =>
        /^2 approved · 0 waiting · 1 to change/.test(await window.text('review-progress')),
      )
    },
  )

  stage.step('the desk answers for whoever is chosen, and whoever advises decides nothing', async (window) => {
    await window.script(`const people = document.querySelector('[data-testid="answers-of"]')
      people.selectedIndex = 1
      people.dispatchEvent(new Event('change', { bubbles: true }))`)
    await press('x')
    const view = await reviewWhere('Priya’s no', (one) => queued(one, cues[2]).alternates[0].answers.length === 2)
    assert.deepEqual(
      [queued(view, cues[2]).state, queued(view, cues[2]).alternates[0].answers[1].decides],
      ['changes', false],
    )
    await window.script(`const people = document.querySelector('[data-testid="answers-of"]')
      people.selectedIndex = 0
      people.dispatchEvent(new Event('change', { bubbles: true }))`)
  })

  stage.step('what was approved and has changed says so, waits, and is asked again by one button', async (window) => {
    await stage.edit({ type: 'shapePlacements', placements: [takes[2]], gain: -600 })
    await until('it waits', async () => (await standing(1)) === 'changed')
    await window.click('filter-changed')
    await until('only what changed and the cue that is on', async () => (await window.all('review-cue')).length === 2)
    await press(Key.ARROW_UP)
    await until('the sentence', async () => /Changed since approved: −6.0 dB/.test(await window.text('changed-since')))
    await window.click('ask-again')
    const asked = await reviewWhere('the second version', (view) => queued(view, cues[1]).alternates[0].version === 2)
    assert.equal(queued(asked, cues[1]).waitsFor.length, 1)
    await until('what was said of the first', async () => /of version 1/.test(await window.text('earlier-answer')))
    await press(Key.ENTER)
    await reviewWhere('approved again', (view) => queued(view, cues[1]).state === 'approved')
    await window.click('filter-all')
  })

  stage.step('an approved alternate beside the pick is made the pick by one key, and undone', async (window) => {
    await window.click('review-cue')
    await press('x')
    await reviewWhere('A refused', (view) => queued(view, cues[0]).state === 'rejected')
    // What is typed now is why, and no commands; Enter sends it, and approves nothing.
    await window.keys('far too sweet', Key.ENTER)
    const refused = await reviewWhere(
      'why',
      (view) => queued(view, cues[0]).alternates[0].answers[0].words === 'far too sweet',
    )
    assert.equal(queued(refused, cues[0]).state, 'rejected')
    assert.equal(await window.isThere('ask-changes'), false)
    await press('2')
    await until('B heard', async () => (await (await window.find('switch-B')).getAttribute('aria-pressed')) === 'true')
    await press(Key.ENTER)
    await until(
      'the conflict',
      async () => (await window.text('pick-conflict')) === 'B is approved; the pick, A, is rejected.',
    )
    assert.equal(await standing(0), 'B approved')
    await stage.window.chord(Key.SHIFT, Key.ENTER)
    await reviewWhere('B the pick', (view) => queued(view, cues[0]).pick === takes[1])
    await stage.window.chord(Key.CONTROL, 'z')
    await reviewWhere('A again', (view) => queued(view, cues[0]).pick === takes[0])
  })

  stage.step('a note is over a range, of the reviewer, and private where it is said', async (window) => {
    await stage.core('seek', { position: 2 * second })
    await until('the playhead at 2 s', async () =>
      /01:00:02:00/.test(await (await window.find('note-body')).getAttribute('placeholder')),
    )
    await press('n')
    await until('the caret', () => window.script(`return document.activeElement?.dataset.testid === 'note-body'`))
    await window.keys('Too sweet')
    await stage.core('seek', { position: 5 * second })
    await until(
      'the playhead at 5 s',
      async () => (await window.isThere('note-until')) && /01:00:05:00/.test(await window.text('note-until')),
    )
    await window.click('note-until')
    await window.click('note-private')
    await (await window.find('note-body')).click()
    await window.keys(Key.ENTER)
    const view = await until('the note', async () => {
      const cut = await stage.core('cut', { cut: show.cutId })
      return cut.notes.length === 1 ? cut : undefined
    })
    const [note] = view.notes
    assert.deepEqual(
      [note.at, note.until, note.author, note.private, note.reviewer !== null],
      [2 * second, 5 * second, 'Dana', true, true],
    )
  })

  stage.step('an arrow drawn over the picture is kept with the note', async (window) => {
    await press('n')
    await until('the caret', () => window.script(`return document.activeElement?.dataset.testid === 'note-body'`))
    await window.keys('Her hand')
    await window.click('draw-arrow')
    const [x, y, width, height] = await window.box(await window.find('drawing'))
    await dragTo([x + width / 4, y + height / 4].map(Math.round), [x + width / 2, y + height / 2].map(Math.round))
    await until('the arrow', () =>
      window.script(`return document.querySelectorAll('[data-testid="drawing"] polyline').length === 2`),
    )
    await (await window.find('note-body')).click()
    await window.keys(Key.ENTER)
    const note = await until('the note', async () =>
      (await stage.core('cut', { cut: show.cutId })).notes.find((one) => one.body === 'Her hand'),
    )
    const [{ shape, points }] = note.drawing
    assert.equal(shape, 'arrow')
    for (const [at, wanted] of [
      [points[0], 2_500],
      [points.at(-1), 5_000],
    ])
      assert.ok(
        at.every((value) => Math.abs(value - wanted) < 120),
        `${at}`,
      )
  })

  stage.step('typing stops what plays, and sending goes on', async (window) => {
    await press(Key.SPACE)
    await until('it plays', async () => (await stage.core('transport')).playing)
    await press('n')
    await until('the caret', () => window.script(`return document.activeElement?.dataset.testid === 'note-body'`))
    await window.keys('Louder')
    await until('it stands', async () => !(await stage.core('transport')).playing)
    await window.keys(Key.ENTER)
    await until('it plays again', async () => (await stage.core('transport')).playing)
    await press(Key.SPACE)
    await until('it stands', async () => !(await stage.core('transport')).playing)
  })

  stage.step('the report says what to do next, and a closed round takes no answers', async (window) => {
    await window.click('review-report')
    await window.find('report-sheet')
    const steps = await until('the steps', async () => {
      const found = await Promise.all((await window.all('next-step')).map((one) => window.content(one)))
      return found.length > 0 ? found : undefined
    })
    assert.match(steps[0], /B is approved and is not the pick/)
    assert.ok(steps.some((words) => /changes are asked for by Dana: “less of it”/.test(words)))
    await window.keys(Key.ESCAPE)
    await window.click('close-round')
    await window.find('round-closed')
    await press(Key.ENTER)
    const view = await review()
    assert.equal(queued(view, cues[0]).alternates[0].decided, 'rejected', 'nothing was taken')
    await window.click('reopen-round')
    await reviewWhere('open', (one) => one.round.closedAt === null)
  })

  stage.step('the story of a cue stands in its inspector', async (window) => {
    await window.click('tab-spot')
    await window.find('timeline')
    const story = await stage.core('cue_story', { cue: cues[1] })
    assert.deepEqual(
      story.events.map((event) => event.kind).filter((kind) => kind !== 'noted'),
      ['proposed', 'said', 'changed', 'proposed', 'said'],
    )
  })
})
