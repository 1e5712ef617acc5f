import type { SVGProps } from 'react'

const shapes = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  matches: 'M4 7h10M4 12h7M4 17h5M14 15l3 3 5-6',
  drafts: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5',
  applications: 'M3 8h18v12H3zM8 8V5h8v3M3 13h18',
  agents: 'M12 3v4M6 9h12v9H6zM9 13h.01M15 13h.01M3 12v4M21 12v4',
  resumes: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  settings: 'M4 7h9M19 7h1M4 17h3M13 17h7M16 4.5v5M10 14.5v5',
  add: 'M12 5v14M5 12h14',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5 21 21',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  check: 'M5 13l5 5 9-11',
  close: 'M6 6l12 12M18 6 6 18',
  link: 'M14 5h5v5M19 5l-9 9M11 6H5v13h13v-6',
  operations: 'M3 12h4l3 7 4-14 3 7h4',
  people:
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5.5a3 3 0 0 1 0 5M18 14.5c2 .7 3 2.5 3 5.5',
  postings: 'M4 5h16v15H4zM8 9h8M8 13h8M8 17h4',
} as const

export type IconName = keyof typeof shapes

/** A line drawing of 18 px beside words; never alone without a name. */
export function Icon({ name, ...rest }: { name: IconName } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={shapes[name]} />
    </svg>
  )
}
