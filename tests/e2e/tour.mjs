// A walk through the sample episode in the real window: a picture of every page and of a drag under way, the cue list
// in every format, and the mix, all under target/tour/ (or the folder named).

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openWindow } from './lib/window.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const folder = path.resolve(process.argv[2] ?? path.join(root, 'target/tour'))
const sizes = [
  { width: 1600, height: 1000, suffix: '' },
  { width: 1280, height: 800, suffix: '-small' },
]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
// Where the season's files lie is seen in the pictures: nowhere of anybody's.
const home = path.join(tmpdir(), 'needledrop-tour')
rmSync(home, { recursive: true, force: true })
const window = await openWindow({ home })

try {
  await window.find('tab-spot', 180_000)
  const show = await window.until('the sample season', () => window.core('show'), 180_000)
  const episode = show.episodes.find((candidate) => candidate.name === '1x04')
  const cut = episode.cuts.at(-1).id

  for (const size of sizes) {
    await window.driver.manage().window().setRect({ x: 0, y: 0, width: size.width, height: size.height })
    await pages(size.suffix)
  }
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1600, height: 1000 })
  await dragUnderWay()

  for (const format of ['csv', 'xlsx', 'pdf', 'json']) {
    await window.core('export_cue_list', { cut, format, path: path.join(folder, `cue-list.${format}`) })
  }
  const mix = path.join(folder, 'mix.wav')
  await window.core('export_mix', {
    cut,
    spec: { of: { type: 'all' }, form: 'wav24', production: false, target: null, range: null },
    path: mix,
  })
  await window.until('the mix', () => existsSync(mix), 120_000)
} catch (error) {
  // Said before the window is put away, which may fail too.
  process.stderr.write(`The tour broke off: ${error.message}\n`)
  process.exitCode = 1
} finally {
  await window.close()
}
if (process.exitCode) process.exit()

rmSync(home, { recursive: true, force: true })
const lines = [`The tour is in ${path.relative(process.cwd(), folder) || '.'}:`]
for (const name of readdirSync(folder).sort()) {
  lines.push(`  ${name}  ${(statSync(path.join(folder, name)).size / 1024).toFixed(0)} KiB`)
}
process.stdout.write(`${lines.join('\n')}\n`)

/** Waits until nothing moves any more: fonts, waveforms and picture are there. */
async function settle() {
  await window.script('return document.fonts.ready.then(() => true)')
  await new Promise((resolve) => setTimeout(resolve, 1500))
}

async function pages(suffix) {
  await window.click('tab-library')
  await window.find('library-count')
  await firstTrack()
  await settle()
  await window.screenshot(path.join(folder, `library${suffix}.png`))

  await window.click('tab-spot')
  await window.find('timeline')
  await pickCue('4M03')
  await settle()
  await window.screenshot(path.join(folder, `spot${suffix}.png`))

  await window.click('tab-review')
  await window.find('review-progress')
  // The cue with three alternates shows most of what there is.
  if (suffix === '') await window.keys('\uE015')
  await settle()
  await window.screenshot(path.join(folder, `review${suffix}.png`))

  await window.click('tab-clear')
  await window.find('clear-table')
  // Down to a quote that its use does not keep to.
  for (let line = 0; line < 8; line++) await window.keys('\uE015')
  await settle()
  await window.screenshot(path.join(folder, `clear${suffix}.png`))

  await window.click('tab-deliver')
  await settle()
  await window.screenshot(path.join(folder, `deliver${suffix}.png`))

  await window.click('tab-season')
  await window.find('statement')
  await window.click('statement')
  await settle()
  await window.screenshot(path.join(folder, `season${suffix}.png`))
  await window.click('season-arcs')
  await window.find('arc-episodes')
  await window.screenshot(path.join(folder, `arcs${suffix}.png`))
  await window.click('season-themes')
}

async function firstTrack() {
  const [row] = await window.all('track-row')
  if (row) await row.click()
}

/** Selects a cue through the timeline's list for assistive technology. */
async function pickCue(number) {
  await window.script(
    `const options = [...document.querySelectorAll('[role="option"]')]
     options.find((option) => option.textContent.includes(arguments[0]) ||
       (option.getAttribute('aria-label') ?? '').includes(arguments[0]))?.click()`,
    number,
  )
}

async function dragUnderWay() {
  await window.click('tab-spot')
  const timeline = await window.find('timeline')
  const [x, y, width, height] = await window.box(timeline)
  const [row] = await window.all('track-row')
  const [rowX, rowY] = await window.box(row)
  // A free stretch of the Songs lane.
  const target = [x + width * 0.6, y + height * 0.37]
  await window.drag([[rowX + 60, rowY + 16], [rowX + 120, rowY + 40], [target[0] - 30, target[1]], target], {
    before: async () => {
      await window.screenshot(path.join(folder, 'drag.png'))
      await window.keys('\uE00C')
    },
  })
}
