import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Flicks, FrameRate, Position } from '../generated'
import { frameLength, frameRates, framesPerDay, timecodeOfFrame } from './time'
import { readEnd, readLength, readPoint, readStart } from './typed'

type Outcome = { readonly value: number } | { readonly wrong: string }

interface Vector {
  readonly text: string
  readonly rate: FrameRate
  readonly start: number
  readonly length: number
  readonly now: number | null
  readonly point: Outcome
  readonly end: Outcome
  readonly readLength: Outcome
  readonly readStart: Outcome
}

const file = join(import.meta.dirname, '../generated/typed-vectors.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[]

test('what is typed is read as the core reads it, refusals included', () => {
  expect(vectors.length).toBeGreaterThan(400)
  for (const { text, rate, start, length, now, ...core } of vectors) {
    const frame = frameLength(rate)
    const scale = { label: 'Cut 1', rate, start: start, length: (length * frame) as Flicks }
    const at = now === null ? undefined : ((now * frame) as Position)
    const ours = {
      point: readPoint(text, scale, at),
      end: readEnd(text, scale, at),
      readLength: readLength(text, rate, at),
      readStart: readStart(text, rate, now ?? undefined),
    }
    expect({ text, rate, start, now, ...ours }).toEqual({ text, rate, start, now, ...core })
  }
})

test.each(frameRates)('labels are read as they are written at %s', (rate) => {
  for (let frame = 0; frame < framesPerDay(rate); frame += 1009) {
    expect(readStart(timecodeOfFrame(frame, rate), rate)).toEqual({ value: frame })
  }
})
