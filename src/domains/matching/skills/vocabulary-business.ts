/** Skills of offices, money, people, law, sales, marketing and design; the format is told in vocabulary-technology.ts. */
export const businessVocabulary = `
# office
Microsoft Excel = ?Excel, ms excel, advanced excel, excel spreadsheets, pivot tables, pivottables, vlookup, xlookup > Microsoft Office, Spreadsheets
Microsoft Word = ?Word, ms word, ^WinWord > Microsoft Office
PowerPoint = power point, powerpoint, ms powerpoint > Microsoft Office
Microsoft Outlook = ?Outlook, ms outlook > Microsoft Office
Microsoft Access = ?Access, ms access > Microsoft Office
Microsoft Office = ms office, office 365, microsoft 365, ms 365, office suite, mso, office kenntnisse, ms office kenntnisse, pack office, paquete office, office programs, office applications, ms office paket, office packages
Google Workspace = g suite, gsuite, google docs, google sheets, google drive, gmail
Spreadsheets = spreadsheet, tabellenkalkulation
SharePoint = share point
Microsoft Teams = ms teams, zoom meetings, video conferencing
Slack = ^Slack
Visio = ^Visio, ms visio, lucidchart
Microsoft Project = ms project
Data entry = datenerfassung, dateneingabe, saisie de données, entrada de datos, keying data, data capture, data input
Typing = touch typing, typing speed, wpm, ten finger typing, audio typing
Computer literacy = computer skills, it skills, it literate, computer literate, pc skills, edv kenntnisse, pc kenntnisse, it literacy, basic computer, basic it, computer proficiency, sicherer umgang mit dem pc, maîtrise de l'outil informatique, ofimática, outils bureautiques, bureautique
# administration
Office administration = administrative tasks, administrative support, office management, clerical, büroorganisation, office procedures, secretarial, administrative duties, gestion administrative, administrative work, clerical work, office admin, verwaltung, verwaltungsaufgaben, administrative assistance, administrative experience
Calendar management = diary management, scheduling meetings, scheduling appointments, terminplanung, terminkoordination, appointment scheduling, diary
Minute taking = taking minutes, protokollführung, meeting minutes
Travel arrangements = travel booking, booking travel, travel management, reiseplanung, reisebuchung, travel bookings
Filing = record keeping, records management, ablage, document management, recordkeeping, document control, archiving, keeping records, maintain records, accurate records
Reception = front desk, receptionist duties, empfang, greeting visitors, welcoming visitors, switchboard, accueil
Event planning = event management, events management, event coordination, organising events, event organisation, veranstaltungsorganisation, organización de eventos, organizing events, conference planning
Mail handling = mailroom, post room, postbearbeitung
Purchasing = procurement, einkauf, achats, compras, sourcing, purchase orders, beschaffung, procure to pay, buying
Vendor management = supplier management, supplier relationships, lieferantenmanagement, supplier negotiations, contractor management
Facilities management = facility management, gebäudemanagement, building management
# finance
Accounting = accountancy, buchhaltung, comptabilité, contabilidad, rechnungswesen, finanzbuchhaltung, accounting principles, financial accounting, general accounting
Bookkeeping = book keeping, buchführung, tenue de livres, teneduría de libros, maintaining ledgers > Accounting
Accounts payable = ^AP, kreditorenbuchhaltung, supplier invoices, purchase ledger, kreditoren, comptabilité fournisseurs, creditor, invoice processing, vendor invoices
Accounts receivable = ^AR, debitorenbuchhaltung, sales ledger, debitoren, comptabilité clients, debtor, customer invoicing
Credit control = debt collection, collections, mahnwesen, chasing debts, dunning, recouvrement
General ledger = ledger, nominal ledger, hauptbuch, journal entries, gl accounting, grand livre
Reconciliation = bank reconciliation, bank reconciliations, account reconciliation, reconciliations, reconciling accounts, kontenabstimmung, balance sheet reconciliations, rapprochements bancaires, reconcile accounts, reconciling, reconciled bank
Month-end close = month end, month end closing, monatsabschluss, clôture mensuelle, period end close, monthly close, cierre mensual, financial close, monatsabschlüsse, monthly closing, month ends
Year-end accounts = year end, year end closing, jahresabschluss, annual accounts, clôture annuelle, statutory accounts, jahresabschlüsse, final accounts, year end close
Payroll = payroll processing, lohnbuchhaltung, gehaltsabrechnung, lohnabrechnung, paie, nómina, entgeltabrechnung, lohn und gehaltsabrechnung, gestion de la paie, payrolls
Invoicing = billing, rechnungsstellung, fakturierung, facturation, facturación, invoices
VAT returns = vat, vat return, umsatzsteuer, sales tax, umsatzsteuervoranmeldung, déclarations de tva, ^TVA, ^GST, umsatzsteuervoranmeldungen
Tax = taxation, tax returns, tax preparation, steuerrecht, corporate tax, fiscalité, income tax, tax compliance, corporation tax, steuern, steuererklärungen, tax accounting, tax law
Financial reporting = financial statements, management accounts, finanzberichte, management reporting, management accounting, balance sheets, bilanzierung, profit and loss, p&l, reporting financier, informes financieros
Financial analysis = financial modelling, financial modeling, financial models, finanzanalyse, variance analysis, ^FP&A, analyse financière, cost analysis, financial planning and analysis
Budgeting = budget management, budgets, budgetplanung, budgetierung, managing budgets, budget planning, budget control, gestion de budget, budget responsibility, budget tracking, presupuestos
Forecasting = financial forecasting, sales forecasting, cash flow forecasting, prognosen, forecasts, cash flow forecasts
Controlling = cost accounting, kostenrechnung, cost control, contrôle de gestion, kostenkontrolle, costing, cost controlling
Auditing = audit, internal audit, external audit, wirtschaftsprüfung, audits, internal controls, audit preparation, sox
IFRS = ^IFRS, international financial reporting standards > Financial reporting
US GAAP = ^GAAP, us gaap, uk gaap, frs 102 > Financial reporting
HGB = ^HGB, handelsgesetzbuch > Financial reporting
Financial consolidation = group accounting, konzernabschluss, consolidation, intercompany accounting
Pensions administration = pension administration
Treasury = cash management, liquidity management, liquiditätsplanung, cash flow management
Fixed assets = anlagenbuchhaltung, asset accounting
Expense management = expense reports, expenses, reisekostenabrechnung, spesen
Xero > Accounting software
QuickBooks = quick books, quickbooks online > Accounting software
?Sage = sage 50, sage 200, sage line 50, sage intacct, sage accounting > Accounting software
DATEV = ^DATEV, datev > Accounting software
NetSuite = oracle netsuite > Accounting software, ERP systems
SAP = ^SAP, sap fi, sap co, sap fico, sap r/3, sap s/4hana, sap mm, sap sd, s/4hana, sap erp, sap hana, sap kenntnisse > ERP systems
Microsoft Dynamics = dynamics 365, navision, dynamics nav, business central > ERP systems
Oracle Financials = oracle erp, oracle e-business suite, oracle fusion > ERP systems
ERP systems = erp, enterprise resource planning, erp system, warenwirtschaftssystem, erp software, progiciel de gestion
Accounting software = bookkeeping software, buchhaltungssoftware, accounting package, accounting packages, accounting systems, logiciel comptable, finance systems
Banking = retail banking, bankwesen, corporate banking, bank operations
Credit analysis = credit risk, lending, underwriting loans, loan processing, kreditanalyse, mortgage lending
Insurance = underwriting, claims handling, insurance claims, versicherung, claims management, claims processing
Investment analysis = portfolio management, equity research, valuation, asset management, securities, bloomberg terminal
Risk management = risk assessment, risk analysis, risikomanagement, gestion des risques, risk assessments, gefährdungsbeurteilung
Anti-money laundering = ^AML, ^KYC, know your customer, geldwäsche
Cash handling = handling cash, cashing up, kassenführung, till operation, kasse, operating a till, manejo de caja, encaissement, kassieren, cash register, cashier, cash drawer
# sales
Sales = selling, vertrieb, verkauf, ventes, ventas, vente, sales experience, field sales, outside sales, vente directe
B2B sales = business to business sales, ^B2B, b2b selling, corporate sales, enterprise sales > Sales
Account management = key account management, account manager, client management, managing accounts, key accounts, kundenbetreuung, gestion de comptes, client accounts, portfolio of accounts
Business development = new business, neukundengewinnung, développement commercial, desarrollo de negocio, winning new business, customer acquisition, neukundenakquise, kundenakquise
Lead generation = prospecting, outbound prospecting, cold calling, kaltakquise, outbound sales, prospection, lead qualification, cold outreach
Telesales = telephone sales, telemarketing, telefonverkauf, inside sales
Negotiation = negotiating, contract negotiation, verhandlungsgeschick, négociation, negociación, negotiation skills, verhandlung, price negotiation
Sales pipeline management = pipeline management, sales pipeline, sales targets, quota, quota attainment, meeting targets, hitting targets, target driven, pipeline
Retail sales = retail, shop floor, einzelhandel, commerce de détail, retail experience, store experience, retail store, retail environment, fashion retail
Visual merchandising = merchandising, product displays, warenpräsentation, shelf stocking, shelf filling, merchandiser
Stock replenishment = replenishing shelves, stacking shelves, regale auffüllen, mise en rayon, restocking, stocking shelves
Upselling = cross selling, up selling, suggestive selling
CRM = ^CRM, crm software, crm systems, crm system, customer relationship management, crm platforms, crm tools, crm platform
Salesforce = salesforce crm, ^SFDC, sales cloud > CRM
HubSpot = hub spot > CRM
Pipedrive = zoho crm, zoho > CRM
Proposal writing = tender writing, bid writing, rfp responses, tenders, angebotserstellung, bid management, appels d'offres, quotations, preparing quotes
Product demonstrations = product demos, sales presentations, demos
E-commerce = ecommerce, online shop, onlinehandel, online retail, amazon seller central
Real estate = property management, lettings, property sales, immobilien, estate agency
# customer
Customer service = customer care, customer support, kundenservice, kundendienst, service client, atención al cliente, client service, guest service, kundenberatung, customer experience, relation client, client services, customer facing, serving customers, helping customers, kundenorientierung, customer focus, kundenkontakt, customer focused, sens du service, customer oriented, dealing with customers, guest relations, dealing with the public, guest services, customer satisfaction
Complaint handling = handling complaints, complaint resolution, beschwerdemanagement, reklamationsbearbeitung, resolving complaints, customer complaints, complaints, gestion des réclamations, conflict with customers, reklamationen
Call centre = call center, contact centre, contact center, callcenter, inbound calls, telephone support, phone support, incoming calls, telefonie, call handling, high call volumes
Zendesk = freshdesk, intercom, zendesk support > Ticketing software
Ticketing software = support tickets, customer tickets
Live chat support = live chat, chat support, e-mail support
Customer success = customer onboarding, customer retention, client retention, client onboarding, churn reduction
Telephone manner = phone manner, telephone skills, telephone etiquette, phone etiquette, telephone manners
# marketing
Marketing = marketing strategy, marketing campaigns, marketing planning, marketing management, marketingstrategie, brand marketing, marketing communications, campaign management, kampagnen, campaign planning
Digital marketing = online marketing, marketing digital, internet marketing, performance marketing > Marketing
SEO = ^SEO, search engine optimisation, search engine optimization, suchmaschinenoptimierung, référencement naturel, organic search, keyword research, posicionamiento web > Digital marketing
SEM = ^SEM, ^PPC, ^SEA, paid search, pay per click, search engine marketing, paid advertising, paid media, suchmaschinenwerbung, paid campaigns > Digital marketing
Google Ads = adwords, google adwords > SEM
Facebook Ads = meta ads, paid social, linkedin ads, social media advertising, social ads, facebook advertising > Digital marketing
Google Analytics = ^GA4, web analytics, google analytics 4, matomo, google tag manager
Social media marketing = social media, social media management, instagram, tiktok, social channels, réseaux sociaux, redes sociales, community management, soziale medien, social media content > Digital marketing
Content marketing = content creation, content strategy, content production, création de contenu, creación de contenidos, content planning, content calendar
Copywriting = copy writing, texten, writing copy, blog writing, article writing, rédaction, redacción, blog posts, web copy, texterstellung
Copy editing = proofreading, editing text, lektorat, proof reading, relecture
Email marketing = e-mail marketing, newsletters, newsletter, email campaigns, e-mail campaigns, emailing > Digital marketing
Mailchimp = klaviyo, brevo, sendgrid, campaign monitor > Email marketing
Marketing automation = marketo, pardot, eloqua, automated campaigns, automation flows
Public relations = ?PR, media relations, press releases, pressearbeit, relations presse, press office, öffentlichkeitsarbeit
Brand management = branding, brand strategy, markenführung, brand identity, brand guidelines, brand development
Market research = marktforschung, competitor analysis, étude de marché, competitive analysis, market analysis, consumer research, customer research, marktanalyse
Content management systems = ^CMS, cms, content management system, typo3
Affiliate marketing = influencer marketing, partnerships marketing
Video production = videography, video editing, videoschnitt, montage vidéo, filming
Premiere Pro = adobe premiere, final cut pro, davinci resolve > Video production
After Effects = motion graphics, motion design, adobe after effects > Animation
Animation = 2d animation, 3d animation
Photography = fotografie, photographie, fotografía, photo shoots
Podcast production = podcasting, audio editing
Google Search Console = ahrefs, semrush, screaming frog, sistrix > SEO
Media planning = media buying, mediaplanung
Trade shows = trade fairs, messen, exhibitions, messeorganisation
Journalism = reporting news, news writing, journalismus, editorial
# design
Graphic design = grafikdesign, graphisme, diseño gráfico, print design, layout design, visual design, graphic designer
Adobe Photoshop = photoshop > Adobe Creative Suite
Adobe Illustrator = illustrator, ?Illustrator > Adobe Creative Suite
Adobe InDesign = indesign, in design > Adobe Creative Suite
Adobe Creative Suite = adobe creative cloud, creative cloud, adobe suite, adobe cc, adobe creative
Canva = ^Canva
Figma > UI design
Sketch = ?Sketch > UI design
Adobe XD = invision > UI design
UI design = user interface design, ui/ux, interface design, ^UI
UX design = user experience, ux/ui, ux, user experience design, user centred design, user centered design, human centred design
User research = usability testing, user interviews, usability tests, ux research
Wireframing = wireframes, prototyping, prototypes, interactive prototypes
Design systems = design system, component library, component libraries, storybook
Typography = typografie, typesetting
Illustration = illustrations, illustrating
Interior design = interior architecture, innenarchitektur, space planning
Fashion design = pattern cutting, garment construction, sewing, tailoring
3D modelling = 3d modeling, blender 3d, 3ds max, maya, cinema 4d, rhino
# hr
Recruitment = recruiting, talent acquisition, personalbeschaffung, recrutement, selección de personal, hiring, personalauswahl, sourcing candidates, candidate sourcing, interviewing candidates, personalgewinnung, shortlisting
Human resources = ^HR, personnel management, personalwesen, ressources humaines, recursos humanos, personalmanagement, hr management, hr generalist, hr operations, people operations, hr administration, personaladministration, personalverwaltung, personnel administration
Employee relations = grievances, disciplinary, labour relations, labor relations, employee engagement, disciplinary procedures, betriebsrat
Onboarding = employee onboarding, induction, new starter inductions, einarbeitung neuer mitarbeiter, onboarding new
Performance management = appraisals, performance reviews, mitarbeitergespräche, performance appraisals
Compensation and benefits = benefits administration, total rewards, reward management
Employment law = labour law, labor law, arbeitsrecht, droit du travail, derecho laboral, employment legislation
HRIS = ^HRIS, workday, bamboohr, successfactors, personio, hr systems, hr software, adp, hr information system
Applicant tracking systems = ^ATS, applicant tracking system, applicant tracking
Learning and development = training and development, ^L&D, personalentwicklung, staff development, employee training, training programmes, talent development
Workforce planning = rota planning, rostering, staff scheduling, dienstplanung, rotas, personaleinsatzplanung, schedule planning, staff rota, staff rotas, shift planning, dienstplangestaltung, dienstpläne
# legal
Contract law = contract drafting, drafting contracts, vertragsrecht, contract review, droit des contrats, contracts law, reviewing contracts, commercial contracts, vertragsgestaltung, contract negotiations
Corporate law = company law, gesellschaftsrecht, commercial law, mergers and acquisitions, m&a
Litigation = civil litigation, dispute resolution, court proceedings, prozessführung, pleadings
Legal research = juristische recherche, case law, legal writing, legal analysis, westlaw, lexisnexis
Conveyancing = property law, residential conveyancing, land registry
Family law = matrimonial law
Criminal law = strafrecht, criminal defence
Intellectual property = ^IP law, patents, trademarks, patent law, copyright law
Compliance = regulatory compliance, compliance management, conformité, cumplimiento normativo, regulatory requirements, regulatory affairs, governance
GDPR = ^GDPR, ^DSGVO, data protection, datenschutz, ^RGPD, privacy law, protection des données, protección de datos, data privacy
Legal secretarial = legal administration, case management systems, legal assistant work, paralegal work
Notarial work = notary
Immigration law = visa applications, ausländerrecht
Trade compliance = export control, exportkontrolle
# management
Project management = projektmanagement, gestion de projet, gestión de proyectos, managing projects, project planning, project coordination, project delivery, projektleitung, leading projects, projektplanung, conduite de projet, project manager, delivering projects, project lead
PRINCE2 = ^PRINCE2, prince 2 > Project management
PMP = ^PMP, project management professional, pmbok > Project management
Programme management = program management, portfolio governance, ^PMO
Stakeholder management = stakeholder engagement, managing stakeholders, stakeholder communication, stakeholders, stakeholdermanagement, senior stakeholders
Change management = organisational change, organizational change, transformation management, veränderungsmanagement
Product management = product owner, product ownership, product roadmap, roadmapping, product strategy, produktmanagement, product roadmaps, roadmap, backlog management
Business analysis = requirements gathering, requirements analysis, business requirements, anforderungsanalyse, requirements engineering, process mapping, business analyst, user stories, requirements elicitation
Process improvement = process optimisation, process optimization, continuous improvement, prozessoptimierung, amélioration continue, kaizen, mejora continua, business process improvement, verbesserungsprozess
Lean management = lean, lean manufacturing, lean production, 5s methodology, ^5S, lean methods
Six Sigma = lean six sigma, green belt, black belt > Process improvement
Strategic planning = strategy development, business planning, strategic thinking, strategieentwicklung, business strategy
Operations management = managing operations, operational management, betriebsleitung, operations experience, running operations
People management = team leadership, staff management, line management, managing a team, managing staff, personalführung, mitarbeiterführung, team management, leading a team, leading teams, management d'équipe, encadrement, gestión de equipos, supervising staff, supervision of staff, managing people, führungserfahrung, leadership experience, teamleitung, supervisory experience, supervisory, direct reports, team lead, supervised a team, managed a team, led a team, leading a small team, supervising a team, encadrement d'équipe
Mentoring = coaching, mentored, mentoring junior, coaching staff, coaching colleagues, mentorship, coached, training new staff, trained new staff, training junior, training apprentices, supervising students, einarbeitung
Presentation skills = presentations, presenting, public speaking, präsentationsfähigkeit, delivering presentations
Report writing = writing reports, written reports, berichtswesen, preparing reports, rédaction de rapports
Fundraising = donor management, grant writing, grant applications, spendenakquise, major gifts, bids for funding
Volunteer coordination = volunteer management, managing volunteers
?Translation = ?Translating, translation work, professional translation, translation services, literary translation, übersetzung, traduction, traducción, localisation
Interpreting = dolmetschen, simultaneous interpreting
~ Microsoft Excel, Google Workspace, Spreadsheets
~ Microsoft Office, Google Workspace
~ Xero, QuickBooks, Sage, DATEV, NetSuite
~ SAP, Microsoft Dynamics, Oracle Financials, NetSuite
~ Accounts payable, Accounts receivable, Bookkeeping, Credit control
~ Bookkeeping, General ledger, Reconciliation
~ Month-end close, Year-end accounts
~ IFRS, US GAAP, HGB
~ Financial reporting, Financial analysis
~ Budgeting, Forecasting
~ Salesforce, HubSpot, Pipedrive, Microsoft Dynamics
~ Sales, Business development, Account management
~ B2B sales, Account management
~ Lead generation, Telesales
~ Retail sales, Sales
~ Customer service, Call centre, Reception
~ Customer service, Retail sales
~ Google Ads, Facebook Ads
~ SEO, SEM
~ Copywriting, Content marketing, Journalism
~ Social media marketing, Content marketing
~ Mailchimp, Marketing automation, HubSpot
~ Figma, Sketch, Adobe XD
~ UI design, UX design
~ Adobe Photoshop, Adobe Illustrator, Adobe InDesign, Canva
~ Premiere Pro, After Effects
~ PRINCE2, PMP
~ Project management, Programme management, Product management
~ People management, Mentoring
~ Scrum, Project management
~ Recruitment, Human resources
~ Contract law, Corporate law
~ Office administration, Reception, Data entry
~ Purchasing, Vendor management
~ Process improvement, Lean management, Six Sigma
~ Event planning, Project management
~ Retail sales, Cash handling
~ Tableau, Microsoft Excel
`
