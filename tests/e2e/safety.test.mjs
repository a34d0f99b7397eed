// What must not happen in the window: pages reach no server but the program's own, nobody else reads where that is, no
// edit is taken whose file went.

import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { homedir } from 'node:os'
import path from 'node:path'
import { newShow, second } from './lib/show.mjs'
import { story } from './lib/story.mjs'

/** Every file in a folder and those below it. */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(file)
    return entry.isFile() ? [file] : []
  })
}

story('The window keeps to itself', (stage) => {
  let show
  /** Another server of this machine, and what it was asked. */
  let other
  const asked = []

  stage.step('pages reach the server of the program and no other', async () => {
    show = await newShow(stage, 'Harbour', [{ title: 'Breakers', seconds: 5, pitch: 220 }])
    const { window } = show
    await window.find('track-row')
    other = createServer((request, response) => {
      asked.push(request.url)
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('here')
    })
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
    const fetched = (address) =>
      window.driver.executeAsyncScript(
        `const [address, done] = arguments
         fetch(address).then((answer) => done(answer.status), () => done('refused'))`,
        address,
      )
    const base = await stage.core('server')
    assert.notEqual(await fetched(`${base}/artwork/${show.tracks[0]}`), 'refused')
    assert.equal(await fetched(`http://127.0.0.1:${other.address().port}/`), 'refused')
    assert.deepEqual(asked, [])
  })

  stage.step('nor does the window go to another page', async (window) => {
    const before = await window.script('return location.href')
    await window.script(`location.href = 'http://127.0.0.1:${other.address().port}/page'`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    assert.equal(await window.script('return location.href'), before)
    assert.deepEqual(asked, [])
    other.close()
  })

  stage.step('what is asked of the server is in no file that the window keeps', async (window) => {
    await window.click('tab-library')
    await window.find('track-row')
    const token = (await stage.core('server')).split('/').at(-1)
    const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'app.needledrop.desktop')
    const files = [stage.file('home'), cache].filter((folder) => existsSync(folder)).flatMap(filesIn)
    const telling = files.filter((file) => statSync(file).size < 16 << 20 && readFileSync(file).includes(token))
    assert.deepEqual(telling, [])
  })

  stage.step('where the file of the show went, a banner says so and no edit is taken', async (window) => {
    const place = stage.file('elsewhere.needledrop')
    renameSync(show.path, place)
    const words = await window.text('displaced')
    assert.match(words, /was moved, deleted or replaced while it was open/)
    const hit = { type: 'addHit', cut: show.cutId, at: second, label: 'Door' }
    await assert.rejects(stage.edit(hit), /was moved, removed or replaced/)
    renameSync(place, show.path)
    await stage.until('the banner to go', async () => (await window.all('displaced')).length === 0)
    await stage.edit(hit)
    assert.equal((await stage.core('cut', { cut: show.cutId })).hits.length, 1)
  })
})
