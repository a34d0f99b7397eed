/** Quotes as people type them, and differences of money as people say them. */

import type { ClearLine, Difference, QuotedFor } from '../../generated'
import { money, readMoney } from '../../lib/format'

/** What was typed into a field for a quote. */
export interface TypedQuote {
  readonly fee: number
  /** Null where none was named. */
  readonly currency: string | null
  readonly quotedFor: QuotedFor
}

/** What of a line says whether it is in a total. */
type Counted = Pick<ClearLine, 'fee' | 'estimate' | 'currency' | 'ownAmount' | 'live'>

const signs: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' }

/** Reads `3375`, `€3,375`, `EUR 3375`, and for all of a right `4500 for 100 %` or `4500 all`; undefined if it is none. */
export function readQuote(text: string, own: string): TypedQuote | undefined {
  const whole = /(?:for|of|\/|@)?\s*(?:100\s*%|all|whole)\s*$/i
  const plain = text.trim().replace(whole, '').trim()
  const sign = /^[$€£¥]/.exec(plain)?.[0]
  const code = /(?:^|[\s\d])([A-Za-z]{3})(?:$|[\s\d])/.exec(plain)?.[1]?.toUpperCase()
  // A dollar sign is the dollar that the line counts in, if it does.
  const currency = code ?? (sign === undefined || (sign === '$' && /D$/.test(own)) ? null : (signs[sign] ?? null))
  if (/[A-Za-z]/.test(plain.replace(/[A-Za-z]{3}/, '').replace(/[km]$/i, ''))) return undefined
  const fee = readMoney(plain, currency ?? own)
  if (fee === undefined) return undefined
  return { fee, currency, quotedFor: whole.test(text.trim()) ? 'whole' : 'share' }
}

/** Reads an amount that can only be in the currency of its line; undefined if it is none, or names another one. */
export function readOwn(text: string, own: string): number | undefined {
  const typed = readQuote(text, own)
  if (typed === undefined || typed.quotedFor === 'whole') return undefined
  return typed.currency === null || typed.currency === own ? typed.fee : undefined
}

/** What of some lines is in no total, for want of a rate: `¥5,000 is not counted: JPY has no rate`, or nothing. */
export function uncountedWords(lines: readonly Counted[], own: string): string {
  const sums = new Map<string, number>()
  for (const line of lines) {
    const amount = line.fee ?? line.estimate
    if (!line.live || line.ownAmount !== null || amount === null || line.currency === '' || line.currency === own)
      continue
    sums.set(line.currency, (sums.get(line.currency) ?? 0) + amount)
  }
  const words = [...sums].map(([code, amount]) => `${money(amount, code)} is not counted: ${code} has no rate`)
  return words.join('; ')
}

/** `+$2,000`, `−$18,000`, `the same`. */
export function moneyChange(minor: number, currency: string): string {
  if (minor === 0) return 'the same'
  return `${minor > 0 ? '+' : '−'}${money(Math.abs(minor), currency)}`
}

/** `saves $18,000 and one open right`, `+$2,000, 2 open rights more`, `costs the same`. */
export function differenceWords({ money: minor, open }: Difference, currency: string): string {
  const rights = Math.abs(open) === 1 ? 'one open right' : `${Math.abs(open)} open rights`
  if (minor < 0 && open < 0) return `saves ${money(-minor, currency)} and ${rights}`
  const cost = minor === 0 ? 'costs the same' : moneyChange(minor, currency)
  return open === 0 ? cost : `${cost}, ${rights} ${open > 0 ? 'more' : 'fewer'}`
}

/** Whether a difference is for the better, for the worse, or a bit of both. */
export function differenceTone({ money, open }: Difference): 'ok' | 'bad' | 'warn' | 'neutral' {
  if (money === 0 && open === 0) return 'neutral'
  if (money <= 0 && open <= 0) return 'ok'
  return money >= 0 && open >= 0 ? 'bad' : 'warn'
}

/** A day as it is said near at hand: `today`, `Thu 26 Nov`, `1 Mar 2027`. */
export function dayWords(day: string, today: string): string {
  if (day === '') return ''
  if (day === today) return 'today'
  const at = new Date(`${day.slice(0, 10)}T12:00:00`)
  if (Number.isNaN(at.getTime())) return day
  const near = Math.abs(at.getTime() - new Date(`${today}T12:00:00`).getTime()) < 150 * 86_400_000
  const month = at.toLocaleString('en', { month: 'short' })
  if (!near) return `${at.getDate()} ${month} ${at.getFullYear()}`
  return `${at.toLocaleString('en', { weekday: 'short' })} ${at.getDate()} ${month}`
}

/** A day of the log: `18 Nov`, `18 Nov 2025`. */
export function logDay(at: string, today: string): string {
  const day = new Date(`${at.slice(0, 10)}T12:00:00`)
  if (Number.isNaN(day.getTime())) return at
  const year = at.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.getFullYear()}`
  return `${day.getDate()} ${day.toLocaleString('en', { month: 'short' })}${year}`
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What to write where a day cannot be read. */
export const dayWanted = 'Write a day: 26 Nov, today, +7 or 2026-11-25.'

const daysOfMonth = (year: number, month: number) => new Date(year, month + 1, 0).getDate()
/** More days ahead than anything is agreed for. */
const mostAhead = 3_660

/**
 * Reads a day as people write it: `2026-11-25`, `26 Nov`, `Nov 26`, `today`, `+7`. Empty is none; undefined if it is no
 * day. One without a year is the one from two months ago to ten months ahead: `28 Feb` in November is the coming one.
 */
export function readDay(text: string, today: string): string | undefined {
  const plain = text.trim().toLowerCase()
  if (plain === '' || /^\d{4}-\d\d-\d\d$/.test(plain)) return plain
  const at = new Date(`${today}T12:00:00`)
  const later = plain === 'today' ? '0' : plain === 'tomorrow' ? '1' : /^\+(\d+)$/.exec(plain)?.[1]
  if (later !== undefined) {
    if (Number(later) > mostAhead) return undefined
    at.setDate(at.getDate() + Number(later))
    return written(at)
  }
  const named =
    /^(?:[a-z]{3},? )?(?<day>\d{1,2}) (?<month>[a-z]{3})[a-z]*\.?(?:,? (?<year>\d{4}))?$/.exec(plain) ??
    /^(?:[a-z]{3},? )?(?<month>[a-z]{3})[a-z]*\.? (?<day>\d{1,2})(?:,? (?<year>\d{4}))?$/.exec(plain)
  const month = months.indexOf(named?.groups?.['month'] ?? '')
  const day = Number(named?.groups?.['day'] ?? 0)
  if (month < 0 || day < 1) return undefined
  const year = named?.groups?.['year']
  const years = year === undefined ? [-1, 0, 1].map((by) => at.getFullYear() + by) : [Number(year)]
  const from = new Date(at.getFullYear(), at.getMonth() - 2, at.getDate(), 0)
  const days = years.filter((one) => day <= daysOfMonth(one, month)).map((one) => new Date(one, month, day, 12))
  const found = year === undefined ? days.find((one) => one >= from) : days[0]
  return found === undefined ? undefined : written(found)
}

function written(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
