import { expect, test } from 'vitest'
import {
  dayWords,
  differenceTone,
  differenceWords,
  logDay,
  readDay,
  readOwn,
  readQuote,
  uncountedWords,
} from './quotes'

test('a quote is read as people write it', () => {
  const share = (fee: number, currency: string | null = null) => ({ fee, currency, quotedFor: 'share' })
  expect(readQuote('3375', 'USD')).toEqual(share(337_500))
  expect(readQuote('$3,375.50', 'USD')).toEqual(share(337_550))
  expect(readQuote('$3,375', 'CAD')).toEqual(share(337_500))
  expect(readQuote('$3,375', 'EUR')).toEqual(share(337_500, 'USD'))
  expect(readQuote('€12', 'USD')).toEqual(share(1_200, 'EUR'))
  expect(readQuote('900 chf', 'USD')).toEqual(share(90_000, 'CHF'))
  expect(readQuote('JPY 900', 'USD')).toEqual(share(900, 'JPY'))
  expect(readQuote('4500 for 100 %', 'USD')).toEqual({ fee: 450_000, currency: null, quotedFor: 'whole' })
  expect(readQuote('€4500 all', 'USD')).toEqual({ fee: 450_000, currency: 'EUR', quotedFor: 'whole' })
  expect(readQuote('soon', 'USD')).toBeUndefined()
  expect(readQuote('', 'USD')).toBeUndefined()
})

test('a difference says money and rights', () => {
  expect(differenceWords({ money: -1_800_000, open: -1 }, 'USD')).toBe('saves $18,000 and one open right')
  expect(differenceWords({ money: 200_000, open: 1 }, 'USD')).toBe('+$2,000, one open right more')
  expect(differenceWords({ money: -200_000, open: 2 }, 'USD')).toBe('−$2,000, 2 open rights more')
  expect(differenceWords({ money: 0, open: 0 }, 'USD')).toBe('costs the same')
  expect(differenceTone({ money: -1, open: 0 })).toBe('ok')
  expect(differenceTone({ money: 1, open: 0 })).toBe('bad')
  expect(differenceTone({ money: -1, open: 1 })).toBe('warn')
})

test('what a total leaves out for want of a rate is named', () => {
  const yen = { fee: 5_000, estimate: null, currency: 'JPY', ownAmount: null, live: true }
  const dollars = { fee: null, estimate: 300_000, currency: 'USD', ownAmount: 300_000, live: true }
  expect(uncountedWords([dollars], 'USD')).toBe('')
  expect(uncountedWords([dollars, yen, { ...yen, fee: null, estimate: 100 }], 'USD')).toBe(
    '¥5,100 is not counted: JPY has no rate',
  )
  expect(
    uncountedWords(
      [
        { ...yen, live: false },
        { ...yen, ownAmount: 3_300 },
      ],
      'USD',
    ),
  ).toBe('')
})

test('days are said near at hand', () => {
  expect(dayWords('2026-11-25', '2026-11-25')).toBe('today')
  expect(dayWords('2026-11-26', '2026-11-25')).toBe('Thu 26 Nov')
  expect(dayWords('2027-05-01', '2026-11-25')).toBe('1 May 2027')
  expect(logDay('2026-11-18T10:00:00.000Z', '2026-11-25')).toBe('18 Nov')
  expect(logDay('2025-11-18', '2026-11-25')).toBe('18 Nov 2025')
})

test('a day without a year is near, and one that there is not is none', () => {
  const read = (text: string) => readDay(text, '2026-11-30')
  expect(['28 Feb', 'Feb 28', 'Nov 12', '1 Oct', '29 Sep', 'Mon, 5 Jan'].map(read)).toEqual([
    '2027-02-28',
    '2027-02-28',
    '2026-11-12',
    '2026-10-01',
    '2027-09-29',
    '2027-01-05',
  ])
  expect(['31 Feb', '30 Feb', '0 Dec', '29 Feb 2027', '+99999', 'Feb 30, 2027'].map(read)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
  expect(['29 Feb 2028', 'February 3, 2027', '20 Dec'].map(read)).toEqual(['2028-02-29', '2027-02-03', '2026-12-20'])
  expect(readDay('20 Dec', '2027-01-05')).toBe('2026-12-20')
})

test('a day is read as people write it', () => {
  const read = (text: string) => readDay(text, '2026-11-25')
  expect(['2026-12-01', 'today', 'tomorrow', '+7', ''].map(read)).toEqual([
    '2026-12-01',
    '2026-11-25',
    '2026-11-26',
    '2026-12-02',
    '',
  ])
  expect(['26 Nov', 'Thu 26 Nov', '1 Mar 2027', 'soon', '7'].map(read)).toEqual([
    '2026-11-26',
    '2026-11-26',
    '2027-03-01',
    undefined,
    undefined,
  ])
})

test('an amount of another currency is none of this one', () => {
  const read = (text: string) => readOwn(text, 'USD')
  expect(['500', '$500', 'USD 500', '500 usd'].map(read)).toEqual([50_000, 50_000, 50_000, 50_000])
  expect(['€500', '£200', '¥100', 'EUR 500', '500 for 100 %', 'abc', '₩500'].map(read)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  )
  expect(readOwn('¥100', 'JPY')).toBe(100)
  expect(readOwn('$5', 'CAD')).toBe(500)
})
