// Letters and lists in the real window: from a right to its letter, wording changed and mended, saved through the
// system's own dialog, what was asked marked as requested; lists; what is not known.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { saveInDialog } from './lib/desktop.mjs'
import { made, newShow } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

story('Writing letters and lists', (stage) => {
  let show
  let rights

  const right = async (id) => {
    const { groups } = await stage.core('clear', { cut: show.cutId })
    return groups.flatMap((group) => group.lines).find((line) => line.id === id)
  }
  /** What stands on all letters that are shown. */
  const shown = async () => {
    const pages = await stage.window.all('letter')
    return (await Promise.all(pages.map((page) => stage.window.content(page)))).join('\n')
  }
  const paperSays = (words) => stage.until(`the letter to say ${words}`, async () => (await shown()).includes(words))
  const type = async (text) => {
    await stage.window.click('template-text')
    await stage.window.chord(Key.CONTROL, 'a')
    await stage.window.keys(...text.split(/(\n)/).map((part) => (part === '\n' ? Key.ENTER : part)))
  }

  stage.step('a right to request leads to the letter that asks for it', async () => {
    show = await newShow(stage, 'Letters', [{ seconds: 20, hertz: 220, title: 'Alpha' }])
    const { window, tracks } = show
    await stage.edit({ type: 'place', cut: show.cutId, track: tracks[0], lane: show.lane('Songs'), at: 0 })
    await stage.edit({ type: 'setShow', productionCompany: 'Lantern Street Pictures' })
    const fjord = { kind: 'company', name: 'Fjord Songs', contact: 'Kari Lie', email: 'clearance@fjord.example' }
    await stage.edit({ type: 'addParty', set: fjord })
    rights = []
    for (const [side, licensor] of [
      ['master', 'Northlight Records'],
      ['publishing', 'Fjord Songs'],
    ]) {
      const set = { licensor, status: 'toRequest', share: 1_000_000 }
      rights.push(made(await stage.edit({ type: 'addClearance', track: tracks[0], side, set }), 'clearance'))
    }
    await window.chord(Key.CONTROL, '4')
    const row = await stage.until('the row', () =>
      window.script(
        `return [...document.querySelectorAll('[data-testid="clear-line"]')].find((row) => row.textContent.includes('Fjord Songs'))`,
      ),
    )
    const [x, y] = await window.box(row)
    await window.clickAt(x + 30, y + 12)
    await stage.until('it in the panel', async () => (await window.text('clear-detail')).includes('Fjord Songs'))
    await window.click('write-letter')
    await stage.until('the letter', async () => (await window.text('paper-title')) === 'Quote requests')
    await paperSays('Attn. Kari Lie')
    assert.ok(!(await shown()).includes('Northlight'), 'only the one that was asked for')
    await window.click('all-letters')
    await paperSays('Northlight Records')
  })

  stage.step(
    'wording follows as it is typed, a mistake is named by its line, and nothing is kept of it',
    async (window) => {
      await window.click('edit-wording')
      await window.find('template-editor')
      await type('Dear all,\n{{ to.nmae }}')
      await stage.until('the mistake', async () => (await window.text('template-wrong')).includes('line 2'))
      assert.equal(await (await window.find('template-keep')).getAttribute('disabled'), 'true')
      await type('Hei {{ to.name }}, what would it cost?')
      await stage.until('no mistake', async () => (await window.text('template-wrong')) === '')
      await window.click('template-keep')
      await stage.until('the editor to close', async () => !(await window.isThere('template-editor')))
      await paperSays('Hei Fjord Songs, what would it cost?')
      await window.chord(Key.CONTROL, 'z')
      await paperSays('Attn. Kari Lie')
      await window.chord([Key.CONTROL, Key.SHIFT], 'z')
      await paperSays('Hei Fjord Songs')
    },
  )

  stage.step('it is saved where the system’s dialog says, recorded, and what it asks for marked', async (window) => {
    const file = stage.file('letters.pdf')
    await window.click('save-pdf')
    await saveInDialog(window, 'Export the quote request', file)
    const issued = await stage.until('the ledger', async () => {
      const lines = await stage.core('ledger')
      return lines.length === 2 ? lines : undefined
    })
    assert.deepEqual(issued.map((one) => one.recipient).sort(), ['Fjord Songs', 'Northlight Records'])
    assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-')
    await stage.until('them beside the letter', async () => (await window.all('written')).length === 2)
    await window.click('mark-requested')
    await stage.until('both requested', async () => {
      const lines = await Promise.all(rights.map(right))
      return lines.every((line) => line.status === 'requested')
    })
    await window.chord(Key.CONTROL, 'z')
    await stage.until('both to request again', async () => {
      const lines = await Promise.all(rights.map(right))
      return lines.every((line) => line.status === 'toRequest')
    })
  })

  stage.step('lists show what the show knows, and go to what it does not', async (window) => {
    await window.click('paper-spotting-notes')
    await stage.until('the cue', async () => (await window.text('list')).includes('1M01'))
    const file = stage.file('spotting.docx')
    await window.click('save-docx')
    await saveInDialog(window, 'Export the spotting notes', file)
    await stage.until('it in the ledger', async () => (await stage.core('ledger')).length === 3)
    assert.equal(readFileSync(file).subarray(0, 2).toString(), 'PK')
    await window.click('paper-end-credits')
    await stage.until('what is not known', async () => (await window.all('gap')).length > 0)
    const [gap] = await window.all('gap')
    assert.match(await window.content(gap), /Alpha/)
    await gap.click()
    await stage.until('the page of the field', async () => !(await window.isThere('paper-title')))
  })

  stage.step('the logo stands at the head of letters, lists and the cue sheet', async (window) => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
    await stage.edit({ type: 'setLogo', logo: Buffer.from(svg).toString('base64') })
    await window.chord(Key.CONTROL, '5')
    for (const paper of ['paper-clearance-log', 'document-cueSheet', 'paper-quote-request']) {
      await window.click(paper)
      await stage.until(`the logo on ${paper}`, () =>
        window.script(`return [...document.querySelectorAll('img[alt="Logo"]')].some((one) => one.naturalWidth > 0)`),
      )
    }
  })
})
