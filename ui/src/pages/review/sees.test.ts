import { expect, test } from 'vitest'
import { leavesFor } from './sees'

const nothing = { money: false, clearance: false, contacts: false, privateNotes: false }
const leaving = {
  picture: ['cut3.mov', 12_345_678] as [string, number],
  ownSound: true,
  proxy: null,
  pictureCannot: [],
  pictureBetter: [],
  burntFor: [],
  mixes: 12,
}

test('what leaves is said thing by thing, and what does not as well', () => {
  const told = leavesFor(
    { sees: nothing },
    { picture: true, neutral: false, burnName: true },
    { leaving, quality: 'good' },
  )
  expect(told.inside).toBe(
    '12 mixes as Ogg Opus, 128 kb/s, the picture cut3.mov as it is, 12.3 MB, with its own sound under the music, ' +
      'their name over it, ' +
      'numbers, titles, briefs and performers and what was said in this round',
  )
  expect(told.outside).toBe('what music costs, how its rights stand, who grants them and private notes')
})

test('what is switched on for somebody is inside for them, and neutral names leave none', () => {
  const sees = { ...nothing, money: true, privateNotes: true }
  const told = leavesFor(
    { sees },
    { picture: false, neutral: true, burnName: true },
    { leaving: { ...leaving, mixes: 1 }, quality: 'small' },
  )
  expect(told.inside).toBe(
    '1 mix as Ogg Opus, 64 kb/s, numbers and briefs, music as Alternate A, B …, what was said in this round, ' +
      'what music costs and private notes',
  )
  expect(told.outside).toBe('the picture, titles and performers, how its rights stand and who grants them')
})

test('a proxy that leaves in place of the picture is called one', () => {
  const link = { picture: true, neutral: false, burnName: false }
  const told = leavesFor({ sees: nothing }, link, {
    leaving: { ...leaving, ownSound: false, proxy: '720' },
    quality: 'good',
  })
  expect(told.inside).toContain('the picture cut3.mov as a proxy of 720 lines, 12.3 MB, numbers')
})
