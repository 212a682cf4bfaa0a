const revokeMs = 10_000

/** Lets the browser save a blob as a file; the name keeps letters, digits, dots and hyphens. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(-120)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), revokeMs)
}
