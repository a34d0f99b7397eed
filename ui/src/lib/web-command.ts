/** Does one of the web view's own commands where the focus is; says whether it could. */
export function webCommand(name: 'copy' | 'cut' | 'paste' | 'undo' | 'redo'): boolean {
  // Nothing else cuts, pastes and takes back as a person does, so that the field's own undo and its listeners know of it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return document.execCommand(name)
}
