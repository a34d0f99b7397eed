/** How long a note, or the words of a verdict, may be. What is longer stays in its field until it is shorter. */

import { count } from '../lib/format'

/** Most letters of one of them, as the core takes them. */
const most = 4_000
/** Letters that are left when it is said how many. */
const near = 200

/** Letters as the core counts them. */
const lettersOf = (text: string) => Array.from(text.trim()).length

export const isTooLong = (text: string) => lettersOf(text) > most

/** What is said of the length of a text: nothing, how much room is left, or that it is too long. */
export function lengthWords(text: string): string {
  // No text has more letters than places.
  if (text.length <= most - near) return ''
  const letters = lettersOf(text)
  if (letters > most) return `${count(letters)} letters, ${count(most)} at most: make it shorter, or say it in two.`
  return letters > most - near ? `${count(most - letters)} letters left` : ''
}
