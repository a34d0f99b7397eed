// Clearing a song in the real window: from request to paid, a quote that raises the others, the board, and the way back.

import assert from 'node:assert/strict'
import { newShow } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { faultsOf } from './lib/whole.mjs'
import { Key } from './lib/window.mjs'

story('Clearing a song from request to paid', (stage) => {
  let cutId

  const press = (...keys) => stage.window.keys(...keys)
  const view = () => stage.core('clear', { cut: cutId })
  /** The lines of the page as the core has them, by licensor. */
  const lines = async () => {
    const { groups } = await view()
    return Object.fromEntries(groups.flatMap((group) => group.lines).map((line) => [line.licensor, line]))
  }
  /** Waits until the line of a licensor is as `wanted` says, and the page shows its status. */
  const lineIs = (who, wanted) =>
    stage.until(`${who} to be ${JSON.stringify(wanted)}`, async () => {
      const line = (await lines())[who]
      const is = Object.entries(wanted).every(([field, value]) => line?.[field] === value)
      return is && (await shown(who))?.status === line.status ? line : undefined
    })
  /** A line of the table as it is shown. */
  const shown = async (who) => {
    const rows = await stage.window.script(
      `return [...document.querySelectorAll('[data-line]')].map((row) => ({
         text: row.textContent.replace(/\\s+/g, ' '), status: row.dataset.status ?? row.closest('[data-column]')?.dataset.column,
         picked: (row.getAttribute('aria-selected') ?? row.getAttribute('aria-pressed')) === 'true' }))`,
    )
    return rows.find((row) => row.text.includes(who))
  }
  const pick = async (who) => {
    const row = await stage.until(`the row of ${who}`, () =>
      stage.window.script(
        `return [...document.querySelectorAll('[data-testid="clear-line"]')].find((row) => row.textContent.includes(arguments[0]))`,
        who,
      ),
    )
    const [x, y] = await stage.window.box(row)
    await stage.window.clickAt(x + 30, y + 12)
    await stage.until(`${who} in the panel`, async () => (await stage.window.text('clear-detail')).includes(who))
  }
  /** Types a quote for the line in the panel, by keys alone. */
  const quote = async (text) => {
    await press('q')
    await stage.until('the caret in the quote', () =>
      stage.window.script(`return document.activeElement?.dataset.testid === 'detail-fee'`),
    )
    await stage.window.chord(Key.CONTROL, 'a')
    await press(text, Key.ENTER)
  }
  const undo = async () => {
    const { revision } = await stage.core('show')
    await stage.window.chord(Key.CONTROL, 'z')
    await stage.until('the undo', async () => (await stage.core('show')).revision > revision)
  }

  stage.step('a cue whose song has nobody to ask is open on Clear', async () => {
    const show = await newShow(stage, 'Clear', [{ seconds: 20, hertz: 220, title: 'Echoes' }])
    const { window, tracks, lane } = show
    cutId = show.cutId
    await stage.edit({
      type: 'editTracks',
      tracks,
      set: { title: 'Silent Echoes' },
    })
    await window.chord(Key.CONTROL, '4')
    await stage.until('the empty page', async () =>
      (await window.text('clear-page')).includes('No music is placed yet'),
    )
    await stage.edit({
      type: 'place',
      cut: cutId,
      track: tracks[0],
      lane: lane('Songs'),
      at: 0,
    })
    await window.click('prepare')
    await stage.until('both sides', async () => (await view()).sides.missing === 0)
    await stage.until('a line for each', async () => (await window.all('clear-line')).length === 2)
    assert.equal((await view()).requestable.length, 0)
  })

  stage.step('licensors are typed where they stand, and a share is split', async (window) => {
    await window.fill('detail-licensor', 'Northlight Records')
    await press(Key.ENTER)
    await stage.until('the master’s licensor', async () => (await lines())['Northlight Records']?.side === 'master')
    await press(Key.ARROW_DOWN)
    await stage.until('the publishing in the panel', async () =>
      (await window.text('clear-detail')).includes('publishing'),
    )
    await window.fill('detail-licensor', 'Fjord Songs')
    await press(Key.ENTER)
    await stage.until('the publisher', async () => (await lines())['Fjord Songs']?.side === 'publishing')
    await window.fill('detail-share', '75 %')
    await press(Key.ENTER)
    await lineIs('Fjord Songs', { share: 750_000 })
    const { groups } = await view()
    const [track] = groups.map((group) => group.track)
    const set = { licensor: 'J. Vold', share: 250_000 }
    await stage.edit({
      type: 'addClearance',
      track,
      side: 'publishing',
      set,
    })
    await stage.until('three lines', async () => (await window.all('clear-line')).length === 3)
  })

  stage.step('quotes are requested at once, and each line says so', async (window) => {
    await stage.until('three to request', async () => (await window.text('request-quotes')).includes('(3)'))
    await window.click('request-quotes')
    for (const who of ['Northlight Records', 'Fjord Songs', 'J. Vold']) await lineIs(who, { status: 'requested' })
    await pick('Fjord Songs')
    await stage.until('its history', async () => (await window.text('clear-history')).includes('requested'))
  })

  stage.step('a price is refused to be accepted before it is named', async (window) => {
    await press('a')
    await stage.until('the reason', () =>
      window.script(`return document.body.textContent.includes('Nobody has named a price for Silent Echoes')`),
    )
    await lineIs('Fjord Songs', { status: 'requested' })
  })

  stage.step('a quote for 100 % gives each its share', async () => {
    await quote('4500 for 100 %')
    await lineIs('Fjord Songs', { status: 'quoted', fee: 337_500 })
    await pick('Northlight Records')
    await quote('4500')
    await lineIs('Northlight Records', { status: 'quoted', fee: 450_000 })
    await pick('J. Vold')
    await quote('$1,125')
    await lineIs('J. Vold', { status: 'quoted', fee: 112_500 })
  })

  stage.step('in a group one quote raises the others, and it is shown before it is taken', async (window) => {
    await stage.window.chord(Key.CONTROL, 'a')
    await press('g')
    await stage.until('the group', async () => (await view()).mfnGroups.length === 1)
    await pick('Fjord Songs')
    await quote('3750')
    const sheet = await window.text('quote-sheet')
    assert.match(sheet, /MFN A rises with Fjord Songs/)
    assert.match(sheet, /\$4,500 ?→ \$5,000/)
    assert.match(sheet, /\+\$1,000/)
    await lineIs('Northlight Records', { fee: 450_000 })
    await window.click('take-quote')
    await lineIs('Northlight Records', { fee: 500_000, status: 'quoted' })
    await lineIs('J. Vold', { fee: 125_000 })
    await stage.until('the sheet to close', async () => !(await window.isThere('quote-sheet')))
    await undo()
    await lineIs('Northlight Records', { fee: 450_000 })
    await lineIs('Fjord Songs', { fee: 337_500 })
  })

  stage.step('the quote goes to paid by keys, and the budget follows', async (window) => {
    await window.click('episode-budget')
    await window.fill('budget-episode-songs', '10000')
    await press(Key.ENTER)
    await stage.until('the budget', async () => (await view()).budget.amount === 1_000_000)
    await press(Key.ESCAPE)
    await stage.until('the sheet to close', async () => !(await window.isThere('money-sheet')))
    await pick('Fjord Songs')
    for (const [key, status] of [
      ['a', 'agreed'],
      ['c', 'confirmed'],
      ['l', 'licensed'],
      ['p', 'paid'],
    ]) {
      await press(key)
      await lineIs('Fjord Songs', { status })
    }
    const { budget } = await view()
    assert.deepEqual([budget.committed, budget.priced, budget.left], [337_500, 900_000, 100_000])
    await stage.until('the status bar', async () => (await window.text('status-budget')).includes('$9,000 of $10,000'))
    await stage.until('its history', async () => (await window.text('clear-history')).includes('paid, $3,375'))
  })

  stage.step('a payment is typed at once, and keeps to the currency of its line', async (window) => {
    await pick('Northlight Records')
    const { status } = (await lines())['Northlight Records']
    await (await window.find('payment-add')).click()
    await stage.until('the caret in the amount', () =>
      window.script(`return document.activeElement?.dataset.testid === 'payment-amount'`),
    )
    // What is typed is an amount of another currency, and none of the keys of the page.
    await press('€500c')
    await stage.until('the reason', async () => (await window.text('clear-detail')).includes('Write an amount of USD'))
    await press(Key.ENTER)
    assert.equal((await lines())['Northlight Records'].status, status)
    await (await window.find('payment-cancel')).click()
  })

  stage.step('a counter offer is written down', async (window) => {
    await pick('Northlight Records')
    await window.click('counter-quote')
    await window.fill('counter-offer', '4000')
    await press(Key.ENTER)
    const line = await lineIs('Northlight Records', { status: 'countered' })
    assert.equal(line.estimate, 400_000)
    await stage.until('the offer', async () => (await window.text('clear-history')).includes('offered $4,000'))
  })

  stage.step('a card is dragged to another column, and taken back', async (window) => {
    await window.click('mode-board')
    await window.find('clear-board')
    const card = await stage.until('the card', () =>
      window.script(
        `return [...document.querySelectorAll('[data-testid="card"]')].find((card) => card.textContent.includes('J. Vold'))`,
      ),
    )
    const column = await window.find('column-agreed')
    const [x, y, width] = await window.box(card)
    const [left, top] = await window.box(column)
    const path = [
      [x + width / 2, y + 20],
      [x + width / 2 + 30, y + 40],
      [left + 30, top + 40],
      [left + 40, top + 60],
    ]
    await window.drag(path)
    await lineIs('J. Vold', { status: 'agreed' })
    await undo()
    await lineIs('J. Vold', { status: 'quoted' })
    // By keys: on to the next status and back.
    await press(']')
    await lineIs('J. Vold', { status: 'countered' })
    await press('[')
    await lineIs('J. Vold', { status: 'quoted' })
    await window.click('mode-table')
  })

  stage.step('several lines change at once, and filters and search find them', async (window) => {
    await pick('Northlight Records')
    await stage.window.chord(Key.SHIFT, Key.ARROW_DOWN)
    await stage.until('two rights in the panel', async () => (await window.text('clear-detail')).startsWith('2 rights'))
    await window.fill('detail-term', '5 years')
    await press(Key.ENTER)
    await stage.until('both terms', async () => {
      const all = Object.values(await lines())
      return all.filter((line) => line.term === '5 years').length === 2
    })
    await window.click('filter-paid')
    await stage.until('one line', async () => (await window.all('clear-line')).length === 1)
    await window.click('filter-paid')
    await window.fill('clear-search', 'vold')
    await stage.until('one line', async () => (await window.all('clear-line')).length === 1)
    await press(Key.ESCAPE)
    await stage.until('all lines', async () => (await window.all('clear-line')).length === 3)
  })

  stage.step('two parties of one name, and names without an end, leave every page whole', async (window) => {
    const party = (name) => ({
      type: 'addParty',
      set: { kind: 'company', name },
    })
    const endless = 'W'.repeat(300)
    await stage.edit(party('Hollow Oak Songs'), party('Hollow Oak Songs'), party(endless), {
      type: 'editTracks',
      tracks: [(await stage.core('cut', { cut: cutId })).placements[0].track],
      set: { title: endless },
    })
    const pages = {
      library: '1',
      spot: '2',
      review: '3',
      deliver: '5',
      clear: '4',
    }
    for (const [page, key] of Object.entries(pages)) {
      await window.chord(Key.CONTROL, key)
      assert.deepEqual(await faultsOf(window, page), [], page)
    }
    await stage.until('the lines', async () => (await window.all('clear-line')).length === 3)
  })

  stage.step('all of it is there when the show is opened again', async () => {
    const before = await lines()
    await stage.core('close_show')
    await stage.core('open_show', { path: stage.file('clear.needledrop') })
    assert.deepEqual(await lines(), before)
    await stage.close()
  })
})
