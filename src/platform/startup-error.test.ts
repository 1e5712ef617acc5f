import { expect, test } from 'vitest'
import { explainFileError, StartupError, startupErrorText } from './startup-error.ts'

const refusal = (code: string) => Object.assign(new Error(`${code}: refused`), { code })

test('what a person can put right is shown in words alone, a bug with its stack', () => {
  expect(startupErrorText(new StartupError('Set PORT.'))).toBe('Set PORT.')
  expect(startupErrorText(new Error('bug'))).toMatch(/Error: bug\n\s+at /)
  expect(startupErrorText('odd')).toBe('odd')
})

test('refusals of the file system say what to do about the folder', () => {
  for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC']) {
    const explained = explainFileError(refusal(code), '/data')
    expect(explained).toBeInstanceOf(StartupError)
    expect(startupErrorText(explained)).toMatch(/^\/data .*DATA_DIR/)
  }
  const other = refusal('EMFILE')
  expect(explainFileError(other, '/data')).toBe(other)
  expect(explainFileError('odd', '/data')).toBe('odd')
})
