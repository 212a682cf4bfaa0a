/** Gives the reader a file to keep. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the file over once the click is done; the URL would hold its text until the page goes.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
