/** Whether the form of the sheet's header is open, and which of its fields is wanted. */

class HeaderForm {
  shown = $state(false)
  field = $state('')

  open(field = ''): void {
    this.field = field
    this.shown = true
  }

  close(): void {
    this.shown = false
  }
}

export const headerForm = new HeaderForm()
