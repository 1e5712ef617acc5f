import { writeFileSync } from 'node:fs'
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Tab, TabStopType, TextRun } from 'docx'

/** Writes samples/sam-example.docx, the fictional résumé of the sample data: `node scripts/sample-resume.ts`. */

const font = 'Calibri'
/** In twentieths of a point, as Word counts: A4 with 2 cm on every side, so that it comes to two pages. */
const MARGIN = 1_134
const TEXT_WIDTH = 11_906 - 2 * MARGIN
const plain = (text: string) =>
  new Paragraph({ spacing: { after: 120 }, children: [new TextRun({ text, font, size: 22 })] })
const heading = (text: string) =>
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    spacing: { before: 280, after: 100 },
    children: [new TextRun({ text, font, size: 28, bold: true, color: '1F3A5F' })],
  })
const bullet = (text: string) =>
  new Paragraph({
    bullet: { level: 0 },
    spacing: { after: 60 },
    children: [new TextRun({ text, font, size: 22 })],
  })
const dated = (left: string, dates: string) =>
  new Paragraph({
    spacing: { before: 160 },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [
      new TextRun({ text: left, font, size: 23, bold: true }),
      new TextRun({ children: [new Tab(), dates], font, size: 22 }),
    ],
  })
const job = (title: string, dates: string, employer: string, highlights: string[]) => [
  dated(title, dates),
  new Paragraph({
    spacing: { after: 80 },
    children: [new TextRun({ text: employer, font, size: 22, italics: true })],
  }),
  ...highlights.map(bullet),
]
const centred = (text: string, size: number, bold = false) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 60 },
    children: [new TextRun({ text, font, size, bold })],
  })

const children = [
  centred('Sam Example', 44, true),
  centred('Backend Engineer', 26),
  centred('Dublin, Ireland | sam.example@example.org | +353 20 910 0143 | https://sam.example.org', 21),
  heading('Profile'),
  plain(
    'Backend engineer with eight years of experience in building web services and data pipelines in Python on PostgreSQL. Came to engineering from customer support and still thinks of the person at the other end of the ticket first. Likes plain designs, measured changes and documents that people read.',
  ),
  heading('Work Experience'),
  ...job('Senior Backend Engineer', 'March 2021 – Present', 'Quillbridge Invoicing, Dublin', [
    'Designed and ran REST APIs in Python (FastAPI, PostgreSQL, Redis) that process 40,000 invoices a day for 900 business customers.',
    'Cut the slowest tenth of API responses from 900 ms to 180 ms by rewriting SQL queries, adding partial indexes and caching what never changes.',
    'Moved 14 services from hand-kept servers to Docker and Kubernetes on AWS, described in Terraform, without an hour of planned downtime.',
    'Built the CI/CD pipelines in GitHub Actions: a change is tested with pytest and in production within eight minutes.',
    'Introduced event streaming with Kafka between billing and accounting, so that a lost message can be replayed instead of typed again.',
    'Mentored three engineers, led code reviews and wrote the design documents of the team.',
    'Shared the on-call rotation and moderated the reviews after incidents; pages at night fell from eleven to two a month.',
  ]),
  ...job('Data Engineer', 'June 2018 – February 2021', 'Fernhollow Retail Analytics, Dublin', [
    'Built ETL pipelines in Python and Apache Airflow that load two terabytes of sales data a month into Snowflake.',
    'Modelled the data warehouse with dbt and SQL; 60 analysts work from tables whose every column is tested and documented.',
    'Replaced a nightly batch by streaming with Kafka, so that shops see their stock within a minute.',
    'Made dashboards in Tableau with the sales team and taught its members to build their own.',
    'Agreed data contracts with eleven suppliers and checked each delivery automatically before it was loaded.',
  ]),
  ...job('Technical Support Specialist', 'August 2015 – May 2018', 'Larkmoor Broadband, Cork', [
    'Answered about 30 tickets a day by telephone, chat and e-mail in Zendesk, with a customer satisfaction of 96 %.',
    'Wrote SQL reports and Python scripts that found billing errors before customers did; two of them are said to be in use still.',
    'Wrote 120 articles for the knowledge base and trained nine new colleagues.',
    'Troubleshot routers, DNS and Linux servers together with the network team.',
  ]),
  ...job('Customer Service Assistant', 'July 2013 – July 2015', 'Puffin & Pebble Outdoor Shop, Galway', [
    'Advised customers, ran the till, counted stock and packed the orders of the online shop.',
    'Planned the weekend shifts of six part-time colleagues.',
  ]),
  heading('Education'),
  dated('BSc in Computer Science', '2014 – 2018'),
  plain('Corrib Evening College of Technology, Galway'),
  bullet('Final project: finding duplicate addresses in open data, graded 1.1.'),
  heading('Skills'),
  plain('Programming: Python, SQL, FastAPI, Django, TypeScript, Node.js, Bash'),
  plain('Data: PostgreSQL, Redis, Kafka, Apache Airflow, dbt, Snowflake, pandas, Tableau'),
  plain('Operations: AWS, Docker, Kubernetes, Terraform, GitHub Actions, Linux, Prometheus, Grafana, Git'),
  plain('Ways of working: code review, test-driven development, technical writing, mentoring, Scrum'),
  heading('Certificates'),
  bullet('AWS Certified Solutions Architect – Associate, 2022'),
  bullet('ITIL 4 Foundation, 2017'),
  heading('Projects'),
  bullet(
    'tidewatch: an open-source Python library that reads tide gauges and serves them as a REST API; 40 contributors.',
  ),
  heading('Languages'),
  plain('English (native), Spanish (B2), German (A2)'),
  heading('Volunteering'),
  plain('Teaches children to code at the public library on Saturdays, since 2019.'),
  heading('Work Authorisation'),
  plain('Lives in Ireland on an employment permit; requires visa sponsorship from a new employer.'),
  plain('Notice period: four weeks.'),
]

const bytes = await Packer.toBuffer(
  new Document({
    title: 'Sam Example (a fictional person)',
    creator: 'JobPilot',
    sections: [
      {
        properties: { page: { margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN } } },
        children,
      },
    ],
  }),
)
writeFileSync(new URL('../samples/sam-example.docx', import.meta.url), bytes)
