// A review in one file, opened from the disk with the network off: answered, closed and opened again, sent back, merged in every
// order; then the same as a folder, from the disk and from a plain web server.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { closeBrowser, openBrowser, says, soundDevice, testId, until } from './lib/browsers.mjs'
import { goTo } from './lib/directors.mjs'
import { makeSample } from './lib/season.mjs'

const program = path.join(path.dirname(process.env.NEEDLEDROP_APP ?? ''), 'needledrop')
const home = mkdtempSync(path.join(tmpdir(), 'needledrop-package-'))
const env = { ...process.env, NEEDLEDROP_HOME: path.join(home, 'home') }
const show = path.join(home, 'show.needledrop')
const file = path.join(home, 'review.html')
const folder = path.join(home, 'review')
const run = (...args) => execFileSync(program, args, { env, encoding: 'utf8' })
const json = (...args) => JSON.parse(run(...args, '--json'))
const downloads = (browser) => path.join(home, `downloads-${browser}`)

/** Who answers in which browser. */
const people = { chromium: 'Dana', firefox: 'Priya' }
const replies = {}
let replyCount = 0
const texts = {}
let sound
const browsers = {}

before(async () => {
  makeSample(show, env)
  json('review', 'package', show, '1x04', '-o', file)
  json('review', 'package', show, '1x04', '-o', folder, '--reviewer', 'Dana', '--neutral')
  for (const browser of Object.keys(people)) mkdirSync(downloads(browser))
  browsers.chromium = await openBrowser('chromium', {}, downloads('chromium'))
  sound = await soundDevice(home)
  browsers.firefox = await openBrowser('firefox', sound.env, downloads('firefox'))
})

after(async () => {
  await Promise.all(Object.values(browsers).map(closeBrowser))
  sound?.stop()
  rmSync(home, { recursive: true, force: true })
})

/** A page of the package; `asked` is what it asked of anybody else than its own file or folder. */
async function open(browser, address, own) {
  const page = await browsers[browser].newPage()
  const asked = []
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(blob|data|about):/.test(url) && !url.startsWith(own)) asked.push(url)
  })
  page.on('dialog', (dialog) => dialog.accept())
  page.on('pageerror', (error) => asked.push(String(error)))
  // What is copied cannot be read back without asking a person.
  await page.evaluateOnNewDocument(() => {
    if (navigator.clipboard === undefined) return
    navigator.clipboard.writeText = (text) => {
      window.copied = text
      return Promise.resolve()
    }
  })
  await page.goto(address)
  return { page, asked }
}

async function arrive(page, name) {
  await until(page, 'the review never opened', () =>
    document.querySelector('[data-testid="who"], [data-testid="review-cue"]'),
  )
  await page.evaluate((wanted) => {
    const all = [...document.querySelectorAll('[data-testid="who"]')]
    all.find((one) => one.textContent.includes(wanted))?.click()
  }, name)
  await page.waitForSelector(testId('review-cue'), { timeout: 30_000 })
}

/** The picture is there and has its length. */
const showsPicture = (page) =>
  until(page, 'the picture never came', () => {
    const video = document.querySelector('video')
    return video !== null && video.readyState >= 1 && video.duration > 1
  })

async function plays(page) {
  await page.bringToFront()
  await page.keyboard.press(' ')
  await until(
    page,
    'it never played',
    () => !document.querySelector('[data-testid="clock"]').textContent.startsWith('0:00.0'),
  )
  await page.keyboard.press(' ')
}

/** The reply that the page saves, under a name of its own. */
async function saved(page, browser) {
  await page.click(testId('save-reply'))
  for (let tries = 0; tries < 100; tries += 1) {
    const name = readdirSync(downloads(browser)).find((one) => one.endsWith('.json'))
    const found = path.join(downloads(browser), name ?? '')
    if (name !== undefined && readFileSync(found, 'utf8').endsWith('}')) {
      assert.match(name, /^reply-(Dana|Priya)-1x04-Round-2\.json$/)
      const kept = path.join(home, `${replyCount}-${name}`)
      replyCount += 1
      renameSync(found, kept)
      return kept
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing was saved in ${downloads(browser)}`)
}

for (const [browser, person] of Object.entries(people)) {
  test(`${browser}: answered from the disk without a network, kept over a reload, and saved`, async () => {
    const { page, asked } = await open(browser, pathToFileURL(file).href, pathToFileURL(file).href)
    await arrive(page, person)
    await showsPicture(page)
    await goTo(page, '4M03')
    await plays(page)
    await page.keyboard.press('2')
    assert.equal(await page.$eval(testId('switch-B'), (node) => node.getAttribute('aria-pressed')), 'true')
    await goTo(page, '4M06')
    await page.click(`[data-letter="A"] ${testId('verdict-approvedBut')}`)
    await page.type(testId('words'), `softer, says ${person}`)
    await page.click(testId('send-words'))
    await page.keyboard.press('n')
    await page.type(testId('note-body'), `</script><b>${person}</b> “ü”`)
    await page.keyboard.press('Enter')
    await says(page, '2 answers not sent yet')

    await page.reload()
    await arrive(page, person)
    await says(page, '2 answers not sent yet')
    await goTo(page, '4M06')
    await says(page, `softer, says ${person}`)
    await says(page, `</script><b>${person}</b> “ü”`)
    if (process.env.NEEDLEDROP_SHOTS)
      await page.screenshot({ path: path.join(process.env.NEEDLEDROP_SHOTS, `package-${browser}.png`) })

    await page.click(testId('copy-reply'))
    await until(page, 'nothing was copied', () => window.copied !== undefined)
    texts[browser] = await page.evaluate(() => window.copied)
    assert.match(texts[browser], new RegExp(`Reply of ${person} to My Heart 1x04`))
    assert.match(texts[browser], new RegExp(`4M06.*: A approved with a note “softer, says ${person}”`))
    replies[browser] = await saved(page, browser)
    await page.waitForSelector(testId('all-saved'))
    assert.deepEqual(asked, [], 'it asked somebody, or failed')
    await page.close()
  })
}

/** All that the review knows, without the numbers of rows. */
function known(of) {
  const { cues } = json('review', 'rounds', of, '1x04')
  const notes = json('cues', of, '1x04').cues.map((cue) => cue.notes)
  const plain = (value) => {
    if (Array.isArray(value)) return value.map(plain).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => (['id', 'verdict'].includes(key) ? [] : [[key, plain(one)]])),
    )
  }
  return plain([cues, notes])
}

function copyOf(name) {
  const target = path.join(home, `${name}.needledrop`)
  copyFileSync(show, target)
  return target
}

test('the replies are taken once, in any order, by file and by text', () => {
  const [one, other, third] = ['one', 'other', 'third'].map(copyOf)
  const before = known(one)
  const first = json('review', 'merge', one, replies.chromium, replies.firefox)
  assert.deepEqual(
    first.replies.map(({ reviewer, taken, known, conflicts }) => [reviewer, taken, known, conflicts]),
    [
      ['Dana', 2, 0, 0],
      ['Priya', 2, 0, 0],
    ],
  )
  const after = known(one)
  assert.notDeepEqual(after, before)
  assert.ok(JSON.stringify(after).includes('softer, says Dana'), 'who said it')
  json('review', 'merge', other, replies.firefox)
  json('review', 'merge', other, replies.chromium)
  assert.deepEqual(known(other), after)
  const again = json('review', 'merge', one, replies.firefox, replies.chromium, replies.chromium)
  assert.deepEqual(
    again.replies.map(({ taken }) => taken),
    [0, 0, 0],
  )
  assert.deepEqual(known(one), after)
  // As it comes in a quoted message.
  const message = `Hi,\n\nhere it is:\n${texts.firefox.replaceAll(/^/gm, '> ')}\n${texts.chromium}`
  for (const browser of ['firefox', 'chromium']) {
    const letter = path.join(home, `${browser}.txt`)
    writeFileSync(letter, browser === 'firefox' ? message.split('\nReply of Dana')[0] : texts.chromium)
    json('review', 'merge', third, letter)
  }
  assert.deepEqual(known(third), after)
  const entries = json('history', one)
    .entries.slice(0, 2)
    .map(({ label }) => label)
  assert.deepEqual(entries, ['Import the reply of Priya', 'Import the reply of Dana'])
  json('undo', one, '--steps', '2')
  assert.deepEqual(known(one), before)
  const left = json('review', 'packages', one, '1x04').packages
  assert.equal(left.length, 2)
  // Two that were made within a second come in any order; all replies are of the one file.
  const answered = left.filter(({ replies }) => replies.length > 0)
  assert.deepEqual(
    answered.map(({ replies }) => replies.map(({ name, answers }) => `${name} ${answers}`).sort()),
    [['Dana 2', 'Priya 2']],
  )
})

test('a reply that was changed on its way changes nothing', () => {
  const target = copyOf('forged')
  const forged = path.join(home, 'forged.json')
  writeFileSync(forged, readFileSync(replies.chromium, 'utf8').replace('softer', 'louder'))
  const before = known(target)
  assert.throws(
    () => execFileSync(program, ['review', 'merge', target, forged], { env, stdio: 'pipe' }),
    (error) => error.status === 1 && /signature/.test(error.stderr.toString()),
  )
  assert.deepEqual(known(target), before)
})

/** A web server that knows nothing but files. */
function staticHost(root) {
  const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.webm': 'video/webm', '.mp4': 'video/mp4' }
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : decodeURIComponent(request.url)
    const found = path.join(root, path.normalize(name))
    if (!found.startsWith(root) || !existsSync(found)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': kinds[path.extname(found)] ?? 'application/octet-stream' })
    response.end(readFileSync(found))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

for (const browser of Object.keys(people)) {
  test(`${browser}: a folder works from the disk, and from a plain web server`, async () => {
    const host = await staticHost(folder)
    const base = `http://127.0.0.1:${host.address().port}/`
    const disk = pathToFileURL(folder).href
    for (const [address, own] of [
      [`${disk}/index.html`, disk],
      [base, base],
    ]) {
      const { page, asked } = await open(browser, address, own)
      await arrive(page, 'Dana')
      await showsPicture(page)
      await goTo(page, '4M03')
      await plays(page)
      await says(page, 'Alternate A')
      await page.click(`[data-letter="A"] ${testId('verdict-approved')}`)
      await says(page, '1 answer not sent yet')
      const reply = await saved(page, browser)
      const target = copyOf(`folder-${browser}-${own.slice(0, 4)}`)
      const merged = json('review', 'merge', target, reply)
      assert.deepEqual([merged.replies[0].reviewer, merged.replies[0].taken], ['Dana', 1])
      assert.deepEqual(asked, [], 'it asked somebody, or failed')
      await page.close()
    }
    host.close()
  })
}
