// Papers that the window wrote, read by others.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The rows of a plain CSV file, without commas or breaks in its cells, each by its headings. */
export function rowsOf(file) {
  const [heads, ...rows] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index]])))
}

/** What stands in a PDF. */
export function textOf(file) {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', timeout: 60_000 })
}
