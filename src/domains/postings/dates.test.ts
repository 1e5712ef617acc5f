import { expect, test } from 'vitest'
import { isoDate } from './dates.ts'
import { employmentTypes } from './employment-type.ts'

test.each([
  ['2026-07-16T11:55:32-04:00', '2026-07-16T15:55:32.000Z'],
  ['2026-08-15T08:00:00+0200', '2026-08-15T06:00:00.000Z'],
  ['2026-08-11 20:45:29 UTC', '2026-08-11T20:45:29.000Z'],
  // No zone: UTC, whatever the machine's own.
  ['2026-08-13T06:25:53', '2026-08-13T06:25:53.000Z'],
  ['2023-08-24T23:59:59.9970', '2023-08-24T23:59:59.997Z'],
  ['Tue, 11 Aug 2026 07:30:41 +0000', '2026-08-11T07:30:41.000Z'],
  ['Fri, 27 Feb 2026 19:59:48 +0100', '2026-02-27T18:59:48.000Z'],
  [1_786_424_671, '2026-08-11T05:04:31.000Z'],
  [1_674_959_303_769, '2023-01-29T02:28:23.769Z'],
  ['1786424671', '2026-08-11T05:04:31.000Z'],
  ['2026-07-10', '2026-07-10'],
  ['July 10, 2026', '2026-07-10'],
  ['10 July 2026', '2026-07-10'],
  ['10.07.2026', '2026-07-10'],
  ['17/03/2026', '2026-03-17'],
  ['03/17/2026', '2026-03-17'],
  ['03/07/2026', null],
  ['2026-02-30', null],
  ['2024-07', null],
  ['9999-01-01', null],
  ['yesterday', null],
  [0, null],
  [null, null],
  [{}, null],
])('%j is %s', (written, expected) => {
  expect(isoDate(written)).toBe(expected)
})

test.each([
  [['Full-time'], ['FULL_TIME']],
  [['fulltime_permanent'], ['FULL_TIME']],
  [['Full Time'], ['FULL_TIME']],
  [
    ['full_time', 'contract'],
    ['FULL_TIME', 'CONTRACTOR'],
  ],
  [['full-time, part-time'], ['FULL_TIME', 'PART_TIME']],
  [['full-or-part-time'], ['FULL_TIME', 'PART_TIME']],
  [['parttime_fixed_term'], ['PART_TIME', 'TEMPORARY']],
  [['Vollzeit'], ['FULL_TIME']],
  [['INTERN'], ['INTERN']],
  [['International sales'], []],
  [['1099 Contract'], ['CONTRACTOR']],
  [['Permanent contract'], []],
  [['Regular'], []],
  [['PER_DIEM'], ['PER_DIEM']],
  [['other'], ['OTHER']],
  [['Side'], ['PART_TIME']],
  [[['FULL_TIME', 'VOLUNTEER']], ['FULL_TIME', 'VOLUNTEER']],
  [[null, undefined, 7, {}], []],
])('employment %j is %j', (written, expected) => {
  expect(employmentTypes(...written)).toEqual(expected)
})
