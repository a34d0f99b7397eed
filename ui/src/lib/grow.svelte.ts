import type { Attachment } from 'svelte/attachments'

/** Attached to a field for longer text: it holds the text, and is as tall, which `field-sizing` does not do in every webview. */
export function growsWith(text: () => string): Attachment<HTMLTextAreaElement> {
  return (field) => {
    const fit = () => {
      field.style.height = 'auto'
      field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
    }
    let width = 0
    const watch = new ResizeObserver(([entry]) => {
      const now = entry?.contentRect.width ?? 0
      if (now !== width) fit()
      width = now
    })
    watch.observe(field)
    $effect(() => {
      const shown = text()
      if (field.value !== shown) field.value = shown
      fit()
    })
    return () => watch.disconnect()
  }
}

/** What is in a field of one paragraph, as marker files carry it: line breaks that were pasted are spaces. */
export function oneParagraph(field: HTMLTextAreaElement): string {
  if (/[\r\n]/.test(field.value)) field.value = field.value.replace(/\s*[\r\n]+\s*/g, ' ')
  return field.value
}
