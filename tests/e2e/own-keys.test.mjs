// Keys of one's own: changed one by one, or as another program has them.

import assert from 'node:assert/strict'
import path from 'node:path'
import { story } from './lib/story.mjs'
import { Key } from './lib/window.mjs'

/** Pictures of what was done, where a folder for them is named. */
const pictures = process.env.NEEDLEDROP_PICTURES

story('Keys of one’s own', (stage) => {
  const until = (what, ask) => stage.window.until(what, ask)

  stage.step('the list of keys opens', async () => {
    const window = await stage.open([])
    await window.find('tab-spot', 180_000)
    await until('the sample season', () => window.core('show'))
    await window.click('tab-spot')
    await window.find('timeline')
  })

  stage.step('keys are changed, and presets bring those of other programs', async (window) => {
    await window.keys(Key.F1)
    const map = await window.text('keymap')
    for (const words of ['Split at the playhead', 'Play or stop', 'Ctrl Z']) assert.ok(map.includes(words), words)
    await window.click('key-edit.blade')
    await window.chord(Key.CONTROL, Key.F2)
    await until('the key', async () => (await window.text('key-edit.blade')).includes('F2'))
    await window.script(
      `const select = document.querySelector('[data-testid="key-preset"]')
       select.value = 'premiere'
       select.dispatchEvent(new Event('change', { bubbles: true }))`,
    )
    await until('the keys of the preset', async () => (await window.text('key-edit.trimStart')).includes('Q'))
    if (pictures !== undefined) await window.screenshot(path.join(pictures, 'keys.png'))
    await window.click('keys-reset')
    await until('the key of the preset', async () => (await window.text('key-edit.blade')).includes('K'))
    await window.script(
      `const select = document.querySelector('[data-testid="key-preset"]')
       select.value = 'needledrop'
       select.dispatchEvent(new Event('change', { bubbles: true }))`,
    )
    await window.keys(Key.ESCAPE)
    await until('the map to close', async () => !(await window.isThere('keymap')))
  })
})
