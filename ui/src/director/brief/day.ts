/** Days as people read them. */

/** `24 December 2026` of `2026-12-24`. */
export const dayWords = (day: string): string =>
  new Date(`${day.slice(0, 10)}T12:00:00`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })

/** A text with its days as people read them. */
export const withDays = (text: string): string => text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, dayWords)
