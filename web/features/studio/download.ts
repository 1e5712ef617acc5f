const KEPT_MS = 60_000

/** Hands a file that came as base64 to the browser. */
export function downloadBase64(file: { fileName: string; contentType: string; base64: string }): void {
  const bytes = Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0))
  download(file.fileName, new Blob([bytes], { type: file.contentType }))
}

export function downloadText(file: { fileName: string; text: string }): void {
  download(file.fileName, new Blob([file.text], { type: 'text/plain;charset=utf-8' }))
}

function download(fileName: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
