// Filing a cue sheet in the real window: problems mended where they stand, an overlap decided, the sheet filed, a change
// shown as a revision, and a profile of one's own.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { saveInDialog } from './lib/desktop.mjs'
import { made, newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('Filing a cue sheet and revising it', (stage) => {
  let cutId
  let lane
  let placements

  const sheet = (profile = 'rapidcue') => stage.core('sheet', { cut: cutId, profile, rollUp: false })
  const rules = async () =>
    stage.window.script(
      `return [...document.querySelectorAll('[data-testid="problem"]')].map((one) => one.dataset.rule)`,
    )
  /** Puts the caret in the problem of this rule, as the arrow keys and a click do. */
  const focusProblem = (rule) =>
    stage.until(`the problem ${rule}`, () =>
      stage.window.script(
        `const one = document.querySelector('[data-testid="problem"][data-rule="' + arguments[0] + '"]')
         one?.focus()
         return one !== null && document.activeElement === one`,
        rule,
      ),
    )
  const goToField = async (rule) => {
    await focusProblem(rule)
    await stage.window.script(
      `document.querySelector('[data-testid="problem"][data-rule="' + arguments[0] + '"] [data-testid="go-to-field"]').click()`,
      rule,
    )
  }
  const caretIn = (testid) =>
    stage.until(`the caret in ${testid}`, () =>
      stage.window.script(`return document.activeElement?.dataset.testid === arguments[0]`, testid),
    )
  const exported = async (name, isFinal) => {
    const asked = {
      profile: 'rapidcue',
      format: 'json',
      isFinal,
      recipient: 'BMI',
      template: null,
      rollUp: false,
    }
    return stage.core('export_sheet', { cut: cutId, asked, path: stage.file(name) })
  }

  stage.step('two cues that overlap are open on Deliver, with what is wrong of them', async () => {
    const sounds = [
      { seconds: 20, hertz: 220, title: 'Alpha' },
      { seconds: 20, hertz: 330, title: 'Bravo' },
    ]
    const show = await newShow(stage, 'Filing', sounds)
    const { window } = show
    cutId = show.cutId
    lane = show.lane('Score')
    // Shorter than the two together: what they share must be decided.
    await stage.edit({ type: 'editCut', cut: cutId, set: { length: '38s' } })
    const [alpha, bravo] = show.tracks
    await stage.edit({ type: 'editTracks', tracks: show.tracks, set: { vocal: false } })
    placements = []
    for (const [track, at] of [
      [alpha, 0],
      [bravo, 15 * second],
    ]) {
      placements.push(made(await stage.edit({ type: 'place', cut: cutId, track, lane, at }), 'placement'))
    }
    await stage.edit({
      type: 'setShow',
      productionCompany: 'Lantern Street Pictures',
    })
    for (const [track, title, writer, society] of [
      [alpha, 'Alpha', 'Low', 'PRS'],
      [bravo, 'Bravo', 'Vold', ''],
    ]) {
      const person = {
        kind: 'person',
        name: writer,
        firstName: 'A.',
        society,
        ipi: title === 'Alpha' ? '01280391067' : '',
      }
      const company = {
        kind: 'company',
        name: `${writer} Songs`,
        society: 'PRS',
        ipi: '01372389230',
      }
      const composer = made(await stage.edit({ type: 'addParty', set: person }), 'party')
      const publisher = made(await stage.edit({ type: 'addParty', set: company }), 'party')
      const work = made(
        await stage.edit({
          type: 'addWork',
          title,
          set: title === 'Alpha' ? { iswc: 'T-034.524.680-1' } : {},
          tracks: [track],
        }),
        'work',
      )
      const shares = [
        { party: composer, role: 'composer', share: 1_000_000 },
        { party: publisher, role: 'originalPublisher', share: 1_000_000 },
      ]
      await stage.edit({ type: 'setShares', work, shares })
    }
    await window.chord(Key.CONTROL, '5')
    await stage.until('two rows', async () => (await window.all('sheet-row')).length >= 2)
    await stage.until('the errors', async () => (await window.text('state')).startsWith('3 errors'))
    const found = (await rules()).slice(0, 3)
    assert.ok(found.includes('overlap-undecided') && found.includes('writer-society-missing'), found.join(', '))
    assert.equal(await window.text('cue-sheet-stamp'), 'DRAFT')
    assert.match(await window.text('status-sheet'), /0 of 2 ready|1 of 2 ready/)
  })

  stage.step('F8 goes from problem to problem, from another page and out of a field too', async (window) => {
    const standing = () =>
      window.script(
        `const rows = [...document.querySelectorAll('[aria-label="Problems"] [data-row]')]
         return rows.indexOf(document.activeElement)`,
      )
    const stands = (at) => stage.until(`the keys at problem ${at}`, async () => (await standing()) === at)
    await window.chord(Key.CONTROL, '2')
    await window.keys(Key.F8)
    await stands(0)
    await window.keys(Key.F8)
    await stands(1)
    await window.keys(Key.F8, Key.ARROW_UP)
    await stands(1)
    await window.chord(Key.CONTROL, '1')
    await (await window.find('library-search')).click()
    await window.keys(Key.F8)
    await stands(1)
    await window.keys(Key.HOME)
    await stands(0)
  })

  stage.step('a sheet with errors cannot be final, by the window or by the core', async (window) => {
    await window.chord([Key.CONTROL, Key.SHIFT], 'd')
    const final = await window.find('export-final')
    assert.equal(await final.getAttribute('disabled'), 'true')
    await window.keys(Key.ESCAPE)
    await assert.rejects(exported('refused.json', true), /cannot be final with 3 errors/)
  })

  stage.step('a problem leads to the field that mends it', async (window) => {
    await goToField('writer-society-missing')
    await caretIn('party-society')
    await window.keys('TONO', Key.ENTER)
    await window.chord(Key.CONTROL, '5')
    await stage.until('two errors', async () => (await window.text('state')).startsWith('2 errors'))
  })

  stage.step('an overlap is decided by Enter, undone and decided again', async (window) => {
    await focusProblem('overlap-undecided')
    await window.keys(Key.ENTER)
    await stage.until('no error', async () => (await window.text('state')).startsWith('0 errors'))
    await window.chord(Key.CONTROL, 'z')
    await stage.until('the error again', async () => (await window.text('state')).startsWith('2 errors'))
    await window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await stage.until('no error', async () => (await window.text('state')).startsWith('0 errors'))
    const { sheet: drawn } = await sheet()
    assert.equal(drawn.reconciliation.exact, 35 * second)
  })

  stage.step('the header is filled in on the sheet', async (window) => {
    await window.click('cue-sheet-facts')
    await window.fill('episode-airDate', '14.1.2027')
    await window.keys(Key.ENTER)
    await stage.until('the reason', async () => (await window.text('header-form')).includes('2027-01-14'))
    await window.fill('episode-airDate', '2027-01-14')
    await window.keys(Key.ENTER)
    await stage.until('the date on the sheet', async () =>
      (await window.text('cue-sheet-facts')).includes('14 January 2027'),
    )
    await window.keys(Key.ESCAPE)
  })

  stage.step(
    'a final sheet is filed by the form and the system’s dialog, and the ledger tells of it',
    async (window) => {
      await window.chord([Key.CONTROL, Key.SHIFT], 'd')
      await window.click('export-final')
      await window.click('export-as-json')
      await window.fill('export-to', 'BMI')
      await window.click('export-sheet-write')
      await saveInDialog(window, 'Export the cue sheet', stage.file('filed.json'))
      await stage.until('the form to go', async () => !(await window.isThere('export-sheet-form')))
      const [issued] = await stage.core('ledger')
      assert.deepEqual([issued.final, issued.revision, issued.recipient], [true, 0, 'BMI'])
      assert.equal(JSON.parse(readFileSync(stage.file('filed.json'), 'utf8')).sheet.rows.length, 2)
      const [line] = await stage.until('the ledger', async () => {
        const lines = await window.all('issued')
        return lines.length === 1 ? lines : undefined
      })
      assert.match(await window.content(line), /1x04 cue sheet final → BMI/)
    },
  )

  stage.step('what changes since is shown, and the next sheet is REVISED', async (window) => {
    await stage.edit({ type: 'editCut', cut: cutId, set: { length: '60s' } })
    await stage.edit({
      type: 'movePlacements',
      moves: [{ placement: placements[1], inPoint: 25 * second, lane }],
    })
    await stage.until('the change', async () => (await window.text('changes')).includes('1M02'))
    assert.match(await window.text('cue-sheet-stamp'), /REVISED 1/)
    const issued = await exported('revised.json', true)
    assert.equal(issued.revision, 1)
    await stage.edit({ type: 'setSeriesFacts', set: { preparedBy: 'Priya' } })
    const lines = await stage.until('two lines', async () => {
      const found = await window.all('issued')
      return found.length === 2 ? found : undefined
    })
    await lines[1].click()
    await stage.until('the first as it was', async () => (await window.text('issued-facts')).includes('filed.json'))
    await stage.until('its rows', async () => (await window.text('cue-sheet')).includes('01:00:18'))
    assert.ok(!(await window.text('cue-sheet')).includes('01:00:25'))
    await window.click('document-cueSheet')
  })

  stage.step('a profile of one’s own is made, changed beside the sheet, and undone', async (window) => {
    await window.click('profile-edit')
    await window.find('profile-editor')
    await window.click('profile-own')
    await stage.until('a profile of one’s own', async () =>
      (await stage.core('profiles')).some((one) => one.own && one.id === 'rapidcue-own'),
    )
    await stage.until('it to be open', () =>
      window.script(`return document.querySelector('[data-testid="profile-id"]')?.value === 'rapidcue-own'`),
    )
    await window.fill('profile-heading', 'Harbour TV music return')
    await window.keys(Key.ENTER)
    await stage.until('the heading', async () => (await window.text('cue-sheet')).includes('Harbour TV music return'))
    await window.chord(Key.CONTROL, 'z')
    await stage.until(
      'the old heading',
      async () => !(await window.text('cue-sheet')).includes('Harbour TV music return'),
    )
    await window.click('profile-edit')
  })
})
