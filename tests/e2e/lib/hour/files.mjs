// Files that moved, and a picture that is not the cut's: what is right is taken, what is not is said.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { openInDialog } from '../desktop.mjs'
import { trackRow } from '../show.mjs'
import { makePicture } from '../sounds.mjs'

export function files(stage, desk) {
  stage.step('a moved recording is located, and another one is not taken for it', async (window) => {
    renameSync(stage.file('music', 'skerry.ogg'), stage.file('skerry elsewhere.ogg'))
    await desk.hand.keys('ctrl+1')
    await desk.hand.click(await trackRow(window, 'Undertow'))
    await desk.hand.click(await trackRow(window, 'Skerry'))
    const [before] = await tracks(stage, 'skerry')
    await desk.hand.click('relink')
    await openInDialog(window, 'Locate Skerry', stage.file('music', 'breakers.mp3'))
    assert.match(await window.text('other-recording'), /breakers\.mp3 is not the same recording as Skerry/)
    const [refused] = await tracks(stage, 'skerry')
    assert.deepEqual([refused.hash, refused.duration], [before.hash, before.duration])
    await desk.hand.click('relink')
    await openInDialog(window, 'Locate Skerry', stage.file('skerry elsewhere.ogg'))
    await stage.until('the file again', async () => !(await window.isThere('relink')))
    const [found] = await tracks(stage, 'skerry')
    assert.deepEqual([found.hash, found.duration], [before.hash, before.duration])
  })

  stage.step('a picture of another rate is warned of on Spot, and by check', async (window) => {
    const other = makePicture(stage.file('other.mov'), {
      frames: 250,
      rate: '25',
      timecode: '10:00:00:00',
    })
    await desk.hand.keys('ctrl+shift+e')
    await desk.hand.click('cut-picture')
    await openInDialog(window, 'Choose the picture', other)
    const words = 'The picture runs at 25, the cut at 23.976.'
    await stage.until('the warning', async () => (await window.text('picture-warnings')).includes(words))
    await desk.hand.keys('Escape')
    await desk.hand.keys('ctrl+2')
    assert.ok((await window.text('picture-banner')).includes(words))
    await stage.close()
    const { status, stdout } = spawnSync(process.env.NEEDLEDROP_BIN, ['check', stage.file('hour.needledrop')], {
      encoding: 'utf8',
      timeout: 60_000,
    })
    assert.equal(status, 0, stdout)
    assert.ok(stdout.includes(words), stdout)
  })
}

async function tracks(stage, text) {
  const query = { text, sort: 'title', descending: false, offset: 0, limit: 5 }
  return (await stage.core('library', { query })).rows
}
