/** Hands a file that came as base64 to the browser. */
export function downloadBase64(file: { fileName: string; contentType: string; base64: string }): void {
  const link = document.createElement('a')
  link.href = `data:${file.contentType};base64,${file.base64}`
  link.download = file.fileName
  link.click()
}
