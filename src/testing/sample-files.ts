import { Document, Packer, Paragraph, HeadingLevel } from 'docx'

/** A fictional person's résumé as a Word file; with further skills it is another version. */
export async function sampleResume(furtherSkills = ''): Promise<Buffer> {
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
  const bullet = (text: string) => new Paragraph({ text, bullet: { level: 0 } })
  const children = [
    new Paragraph({ text: 'Mira Okonjo', heading: HeadingLevel.TITLE }),
    new Paragraph('mira.okonjo@example.org | +49 30 5550123 | Berlin, Germany'),
    heading('Experience'),
    new Paragraph('Backend Engineer, Tessellate Labs, Berlin, 03/2021 – present'),
    bullet('Built payment services in TypeScript and PostgreSQL that handle 2,000 orders a day'),
    bullet('Cut the p95 latency of the checkout from 900 ms to 210 ms'),
    new Paragraph('Junior Developer, Harbour & Finch, Hamburg, 09/2018 – 02/2021'),
    bullet('Maintained a Django application and its Docker deployment'),
    heading('Education'),
    new Paragraph('B.Sc. Computer Science, University of Hamburg, 2015 – 2018'),
    heading('Skills'),
    new Paragraph(`TypeScript, Node.js, PostgreSQL, Docker, Python, Django${furtherSkills}`),
    heading('Languages'),
    new Paragraph('English (C1), German (native)'),
  ]
  return Buffer.from(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

/** A fictional posting, as somebody would paste it. */
export const samplePosting = `Backend Engineer
Northlight Ferries
Berlin, Germany (hybrid)

Northlight Ferries runs passenger lines in the Baltic Sea. Our small platform team builds the booking
system that forty ports rely on.

What you will do
- Own the services behind our booking flow
- Work with product and operations on what to build next

Requirements
- 3+ years of professional experience with TypeScript or Go
- Solid knowledge of PostgreSQL
- Experience with Docker
- Good English, German is a plus

Nice to have
- Kubernetes
- Experience with payment systems
`
