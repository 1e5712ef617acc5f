import type { SampleResume } from './resume-files.ts'

const english = {
  summary: 'Profile',
  work: 'Work Experience',
  education: 'Education',
  skills: 'Skills',
  languages: 'Languages',
}

/** Fictional people of several trades and languages. */
export const sampleResumes: SampleResume[] = [
  {
    name: 'Marisol Quenby',
    headline: 'Registered Nurse',
    email: 'marisol.quenby@example.org',
    phone: '+44 7700 900123',
    place: 'Leeds, UK',
    headings: english,
    summary:
      'Compassionate nurse with nine years on acute wards, used to busy nights, anxious families and the paperwork that follows both of them.',
    jobs: [
      {
        title: 'Senior Staff Nurse',
        employer: 'Harrowgate Vale Hospital',
        place: 'Leeds',
        dates: 'Mar 2019 – Present',
        start: '2019-03',
        end: null,
        highlights: [
          'Led a team of 12 nurses on a 28-bed acute medical ward and cut falls by 18 % within a year of taking over the night rota.',
          'Mentored four newly qualified nurses.',
        ],
      },
      {
        title: 'Staff Nurse',
        employer: 'St Brannock Infirmary',
        place: 'Bradford',
        dates: 'September 2015 – February 2019',
        start: '2015-09',
        end: '2019-02',
        highlights: ['Administered IV medication and kept drug charts.'],
      },
      {
        title: 'Healthcare Assistant',
        employer: 'Fernleigh Care Home',
        dates: '2013 – 2015',
        start: '2013',
        end: '2015',
        highlights: ['Helped residents with washing, meals and mobility.'],
      },
    ],
    studies: [
      {
        degree: 'BSc (Hons) Adult Nursing',
        institution: 'University of Leeds',
        dates: '2012 – 2015',
        end: '2015',
      },
    ],
    skills: ['Wound care', 'Cannulation', 'Medication administration', 'Triage'],
    languages: ['English – native', 'Spanish – B2'],
  },
  {
    name: 'Jürgen Öttinger',
    headline: 'Elektroniker für Betriebstechnik',
    email: 'j.oettinger@example.com',
    phone: '+49 151 23456789',
    place: '86150 Augsburg',
    headings: {
      summary: 'Kurzprofil',
      work: 'Berufserfahrung',
      education: 'Ausbildung',
      skills: 'Kenntnisse',
      languages: 'Sprachen',
    },
    summary:
      'Elektroniker mit zwölf Jahren Erfahrung in der Instandhaltung von Produktionsanlagen und im Schaltschrankbau für kleine und große Betriebe.',
    jobs: [
      {
        title: 'Elektroniker für Betriebstechnik',
        employer: 'Lechwerk Anlagenbau GmbH',
        place: 'Augsburg',
        dates: 'seit 04/2018',
        start: '2018-04',
        end: null,
        highlights: [
          'Wartung und Instandsetzung von Förderanlagen im Dreischichtbetrieb',
          'Fehlersuche an SPS-Steuerungen (Siemens S7)',
        ],
      },
      {
        title: 'Betriebselektriker',
        employer: 'Brauhaus Sonnleitner AG',
        place: 'München',
        dates: '09/2012 – 03/2018',
        start: '2012-09',
        end: '2018-03',
        highlights: ['Umbau der Abfüllanlage auf neue Antriebe'],
      },
    ],
    studies: [
      {
        degree: 'Ausbildung zum Elektroniker',
        institution: 'Berufsschule Augsburg',
        dates: '09/2008 – 02/2012',
        end: '2012-02',
      },
    ],
    skills: ['SPS-Programmierung', 'Schaltschrankbau', 'DGUV V3 Prüfung'],
    languages: ['Deutsch – Muttersprache', 'Englisch – B1'],
  },
  {
    name: 'Tobias Nkemelu',
    headline: 'Warehouse Team Leader',
    email: 'tobias.nkemelu@example.net',
    phone: '(555) 010-4477',
    place: 'Columbus, OH',
    headings: { ...english, work: 'Employment History', skills: 'Key Skills' },
    summary:
      'Warehouse lead who keeps shelves honest: accurate counts, safe aisles and trucks that leave on time, week after week.',
    jobs: [
      {
        title: 'Warehouse Team Leader',
        employer: 'Bluepine Logistics Inc.',
        place: 'Columbus, OH',
        dates: '06/2020 - Present',
        start: '2020-06',
        end: null,
        highlights: [
          'Supervised 25 pickers and packers across two shifts.',
          'Raised pick accuracy from 97.1% to 99.6%.',
        ],
      },
      {
        title: 'Forklift Operator',
        employer: 'Crestline Foods',
        place: 'Dayton, OH',
        dates: '01/2017 - 05/2020',
        start: '2017-01',
        end: '2020-05',
        highlights: ['Loaded up to 40 trailers a day.'],
      },
      {
        title: 'Order Picker',
        employer: 'Marlow & Finch Retail',
        dates: '08/2014 - 12/2016',
        start: '2014-08',
        end: '2016-12',
        highlights: ['Picked orders with RF scanners.'],
      },
    ],
    studies: [
      { degree: 'High School Diploma', institution: 'Eastbrook High School', dates: '2014', end: '2014' },
    ],
    skills: ['Inventory control', 'SAP WM', 'Forklift', 'Team leadership'],
    languages: ['English – native'],
  },
  {
    name: 'Élodie Marchetti-Roux',
    headline: 'Cheffe de partie',
    email: 'elodie.mr@example.fr',
    phone: '06 12 34 56 78',
    place: 'Lyon, France',
    headings: {
      summary: 'Profil',
      work: 'Expérience professionnelle',
      education: 'Formation',
      skills: 'Compétences',
      languages: 'Langues',
    },
    summary:
      "Cuisinière depuis dix ans dans des brigades exigeantes, attentive aux produits de saison, à l'hygiène et à la formation des apprentis.",
    jobs: [
      {
        title: 'Cheffe de partie',
        employer: 'Restaurant Les Trois Tilleuls',
        place: 'Lyon',
        dates: 'janvier 2021 – aujourd’hui',
        start: '2021-01',
        end: null,
        highlights: ['Responsable du poste poissons, 80 couverts par service', 'Formation de deux apprentis'],
      },
      {
        title: 'Commis de cuisine',
        employer: 'Hôtel Belrive',
        place: 'Nice',
        dates: 'septembre 2016 – décembre 2020',
        start: '2016-09',
        end: '2020-12',
        highlights: ['Mise en place et envoi des entrées froides'],
      },
    ],
    studies: [
      { degree: 'CAP Cuisine', institution: 'Lycée hôtelier de Dardilly', dates: '2014 – 2016', end: '2016' },
    ],
    skills: ['Cuisine française', 'HACCP', 'Gestion des stocks'],
    languages: ['Français – langue maternelle', 'Italien – B2'],
  },
  {
    name: 'Priya Hallworth',
    headline: 'Senior Software Engineer',
    email: 'priya@example.dev',
    phone: '+1 555 010 2299',
    place: 'Austin, TX',
    headings: { ...english, summary: 'Summary', work: 'Professional Experience', skills: 'Technical Skills' },
    summary:
      'Backend engineer who likes boring technology, short feedback loops and writing things down for the people who come after.',
    jobs: [
      {
        title: 'Senior Software Engineer',
        employer: 'Quillstone Systems',
        place: 'Austin, TX',
        dates: 'Jan 2021 – Present',
        start: '2021-01',
        end: null,
        highlights: [
          'Cut p95 latency of the billing API from 900 ms to 140 ms by moving aggregation into PostgreSQL and caching results.',
          'Introduced contract tests.',
        ],
      },
      {
        title: 'Software Engineer',
        employer: 'Hexbarrow Labs',
        place: 'Denver, CO',
        dates: 'July 2017 – Dec 2020',
        start: '2017-07',
        end: '2020-12',
        highlights: ['Built ingestion services in Go and Kafka.'],
      },
      {
        title: 'Junior Developer',
        employer: 'Tamarind Web Studio',
        place: 'Denver, CO',
        dates: 'Jun 2015 – Jun 2017',
        start: '2015-06',
        end: '2017-06',
        highlights: ['Shipped fourteen customer sites.'],
      },
    ],
    studies: [
      {
        degree: 'M.Sc. Computer Science',
        institution: 'Colorado Ridge University',
        dates: '2013 – 2015',
        end: '2015',
      },
      { degree: 'B.Sc. Mathematics', institution: 'Ashgrove College', dates: '2009 – 2013', end: '2013' },
    ],
    skills: ['Go', 'TypeScript', 'PostgreSQL', 'Kafka', 'Kubernetes'],
    languages: ['English – native', 'Hindi – conversational'],
  },
]
