/** Answers that whoever reviews takes back themselves, where the page cannot send them: it keeps them until then. */

export interface Carried {
  /** Who answers. */
  readonly name: string
  /** How many answers there are. */
  readonly answers: number
  /** How many of them are in no reply that was saved or copied. */
  readonly unsaved: number
  /** Whether the browser keeps them when the page is closed. */
  readonly keeps: boolean
  /** Saves them as a file; its name. */
  save: () => string
  /** The same as text, for a message. */
  text: () => string
  /** The text that was made last was copied. */
  copied: () => void
  /** Lets somebody else answer, where the package is for several. */
  readonly change: (() => void) | undefined
}
