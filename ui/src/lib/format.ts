/** Numbers as people read them. Time is in `time.ts`. */

import { flicksPerSecond } from '../time/time'

const minus = '−'
const thin = '\u202f'

/** A count with its thousands set apart: `12 406`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, thin)
}

/** A count with its noun: `1 track`, `12 406 tracks`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? minus + text : text
}

/** Hundredths of a LUFS: `−16.2 LUFS`. */
export function loudness(hundredths: number): string {
  return `${signed(hundredths / 100, 1)} LUFS`
}

/** LUFS or dBFS as measured; the floor of the meter is silence. */
export function level(value: number): string {
  return value <= -100 ? `${minus}∞` : signed(value, 1)
}

/** Hundredths of a decibel: `−6.0 dB`. */
export function gain(millibels: number): string {
  return `${signed(millibels / 100, 1)} dB`
}

/** By how many hundredths of a decibel something stays quieter: `4.2 dB quieter than the others`. */
export function quieterBy(millibels: number): string {
  return `${(millibels / 100).toFixed(1)} dB quieter than the others`
}

/** Reads decibels as written by people, with either minus; undefined if it is none. */
export function readGain(text: string): number | undefined {
  return readFixed(text.replace(/dB$/i, ''), 2)
}

/** Thousandths of a beat a minute: `72`, `97.5`. */
export function tempo(milli: number): string {
  return String(Math.round(milli / 100) / 10)
}

/** Money in minor units, as the currency writes it: `$4,500`. */
export function money(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const whole = minor % 10 ** digits === 0
  try {
    return new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      minimumFractionDigits: whole ? 0 : digits,
      maximumFractionDigits: digits,
    }).format(minor / 10 ** digits)
  } catch {
    return `${minor / 10 ** digits} ${currency}`
  }
}

/**
 * Reads an amount of money into minor units without a float's rounding: `$4,500`, `1.500,00`, `1 500,00`, `USD 4500.10`,
 * `20k`. Undefined if it is none, and where it may be either of two amounts: `4.500` is 4,500 in Paris and 4.50 in London.
 */
export function readMoney(text: string, currency: string): number | undefined {
  const name = /^[A-Z]{3}$/i.test(currency) ? currency : 'zzz'
  const code = new RegExp(`^(?:${name}|\\p{Sc})|(?:${name}|\\p{Sc})$`, 'giu')
  // An amount of another currency is no amount of this one.
  if ([...text.matchAll(/\p{Sc}/gu)].some(([sign]) => !isSignOf(sign, currency))) return undefined
  const plain = text.trim().replace(code, '').trim()
  const [, amount = '', thousands = ''] = /^(.*?)\s*([km]?)$/i.exec(plain) ?? []
  const parts = partsOfAmount(amount, thousands !== '')
  if (parts === undefined) return undefined
  const digits = minorDigits(currency) + ({ k: 3, m: 6 }[thousands.toLowerCase()] ?? 0)
  if (parts.part.length > digits && Number(parts.part.slice(digits)) !== 0) return undefined
  const minor = Number(parts.whole + parts.part.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** Whether a currency is written with a sign: `$` of every dollar, `¥` of yen and renminbi. */
function isSignOf(sign: string, currency: string): boolean {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    return format.formatToParts(0).some(({ type, value }) => type === 'currency' && value.includes(sign))
  } catch {
    return false
  }
}

/** What to write where an amount cannot be read. */
export const amountWanted = (currency: string) => `Write an amount of ${currency}: 4,500 or 4500.50.`

/** The digits before and after the decimal mark of an amount; `scaled` where thousands or millions are counted. */
function partsOfAmount(amount: string, scaled: boolean): { whole: string; part: string } | undefined {
  const [, body = '', mark = '', part = ''] = /^(\d[\d.,'’\s]*?)(?:([.,])(\d*))?$/u.exec(amount) ?? []
  if (body === '') return undefined
  const groups = body.split(/[.,'’\s]/u)
  const marks = new Set(body.replaceAll(/\d/g, ''))
  const isGrouped = groups.slice(1).every((group) => group.length === 3) && (groups[0]?.length ?? 0) <= 3
  if (groups.length > 1 && (!isGrouped || marks.size > 1 || marks.has(mark))) {
    // `1,500,000`: all of its marks are of one kind, and so is the last.
    const whole = [...groups, part]
    const isWhole = marks.size === 1 && marks.has(mark) && part.length === 3 && isGrouped
    return isWhole ? { whole: whole.join(''), part: '' } : undefined
  }
  const whole = groups.join('')
  // One mark with three digits behind it: a comma groups, as amounts are shown here; a point may be either.
  if (part.length === 3 && groups.length === 1 && !scaled) {
    return mark === ',' && whole.length <= 3 ? { whole: whole + part, part: '' } : undefined
  }
  return { whole, part }
}

/** How many minor units make one of a currency: 100 cents, 1 yen. */
export function minorUnits(currency: string): number {
  return 10 ** minorDigits(currency)
}

/** Digits after the point of a currency: 2 for USD, 0 for JPY. */
function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Reads a decimal number with either minus and either decimal mark; undefined if it is none. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(minus, '-').replace(',', '.')
  if (plain === '') return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

/**
 * Reads a decimal number in units of its last digit, without a float's rounding: `33.335` with two digits is 3334. What is
 * half goes away from nought; undefined if it is no number.
 */
export function readFixed(text: string, digits: number): number | undefined {
  const plain = text.trim().replace(minus, '-').replace(',', '.')
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(plain) ?? []
  if (whole === '' && part === '') return undefined
  const up = (part[digits] ?? '0') >= '5' ? 1 : 0
  const value = Number(whole + part.slice(0, digits).padEnd(digits, '0')) + up
  if (!Number.isSafeInteger(value)) return undefined
  return sign === '-' && value !== 0 ? -value : value
}

/** Seconds to a tenth: `0.5 s`, `3.25 s`. */
export function secondsOf(flicks: number): string {
  return `${decimal(flicks / flicksPerSecond)} s`
}

/** Up to two decimals, at least one. */
export function decimal(value: number): string {
  const two = value.toFixed(2)
  return two.endsWith('0') ? value.toFixed(1) : two
}

/** Minutes, seconds and tenths: `0:20.8`. */
export function tenths(flicks: number): string {
  const whole = Math.max(0, Math.floor(flicks / 70_560_000))
  const [minutes, seconds, part] = [Math.floor(whole / 600), Math.floor(whole / 10) % 60, whole % 10]
  return `${minutes}:${String(seconds).padStart(2, '0')}.${part}`
}

/** Bytes in the unit people use: `8.4 MB`. */
export function bytes(size: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = size
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? count(value) : value.toFixed(value < 100 ? 1 : 0)} ${units[unit] ?? ''}`
}

/** When something was written, near at hand: `today 14:02`, `yesterday 9:30`, `20 Nov`, `20 Nov 2025`. */
export function when(rfc3339: string, now: Date = new Date()): string {
  const at = new Date(rfc3339)
  if (Number.isNaN(at.getTime())) return ''
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  const clock = `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`
  if (days === 0) return `today ${clock}`
  if (days === 1) return `yesterday ${clock}`
  const month = at.toLocaleString('en', { month: 'short' })
  const year = at.getFullYear() === now.getFullYear() ? '' : ` ${at.getFullYear()}`
  return `${at.getDate()} ${month}${year}`
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** The last part of a path, on every system. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}

/** The folder of a path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.length - baseName(path).length - 1))
}

/** A path that ends as such files do: a name that was typed without any of `endings` gets the first. */
export function withEnding(path: string, endings: readonly string[]): string {
  const [first] = endings
  const has = (ending: string) => path.toLowerCase().endsWith(`.${ending.toLowerCase()}`)
  return first === undefined || first === '*' || endings.some(has) ? path : `${path.replace(/\.+$/, '')}.${first}`
}
