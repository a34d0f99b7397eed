// The window around the pages: menus, messages, drafts, panels, scale, the full picture, rounds of review. Where a click
// of the driver would hide a fault, the X pointer and the X keyboard are used, as a hand does.

import assert from 'node:assert/strict'
import { dragTo, pressAt, xdotool } from './lib/desktop.mjs'
import { askFor, made, newShow, second, trackRow } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

story('The window around the pages', (stage) => {
  let show
  let cue
  let alternates

  const cut = () => stage.core('cut', { cut: show.cutId })
  const until = (what, ask) => stage.window.until(what, ask)
  const cutWhere = (what, is) =>
    until(what, async () => {
      const view = await cut()
      return is(view) ? view : undefined
    })
  /** The middle of an element on the screen; the window has no frame here. */
  const middle = async (element, share = 0.5) => {
    const [x, y, width, height] = await stage.window.box(element)
    return [Math.round(x + width * share), Math.round(y + height / 2)]
  }
  stage.step('a show with a cue of two alternates is open', async () => {
    const sounds = ['Breakers', 'Undertow', 'Skerry'].map((title, at) => ({
      title,
      seconds: 20,
      pitch: 220 + 110 * at,
    }))
    show = await newShow(stage, 'Low Tide', sounds)
    const lane = show.lane('Songs')
    const place = (track, extra) => ({
      type: 'place',
      cut: show.cutId,
      track,
      lane,
      ...extra,
    })
    const first = await stage.edit(place(show.tracks[0], { at: 5 * second }))
    cue = made(first, 'cue')
    const other = await stage.edit(place(show.tracks[1], { cue }))
    alternates = [made(first, 'placement'), made(other, 'placement')]
    await stage.window.click('tab-library')
    await trackRow(stage.window, 'Breakers')
  })

  stage.step('a right click on a row opens our menu, and the drag that follows works at once', async (window) => {
    const row = await trackRow(window, 'Undertow')
    await pressAt(await middle(row, 0.1), 3)
    assert.match(await window.text('context-menu'), /Send to the timeline/)
    // The press that puts the menu away begins the drag.
    const edge = await window.find('edge-libraryDetail')
    const [x, y] = await middle(edge)
    const before = (await window.box(await window.find('track-detail')))[2]
    await dragTo([x, y], [x - 80, y])
    assert.equal(await window.isThere('context-menu'), false)
    const after = (await window.box(await window.find('track-detail')))[2]
    assert.ok(Math.abs(after - before - 80) < 12, `the panel went from ${before} to ${after}`)
  })

  stage.step(
    'there is a menu on the header, on the picture and in a field, which keeps its text selected',
    async (window) => {
      await pressAt(await middle(await window.find('episodes-button')), 3)
      assert.match(await window.text('context-menu'), /Keyboard shortcuts/)
      xdotool('key', 'Escape')
      await until('the menu to go', async () => !(await window.isThere('context-menu')))
      await window.fill('library-search', 'under')
      await window.chord(Key.CONTROL, 'a')
      await pressAt(await middle(await window.find('library-search')), 3)
      await window.click('field-cut')
      await until(
        'the field to be empty',
        async () => (await (await window.find('library-search')).getAttribute('value')) === '',
      )
      await pressAt(await middle(await window.find('library-search')), 3)
      await window.click('field-paste')
      await until(
        'the text again',
        async () => (await (await window.find('library-search')).getAttribute('value')) === 'under',
      )
      await window.fill('library-search', '')
      await window.click('tab-spot')
      await pressAt(await middle(await window.find('picture'), 0.3), 3)
      assert.match(await window.text('context-menu'), /Full picture/)
      xdotool('key', 'Escape')
    },
  )

  stage.step('Enter sends the selected track to the playhead, and Ctrl+Shift+Enter edits nothing', async (window) => {
    await window.click('tab-library')
    await stage.core('seek', { position: 30 * second })
    await (await trackRow(window, 'Skerry')).click()
    await window.chord([Key.CONTROL, Key.SHIFT], Key.ENTER)
    await pause(300)
    assert.equal(await window.isThere('cell-title'), false)
    const { placements } = await cut()
    await window.keys(Key.ENTER)
    const view = await cutWhere('the track at the playhead', (now) => now.placements.length === placements.length + 1)
    assert.ok(view.placements.some((one) => one.track === show.tracks[2] && one.inPoint === 30 * second))
  })

  stage.step('messages do not pile up, and one goes when its way back no longer applies', async (window) => {
    await window.chord(Key.CONTROL, 'z')
    await until('what was undone, alone', async () => {
      const all = await Promise.all((await window.all('toast')).map((one) => window.content(one)))
      return all.length === 1 && all[0].startsWith('Undone: ')
    })
    await window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await until('one message, of the redo', async () => {
      const all = await Promise.all((await window.all('toast')).map((one) => window.content(one)))
      return all.length === 1 && all[0].startsWith('Redone: ')
    })
    await stage.edit({
      type: 'addHit',
      cut: show.cutId,
      at: 2 * second,
      label: 'her hand',
    })
    await until('the message to go', async () => (await window.all('toast')).length === 0)
  })

  stage.step('Ctrl+Z in a field that was not typed into undoes the show', async (window) => {
    const { hits } = await cut()
    await (await window.find('field-artist')).click()
    await window.chord(Key.CONTROL, 'z')
    await cutWhere('the hit gone', (view) => view.hits.length === hits.length - 1)
    await window.script('document.activeElement?.blur()')
  })

  stage.step(
    'what the core refuses stays in its field, selected to be typed over, with the reason beside it',
    async (window) => {
      const code = await window.find('field-isrc')
      await code.click()
      await code.sendKeys('no-um7', Key.ENTER)
      const reason = () =>
        window.script(`return document.querySelector('[data-testid="field-isrc"] ~ small')?.textContent`)
      assert.match(await until('the reason', reason), /not an ISRC/)
      assert.deepEqual(
        await window.script(`const field = document.activeElement
        return [field.dataset.testid, field.value.slice(field.selectionStart, field.selectionEnd)]`),
        ['field-isrc', 'no-um7'],
      )
      await code.sendKeys('no-um7-19-00421', Key.ENTER)
      await until('the field to be left', () => window.script('return document.activeElement === document.body'))
      assert.equal(await code.getAttribute('value'), 'NOUM71900421')
      await window.chord(Key.CONTROL, 'z')
      await until('the code gone', async () => (await code.getAttribute('value')) === '')
    },
  )

  stage.step('the first note asks for a name, keeps the text, and Escape keeps it as a draft', async (window) => {
    await window.click('tab-spot')
    await window.find('timecode')
    await window.keys('n')
    await until('the caret in the note', () =>
      window.script(`return document.activeElement?.dataset.testid === 'note-body'`),
    )
    await window.keys('Hold the horns', Key.ENTER)
    await until('the caret in the name', () =>
      window.script(`return document.activeElement?.dataset.testid === 'note-author'`),
    )
    await window.keys(Key.ESCAPE)
    assert.equal(await (await window.find('note-body')).getAttribute('value'), 'Hold the horns')
    await window.chord(Key.CONTROL, '3')
    await window.find('new-round')
    await window.chord(Key.CONTROL, '2')
    await until(
      'the draft again',
      async () => (await (await window.find('note-body')).getAttribute('value')) === 'Hold the horns',
    )
    await (await window.find('note-author')).click()
    await window.keys('Dana', Key.ENTER)
    const { notes } = await cutWhere('the note', (view) => view.notes.length === 1)
    assert.deepEqual([notes[0].author, notes[0].body], ['Dana', 'Hold the horns'])
  })

  stage.step('an approved alternate says so on the cue, and one key makes it the pick', async (window) => {
    await askFor(stage, show.cutId, 'Dana Reyes')
    await window.click('tab-review')
    await window.find('answers-of')
    await window.click('review-cue')
    await window.script('document.activeElement?.blur()')
    // Enter leaves the no without words, and approves nothing.
    await window.keys('x', Key.ENTER)
    await cutWhere(
      'the pick rejected',
      (view) => view.placements.find((one) => one.id === alternates[0]).verdict === 'rejected',
    )
    await window.keys('2')
    await until('B heard', async () => (await (await window.find('switch-B')).getAttribute('aria-pressed')) === 'true')
    await window.keys(Key.ENTER)
    await cutWhere('B approved', (view) => view.cues.find((one) => one.id === cue).approvedAlternate === alternates[1])
    await until(
      'the sentence',
      async () => (await window.text('pick-conflict')) === 'B is approved; the pick, A, is rejected.',
    )
    assert.match(await (await window.find('review-cue')).getAttribute('title'), /B approved, pick A rejected/)
    await window.chord(Key.SHIFT, Key.ENTER)
    await cutWhere('B the pick', (view) => view.cues.find((one) => one.id === cue).pick === alternates[1])
    await until('no conflict', async () => !(await window.isThere('pick-conflict')))
  })

  stage.step('Changes asks what should change, and is said with the words', async (window) => {
    await window.keys('c')
    await until('the caret in the question', () =>
      window.script(`return document.activeElement?.dataset.testid === 'ask-changes'`),
    )
    await window.keys('Later, after her line', Key.ENTER)
    await cutWhere('changes', (view) => view.cues.find((one) => one.id === cue).status === 'changes')
    await until('the words on the card', async () => {
      const said = await Promise.all((await window.all('answer')).map((one) => window.content(one)))
      return said.some((words) => /Later, after her line/.test(words))
    })
  })

  stage.step('a new round asks again for what is not approved, and the older one can be looked at', async (window) => {
    await window.click('new-round')
    await window.fill('round-newcomer', 'robin vale')
    await window.click('round-start')
    await until('round 2', async () => /^0 approved · 2 waiting/.test(await window.text('review-progress')))
    await window.script(`const rounds = document.querySelector('[data-testid="rounds"]')
      rounds.selectedIndex = rounds.options.length - 1
      rounds.dispatchEvent(new Event('change', { bubbles: true }))`)
    await until('round 1', async () => /to change/.test(await window.text('review-progress')))
    await window.click('newest-round')
    await until('round 2 again', async () => /^0 approved/.test(await window.text('review-progress')))
  })

  stage.step(
    'F gives the picture the window and Escape takes it back, the picture itself untouched',
    async (window) => {
      await window.script(
        `document.activeElement?.blur(); document.querySelector('[data-testid="picture"]').kept = true`,
      )
      await window.keys('f')
      await window.find('theatre')
      const [, , width, height] = await window.box(await window.find('picture'))
      const [wide, high] = await window.script('return [innerWidth, innerHeight]')
      assert.ok(width > wide * 0.98 || height > high * 0.98, `${width}×${height} of ${wide}×${high}`)
      await window.keys(Key.ESCAPE)
      await until('the page again', async () => !(await window.isThere('theatre')))
      assert.equal(await window.script(`return document.querySelector('[data-testid="picture"]').kept === true`), true)
    },
  )

  stage.step('drawn at 125 % the pointer still meets what it points at, and the size is remembered', async (window) => {
    await window.click('tab-spot')
    await window.find('timeline')
    const wide = await window.script('return innerWidth')
    for (let step = 0; step < 2; step++) await window.chord(Key.CONTROL, '=')
    const scaled = await until('a larger page', async () => {
      const now = await window.script('return innerWidth')
      return now < wide * 0.85 ? now : undefined
    })
    const factor = wide / scaled
    // A press on the ruler puts the playhead under the pointer.
    const [x, y, width] = await window.box(await window.find('timeline'))
    const wanted = x + width * 0.6
    xdotool('mousemove', Math.round(wanted * factor), Math.round((y + 8) * factor))
    xdotool('click', 1)
    await until('the playhead under the pointer', async () => {
      const at = await window.script(`const box = document.querySelector('[data-playhead]').getBoundingClientRect()
        return box.x + box.width / 2`)
      return Math.abs(at - wanted) < 4
    })
    assert.equal(await window.script(`return localStorage.getItem('needledrop.scale')`), '125')
    await window.chord(Key.CONTROL, '0')
    await until('the usual size', async () => (await window.script('return innerWidth')) === wide)
  })
})
