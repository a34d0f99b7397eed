// A commission in the real window, from its brief to the delivery: written, sent, answered, approved, delivered, invoiced.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dropFiles } from './lib/desktop.mjs'
import { makeSound } from './lib/sounds.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('A commission from brief to delivery', (stage) => {
  const view = () => stage.core('commissions')
  const one = async (title) => (await view()).commissions.find((other) => other.title === title)
  const letter = () => one('The letter')
  const until = (what, check) => stage.until(what, async () => check(await letter()))

  /** Types into a field that is edited where it stands. */
  async function fill(testid, text) {
    await stage.window.fill(testid, text)
    await stage.window.keys(Key.ENTER)
  }

  stage.step('the sample season has commissions on a board, and says which are late', async () => {
    await stage.open()
    await stage.window.find('tab-spot', 180_000)
    await stage.until('the sample season', () => stage.core('show'))
    await stage.window.chord(Key.CONTROL, '6')
    await stage.window.click('season-commissions')
    await stage.window.find('commission-board')
    const { commissions, late } = await view()
    assert.equal(commissions.length, 7)
    assert.equal(late, 1)
    const stages = new Set(commissions.map((other) => other.stage))
    assert.deepEqual([...stages].toSorted(), ['approved', 'delivered', 'demoIn', 'draft', 'invoiced', 'notes', 'sent'])
    for (const { stage: at, code } of commissions) {
      const column = await stage.window.script(
        `return document.querySelector('[data-testid="commission-${code}"]').closest('[data-testid^="stage-"]').dataset.testid`,
      )
      assert.equal(column, `stage-${at}`)
    }
    await stage.window.click('commissions-by-deadline')
    await stage.window.find('commission-dates')
    const first = await stage.window.script(
      `return document.querySelector('[data-testid="commission-dates"] h3').innerText`,
    )
    assert.match(first, /^Late/)
    await stage.window.click('commissions-by-state')
  })

  stage.step('a brief is written, for a cue, and sent', async () => {
    const field = await stage.window.find('new-commission')
    await field.click()
    await stage.window.keys(`The letter${Key.ENTER}`)
    await stage.until('the commission', letter)
    await fill('commission-composer', 'Ola Brandt')
    await until('the composer', ({ composerName }) => composerName === 'Ola Brandt')
    await fill('commission-length', '0:20')
    await fill('commission-demo-by', '+12')
    await fill('commission-due-on', '+9')
    assert.match(await stage.window.text('commission-days'), /^Before the demo of .*: move one of the two days\.$/)
    await fill('commission-demo-by', '+5')
    await until('the day', ({ daysClash }) => !daysClash)
    const before = (await stage.core('show')).trackCount
    await fill('commission-cue', '1x02 2M02')
    await until('the cue', ({ cues }) => cues.length === 1 && cues[0].title === 'Platform')
    await fill('commission-fee', '4000')
    await until('the offer', ({ money }) => money?.estimate === 400_000)
    assert.equal((await stage.core('show')).trackCount, before, 'a fee is no music')
    await stage.window.click('commission-send')
    const sent = await until('it to be sent', (told) => (told.stage === 'sent' ? told : undefined))
    assert.equal(sent.money.status, 'requested')
    await stage.window.click('commission-agree')
    await until('the fee to be agreed', ({ money }) => money.settlement.agreed === 400_000)
  })

  stage.step('the brief is a document', async () => {
    const { id } = await letter()
    for (const [format, begins] of [
      ['pdf', '%PDF-'],
      ['docx', 'PK'],
    ]) {
      const path = stage.file(`brief.${format}`)
      await stage.core('export_brief', { commission: id, format, path })
      assert.ok(readFileSync(path).subarray(0, 5).toString('latin1').startsWith(begins))
    }
  })

  stage.step('a demo that is named like it is offered, and taken as a version', async () => {
    const { code } = await letter()
    makeSound(stage.file(`${code} demo one.wav`), {
      seconds: 20,
      hertz: 330,
    })
    await stage.core('import_files', {
      paths: [stage.file(`${code} demo one.wav`)],
    })
    await stage.window.find('commission-offer', 30_000)
    await stage.window.script(`document.querySelector('[data-testid="commission-offer"] button').click()`)
    const told = await until('the version', (now) => (now.stage === 'demoIn' ? now : undefined))
    assert.equal(told.cues[0].plays, 1)
    const cut = await stage.core('cut', { cut: told.cues[0].cut })
    const laid = cut.placements.filter((placement) => placement.cue === told.cues[0].cue)
    assert.equal(laid.length, 1, 'an alternate of its cue')
  })

  stage.step('a note answers it, and the next version waits until it is approved', async () => {
    await stage.window.click('note-version-1')
    const field = await stage.window.find('version-note')
    await field.click()
    await stage.window.keys('Later, please')
    await stage.window.click('version-note-add')
    await until('the note', ({ stage: at }) => at === 'notes')
    const { code, id } = await letter()
    makeSound(stage.file(`${code} demo two.wav`), {
      seconds: 20,
      hertz: 440,
    })
    await stage.core('import_files', {
      paths: [stage.file(`${code} demo two.wav`)],
    })
    await stage.window.click('approve-version-1')
    await until('the approval', ({ stage: at }) => at === 'approved')
    await stage.window.find('commission-offer', 30_000)
    await stage.window.script(`document.querySelector('[data-testid="commission-offer"] button').click()`)
    await stage.window.find('commission-remark')
    const waits = await letter()
    assert.match(waits.remarks[0], /^v2 waits for an answer; the cue plays v1/)
    await stage.window.click('approve-version-2')
    const told = await until('the cue to follow', (now) => (now.cues[0].plays === 2 ? now : undefined))
    assert.deepEqual(told.remarks, [])
    await stage.window.script('document.activeElement?.blur()')
    await stage.window.chord(Key.CONTROL, 'z')
    await until('it to be undone', ({ cues }) => cues[0].plays === 1)
    await stage.window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await until('it to be done again', ({ cues }) => cues[0].plays === 2)
    assert.equal((await letter()).id, id)
  })

  stage.step('demos that are dropped on the panel are its next versions', async (window) => {
    const { code } = await letter()
    const file = stage.file(`${code} demo three.wav`)
    makeSound(file, { seconds: 20, hertz: 550 })
    const [x, y, width] = await window.box(await window.find('commission-panel'))
    await dropFiles([file], { x: Math.round(x + width / 2), y: Math.round(y + 200) }, () =>
      window.script(`return document.querySelector('[data-testid="commission-panel"]').classList.contains('dropping')`),
    )
    await until('the version', ({ versions }) => versions.length === 3)
    assert.equal((await view()).commissions.filter(({ offers }) => offers.length > 0).length, 0, 'taken, not offered')
    await stage.edit({ type: 'removeCommissionVersion', commission: (await letter()).id, version: 3 })
  })

  stage.step('a delivery names what is missing, and is whole in the end', async () => {
    const { id, versions } = await letter()
    await stage.edit(
      {
        type: 'editCommission',
        commission: id,
        set: { wantsStems: false, wantsTimeReference: false },
      },
      {
        type: 'deliverCommission',
        commission: id,
        tracks: [versions[1].track],
        part: 'mix',
      },
    )
    const shown = () =>
      stage.window.script(`return document.querySelector('[data-testid="commission-delivery"]').innerText`)
    await stage.until('what is missing by name', async () => (await shown()).includes('no work is named for'))
    const made = await stage.edit({ type: 'addWork', title: 'The letter', tracks: [versions[1].track] })
    const work = made.created[0].id
    const holder = (role, name, ipi) => ({ role, name, share: 1_000_000, ipi, society: 'TONO' })
    const shares = [
      holder('composer', 'Ola Brandt', '99900010154'),
      holder('originalPublisher', 'Brandt Songs', '99900010252'),
    ]
    await stage.edit({ type: 'setShares', work, shares })
    await until('all of it', ({ stage: at }) => at === 'delivered')
    await stage.until('the page to say so', async () => !(await shown()).includes('missing'))
  })

  stage.step('an invoice is paid, in the same books as every licence', async () => {
    await stage.window.click('payment-add')
    await stage.window.click('payment-save')
    await until('the invoice', ({ stage: at }) => at === 'invoiced')
    await stage.window.click('payment-paid')
    const paid = await until('it to be paid', (told) => (told.stage === 'paid' ? told : undefined))
    const line = await stage.core('clearance', {
      clearance: paid.money.clearance,
    })
    assert.equal(line.settlement.paid, 400_000)
    await stage.window.find(`commission-${paid.code}`)
  })
})
