import { expect, test } from 'vitest'
import * as format from './format'

test('counts set their thousands apart', () => {
  expect(format.count(12_406)).toBe('12\u202f406')
  expect(format.counted(1, 'track')).toBe('1 track')
})

test('levels carry a true minus, and never minus nought', () => {
  expect(format.gain(-600)).toBe('−6.0 dB')
  expect(format.gain(-2)).toBe('0.0 dB')
  expect(format.loudness(-1620)).toBe('−16.2 LUFS')
})

test('gains are read as people write them', () => {
  expect(format.readGain('−6.0 dB')).toBe(-600)
  expect(format.readGain('-3,5')).toBe(-350)
  expect(format.readGain('loud')).toBeUndefined()
})

test('decimals are read without a float, to the digits that are kept', () => {
  expect(format.readFixed('33.335', 2)).toBe(3_334)
  expect(format.readFixed('1.005', 2)).toBe(101)
  expect(format.readFixed('97,5', 3)).toBe(97_500)
  expect(format.readFixed('−0.5', 0)).toBe(-1)
  expect(format.readFixed('-0.4', 0)).toBe(0)
  expect(format.readFixed('1e3', 2)).toBeUndefined()
  expect(format.readFixed('.', 2)).toBeUndefined()
})

test('money is read without a float', () => {
  expect(format.readMoney('$4,500.10', 'USD')).toBe(450_010)
  expect(format.readMoney('4500', 'JPY')).toBe(4_500)
  expect(format.readMoney('4.005', 'USD')).toBeUndefined()
})

test.each([
  ['4500', 450_000],
  ['4,500', 450_000],
  ['$4,500.1', 450_010],
  ['1.500,00', 150_000],
  ['1 500,00', 150_000],
  ['1 500,5', 150_050],
  ["12'000", 1_200_000],
  ['1,500,000', 150_000_000],
  ['1.500.000', 150_000_000],
  ['4,50', 450],
  ['4.', 400],
  ['USD 4500', 450_000],
  ['4500 usd', 450_000],
  ['20k', 2_000_000],
  ['1.5 K', 150_000],
  ['1.125k', 112_500],
  ['2m', 200_000_000],
])('%s is an amount of money', (text, minor) => {
  expect(format.readMoney(text, 'USD')).toBe(minor)
})

test.each([
  '4.500',
  '€4.500',
  '12 thousand',
  '-500',
  '−500',
  '12 x 3',
  '5 5',
  '1,50,000',
  '1.500,00,00',
  '1500,000',
  'k',
  '',
  '.',
  '4.005',
  '1.500.00',
  '99999999999999999',
])('%s is no amount that can be told', (text) => {
  expect(format.readMoney(text, 'USD')).toBeUndefined()
})

test('money is written as its currency writes it', () => {
  expect(format.money(450_000, 'USD')).toBe('$4,500')
  expect(format.money(450_010, 'USD')).toBe('$4,500.10')
})

test('times of writing are near or far', () => {
  const now = new Date('2026-11-23T16:00:00')
  expect(format.when('2026-11-23T14:02:00', now)).toBe('today 14:02')
  expect(format.when('2026-11-22T09:30:00', now)).toBe('yesterday 9:30')
  expect(format.when('2025-11-20T09:30:00', now)).toBe('20 Nov 2025')
})

test('paths are taken apart on every system', () => {
  expect(format.baseName('/music/a b/c.wav')).toBe('c.wav')
  expect(format.baseName('C:\\music\\c.wav')).toBe('c.wav')
  expect(format.folderOf('/music/a b/c.wav')).toBe('/music/a b')
})

test('a name without its ending gets it', () => {
  const show = ['needledrop']
  expect(format.withEnding('/a/Pilot', show)).toBe('/a/Pilot.needledrop')
  expect(format.withEnding('/a/Pilot.', show)).toBe('/a/Pilot.needledrop')
  expect(format.withEnding('/a/Pilot v1.2', show)).toBe('/a/Pilot v1.2.needledrop')
  expect(format.withEnding('/a.needledrop/Pilot', show)).toBe('/a.needledrop/Pilot.needledrop')
  expect(format.withEnding('/a/Pilot.Needledrop', show)).toBe('/a/Pilot.Needledrop')
  expect(format.withEnding('/a/cover.jpeg', ['png', 'jpg', 'jpeg'])).toBe('/a/cover.jpeg')
  expect(format.withEnding('/a/folder', [])).toBe('/a/folder')
})
