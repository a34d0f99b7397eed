// Files that others made, in the real window: a label's catalogue sheet looked at before it is taken in, a profile that
// somebody sends, and the user's own copy of a society's workbook, each chosen in the system's own dialog.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openInDialog, saveInDialog } from './lib/desktop.mjs'
import { newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

const python = process.env.NEEDLEDROP_PYTHON

/** As a Norwegian label's spreadsheet saves it: semicolons, Windows-1252, a column of its own. */
const label = [
  'Stykke;Artist;Opptakskode;Label;Komponist;Forlag;Vår ref',
  'Alpha;The Testers;NO-UM7-19-00421;Blåfjell;Ines Vold (TONO) 75 %, Jon Vold (PRS) 25 %;Fjord Songs (TONO);NL 12',
  'Bravo;The Testers;NO-UM7-19-0042;Blåfjell;Åse Berg (TONO);Fjord Songs (TONO);NL 13',
  'Ukjent;Somebody else;;Blåfjell;;;NL 14',
  '',
].join('\r\n')

story('Taking in the files of others', (stage) => {
  let show

  const track = (at) => stage.core('track', { track: show.tracks[at] })
  /** Waits until a message of the window holds these words. */
  const says = (words) =>
    stage.until(`a message with ${words}`, async () => {
      const messages = await Promise.all((await stage.window.all('toast')).map((one) => stage.window.content(one)))
      assert.ok(
        messages.some((message) => message.includes(words)),
        messages.join(' | '),
      )
      return true
    })
  const chooseCatalogue = async (file) => {
    await stage.window.click('import-button')
    await stage.window.click('import-catalogue')
    await openInDialog(stage.window, 'Import a catalogue sheet', file)
  }
  const pickColumn = (at, value) =>
    stage.window.script(
      `const select = document.querySelector('[data-testid="column-' + arguments[0] + '"]')
       select.value = arguments[1]
       select.dispatchEvent(new Event('change', { bubbles: true }))`,
      at,
      value,
    )

  stage.step('a label’s sheet is chosen in the system’s dialog, and shows what it would change', async () => {
    const sounds = [
      { seconds: 20, hertz: 220, title: 'Alpha' },
      { seconds: 20, hertz: 330, title: 'Bravo' },
    ]
    show = await newShow(stage, 'Sheets', sounds)
    await stage.edit({ type: 'editTracks', tracks: show.tracks, set: { artist: 'The Testers', vocal: false } })
    writeFileSync(stage.file('blaafjell.csv'), Buffer.from(label, 'latin1'))
    const { window } = show
    await window.chord(Key.CONTROL, '1')
    await chooseCatalogue(stage.file('blaafjell.csv'))
    await stage.until('the rows', async () => (await window.text('catalogue-summary')).startsWith('3 rows'))
    assert.match(await window.text('catalogue'), /blaafjell\.csv/)
    assert.match(await window.text('catalogue-refusal'), /None of its columns is a title/)
    await pickColumn(0, 'title')
    await pickColumn(2, 'isrc')
    await stage.until('the changes', async () => (await window.text('catalogue-rows')).includes('Ines Vold'))
    const rows = await window.text('catalogue-rows')
    assert.match(rows, /Ines Vold \(TONO\) 75 %, Jon Vold \(PRS\) 25 %/)
    assert.match(rows, /Åse Berg/)
    assert.equal((await track(0)).isrc, '')
  })

  stage.step(
    'a column that the program does not know is told to it, and problems stand by their row',
    async (window) => {
      assert.equal(await (await window.find('column-6')).getAttribute('value'), '')
      await pickColumn(6, 'catalogueNumber')
      await stage.until('the number', async () => (await window.text('catalogue-rows')).includes('NL 12'))
      await window.click('tab-problems-rows')
      const problems = await stage.until('the problems', async () => {
        const text = await window.text('catalogue-rows')
        return text.includes('NO-UM7-19-0042') ? text : undefined
      })
      assert.match(problems, /3\s*.*ISRC/)
      assert.match(problems, /4\s*.*"Ukjent" by Somebody else is not in the library/)
    },
  )

  stage.step('it is taken in as one step of undo', async (window) => {
    await window.click('catalogue-take')
    await says('2 tracks changed from blaafjell.csv')
    const alpha = await track(0)
    assert.deepEqual([alpha.labelName, alpha.recording.catalogueNumber], ['Blåfjell', 'NL 12'])
    assert.deepEqual(
      alpha.work.shares.map((share) => [share.name, share.share]),
      [
        ['Ines Vold', 750_000],
        ['Jon Vold', 250_000],
        ['Fjord Songs', 1_000_000],
      ],
    )
    await window.chord(Key.CONTROL, 'z')
    await stage.until('the track as it was', async () => (await track(0)).labelName === '')
    await window.chord([Key.CONTROL, Key.SHIFT], 'z')
    await stage.until('it taken in again', async () => (await track(0)).labelName === 'Blåfjell')
  })

  stage.step('the next sheet of this label is read as the last one', async (window) => {
    writeFileSync(stage.file('blaafjell-2.csv'), Buffer.from(label.replaceAll('NL 1', 'NL 2'), 'latin1'))
    await chooseCatalogue(stage.file('blaafjell-2.csv'))
    await stage.until('what is remembered', async () =>
      (await window.text('catalogue-summary')).includes('same columns as last time'),
    )
    await stage.until('the new number', async () => (await window.text('catalogue-rows')).includes('NL 22'))
    await window.keys(Key.ESCAPE)
    await stage.until('the dialog to go', async () => !(await window.isThere('catalogue')))
    assert.equal((await track(0)).recording.catalogueNumber, 'NL 12')
  })

  stage.step('what is no sheet is refused with a sentence', async (window) => {
    writeFileSync(stage.file('torn.xlsx'), 'PK\u0003\u0004 torn')
    await chooseCatalogue(stage.file('torn.xlsx'))
    const said = await stage.until('the sentence', async () => {
      const text = await window.text('catalogue')
      return text.includes('torn.xlsx') && !text.includes('Reading') ? text : undefined
    })
    assert.match(said, /workbook/)
    assert.equal(await (await window.find('catalogue-take')).getAttribute('disabled'), 'true')
    await window.keys(Key.ESCAPE)
  })

  stage.step('a profile is saved as a file, and one that somebody sends back is brought in', async (window) => {
    const lane = show.lane('Score')
    await stage.edit(
      { type: 'place', cut: show.cutId, track: show.tracks[0], lane, at: 0 },
      { type: 'place', cut: show.cutId, track: show.tracks[1], lane, at: 30 * second },
    )
    await window.chord(Key.CONTROL, '5')
    await stage.until('the rows', async () => (await window.all('sheet-row')).length >= 2)
    await window.click('profile-edit')
    await window.click('profile-save')
    await saveInDialog(window, 'Export the profile of cue sheets', stage.file('rapidcue.json'))
    await says('rapidcue.json')
    const sent = JSON.parse(readFileSync(stage.file('rapidcue.json'), 'utf8'))
    Object.assign(sent, { id: 'harbour', name: 'Harbour TV', heading: 'Music return of Harbour TV' })
    writeFileSync(stage.file('harbour.json'), JSON.stringify(sent))
    await window.click('profile-bring-in')
    await openInDialog(window, 'Import profile', stage.file('harbour.json'))
    await stage.until('the sheet to follow it', async () =>
      (await window.text('cue-sheet')).includes('Music return of Harbour TV'),
    )
    assert.equal(await (await window.find('profile')).getAttribute('value'), 'harbour')
  })

  stage.step('a file that is no profile is refused with a sentence', async (window) => {
    writeFileSync(stage.file('wrong.json'), '{"name": "Nothing"}')
    await window.click('profile-bring-in')
    await openInDialog(window, 'Import profile', stage.file('wrong.json'))
    await says('wrong.json')
    assert.equal((await stage.core('profiles')).filter((one) => one.own).length, 1)
    await window.click('profile-edit')
  })

  stage.step('the user’s own copy of the workbook is filled, and itself left alone', async (window) => {
    const make = path.join(import.meta.dirname, '../../crates/deliver/tests/common/workbook.py')
    for (const [file, wrong] of [
      ['mine.xlsx', ''],
      ['other.xlsx', 'sheet'],
    ]) {
      execFileSync(python, [make, stage.file(file), wrong])
    }
    const before = readFileSync(stage.file('mine.xlsx'))
    const fill = async (template) => {
      await window.chord([Key.CONTROL, Key.SHIFT], 'd')
      await window.click('export-as-workbook')
      await window.click('export-sheet-write')
      await openInDialog(window, 'Choose the empty RapidCue workbook', stage.file(template))
      await saveInDialog(window, 'Export the cue sheet', stage.file('filled.xlsx'))
    }
    await fill('other.xlsx')
    await says('other.xlsx')
    assert.equal((await stage.core('ledger')).length, 0)
    // The window has its keys again once the system's dialog is gone, which nothing in the page tells.
    await stage.until('the form to go', async () => {
      if (!(await window.isThere('export-sheet-form'))) return true
      await window.keys(Key.ESCAPE)
      return undefined
    })
    await fill('mine.xlsx')
    await stage.until('it in the ledger', async () => (await stage.core('ledger')).length === 1)
    assert.deepEqual(readFileSync(stage.file('mine.xlsx')), before)
    const cells = 'import openpyxl, sys; s = openpyxl.load_workbook(sys.argv[1])["Template"]; print(s["B20"].value)'
    assert.match(execFileSync(python, ['-c', cells, stage.file('filled.xlsx')], { encoding: 'utf8' }), /Alpha/i)
  })
})
