import { expect, test } from 'vitest'
import { cleanFileName } from './file-name.ts'

test.each([
  ['Lebenslauf Zoë.pdf', 'Lebenslauf Zoë.pdf'],
  ['履歴書 (最終).docx', '履歴書 (最終).docx'],
  ['../../etc/cv.pdf', 'cv.pdf'],
  ['C:\\Users\\ada\\cv.pdf', 'cv.pdf'],
  ['cv\0.pdf', 'cv.pdf'],
  ['cv\r\nX-Evil: 1.pdf', 'cvX-Evil_ 1.pdf'],
  ['cv\u202Efdp.exe', 'cvfdp.exe'],
  ['c\u200Bv\uFEFF.pdf', 'cv.pdf'],
  ['cv\uD800.pdf', 'cv.pdf'],
  ['<img src=x onerror=alert(1)>.pdf', '_img src=x onerror=alert(1)_.pdf'],
  ['  cv \t final .pdf. . ', 'cv final.pdf'],
  ['.htaccess', 'htaccess'],
  ['CON.pdf', '_CON.pdf'],
  ['lpt1', '_lpt1'],
  ['constant.pdf', 'constant.pdf'],
  ['', 'unnamed'],
  ['...', 'unnamed'],
  ['\u202E', 'unnamed'],
  [`${'x'.repeat(300)}.docx`, `${'x'.repeat(195)}.docx`],
  [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(98)}.pdf`],
])('%j is stored as %j', (given, stored) => {
  expect(cleanFileName(given)).toBe(stored)
  expect(cleanFileName(stored)).toBe(stored)
})
