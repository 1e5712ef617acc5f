/**
 * Occupations by the words titles use, in four languages: `name | spelling, spelling`. A line with `#`
 * opens a family; `# family ~ family` says which families are close, `# family = 0.4` how near its own
 * occupations are to each other where that is less than usual (each has a licence or a degree of its own).
 */
export const occupationVocabulary = `
# software ~ data, infrastructure, product
software engineer | software developer, developer, programmer, softwareentwickler, softwareentwicklerin, entwickler, entwicklerin, développeur, développeuse, desarrollador, desarrolladora, desarrollador de software, ingénieur logiciel, software engineering, coder, application developer, anwendungsentwickler, fachinformatiker anwendungsentwicklung, python developer, java developer, software craftsman, member of technical staff
backend engineer | backend developer, back end developer, back end engineer, backend entwickler, backend software engineer, backend software developer, développeur backend, server engineer, api developer
frontend engineer | frontend developer, front end developer, front end engineer, ui developer, ui engineer, frontend entwickler, web developer, webentwickler, développeur web, développeur front end, desarrollador web, react developer
full stack engineer | full stack developer, fullstack developer, fullstack engineer, full stack software engineer, full stack web developer
mobile developer | ios developer, android developer, ios engineer, android engineer, mobile engineer, app developer
embedded engineer | embedded software engineer, firmware engineer, embedded developer, embedded systems engineer
game developer | game programmer, gameplay programmer
qa engineer | test engineer, software tester, quality assurance engineer, qa analyst, sdet, test automation engineer, testingenieur, qa tester
software architect | solution architect, solutions architect, softwarearchitekt, enterprise architect
engineering manager | head of engineering, vp engineering, cto, software development manager, director of engineering, chief technology officer
# data ~ software, finance, science
data engineer | analytics engineer, etl developer, big data engineer, data platform engineer, dateningenieur
data scientist | machine learning engineer, ml engineer, ai engineer, research scientist machine learning, data science, applied scientist
data analyst | business intelligence analyst, bi analyst, bi developer, reporting analyst, datenanalyst, analyste de données, product analyst, insights analyst, analista de datos, marketing analyst
database administrator | dba, datenbankadministrator
statistician | biostatistician
# infrastructure ~ software, itsupport
devops engineer | site reliability engineer, sre, platform engineer, cloud engineer, infrastructure engineer, cloud architect, devops, ingénieur devops
system administrator | systems administrator, sysadmin, linux administrator, systemadministrator, administrateur système, fachinformatiker systemintegration, systems engineer, it administrator, it systemadministrator
network engineer | network administrator, netzwerkadministrator, network technician
security engineer | security analyst, cyber security analyst, information security analyst, penetration tester, soc analyst, it security specialist
# itsupport ~ infrastructure, customer
it support technician | it support specialist, help desk technician, helpdesk, service desk analyst, desktop support, technical support engineer, it support, support technician, it technician, technicien informatique, it supporter, technical support specialist, help desk analyst, support engineer
# product ~ software, management, design
product manager | product owner, head of product, produktmanager, chef de produit
business analyst | systems analyst, requirements engineer, process analyst
scrum master | agile coach
project manager | projektmanager, chef de projet, jefe de proyecto, project coordinator, programme manager, program manager, projektleiter, delivery manager, project lead
# design ~ marketing, product
ux designer | ui designer, ux ui designer, product designer, interaction designer, ux researcher, user experience designer
graphic designer | grafikdesigner, graphiste, visual designer, art director, diseñador gráfico, mediengestalter, communication designer
video editor | videographer, motion designer, photographer, animator
interior designer | innenarchitekt
fashion designer | seamstress, tailor
# nursing ~ care, medical
registered nurse | nurse, staff nurse, krankenschwester, krankenpfleger, pflegefachkraft, pflegefachfrau, pflegefachmann, gesundheits und krankenpfleger, infirmier, infirmière, enfermera, enfermero, rn, charge nurse, ward nurse, examinierte pflegekraft, clinical nurse, gesundheits und krankenpflegerin, krankenpflegerin, senior nurse, ward sister, nurse manager, stationsleitung, ward manager, lead nurse, practice nurse, community nurse, district nurse, school nurse, nurse practitioner
icu nurse | intensive care nurse, critical care nurse, intensivpfleger, fachpfleger intensivpflege, icu registered nurse, critical care registered nurse
emergency nurse | er nurse, a&e nurse, emergency department nurse, emergency room nurse
theatre nurse | operating room nurse, scrub nurse, or nurse, perioperative nurse, surgical nurse
paediatric nurse | pediatric nurse, kinderkrankenschwester, neonatal nurse, nicu nurse
mental health nurse | psychiatric nurse
oncology nurse | dialysis nurse, palliative care nurse, hospice nurse
midwife | hebamme, sage femme, matrona
nursing assistant | certified nursing assistant, cna, healthcare assistant, hca, pflegehelfer, pflegeassistent, aide soignant, aide soignante, patient care assistant, licensed practical nurse, lpn, care assistant hospital, auxiliar de enfermería
# care ~ nursing, social, cleaning
care worker | carer, care assistant, support worker, home carer, caregiver, altenpfleger, altenpflegerin, auxiliaire de vie, home health aide, betreuungskraft, cuidador, senior carer, live in carer, personal care assistant, care home assistant
nanny | childminder, babysitter, au pair
# medical = 0.35 ~ nursing, lab, dental, pharmacy, therapy
doctor | physician, arzt, ärztin, médecin, surgeon, general practitioner, consultant physician, resident doctor
paramedic | emergency medical technician, emt, rettungssanitäter, notfallsanitäter, ambulancier
medical assistant | medizinische fachangestellte, arzthelferin, medical secretary, medical receptionist, assistant médical, mfa
radiographer | radiologic technologist, mtra, sonographer, radiology technician, x ray technician
optometrist | optician, dispensing optician, augenoptiker, opticien, óptico, ophthalmic assistant
audiologist | hearing aid audiologist, hörakustiker, audioprothésiste
phlebotomist | phlebotomy technician
dietitian | nutritionist, dietician, ernährungsberater, diététicien, dietista
# animals = 0.5 ~ medical, farming
veterinarian | vet, veterinary surgeon, tierarzt, tierärztin, vétérinaire, veterinario
animal care assistant | kennel assistant, zookeeper, dog groomer, groomer, tierpfleger, stable hand, groom
# dental = 0.45 ~ medical
dentist | zahnarzt, zahnärztin, orthodontist, dental surgeon, odontólogo, chirurgien dentiste
dental hygienist | hygienist, registered dental hygienist, rdh, dental therapist, dentalhygieniker, dentalhygienikerin, higienista dental, hygiéniste dentaire
dental assistant | dental nurse, zahnmedizinische fachangestellte, zahnmedizinischer fachangestellter, orthodontic assistant, dental asst, rda, assistante dentaire, auxiliar dental, zfa
dental technician | zahntechniker, prothésiste dentaire, protésico dental
# pharmacy = 0.5 ~ medical
pharmacist | apotheker, apothekerin, pharmacien, pharmacienne, farmacéutico, farmacéutica, clinical pharmacist, community pharmacist, pharmacy manager, pharmacist manager
pharmacy technician | pharmacy assistant, dispenser, pharmacy dispenser, pta, pharmazeutisch technische assistentin, préparateur en pharmacie, auxiliar de farmacia
# therapy = 0.4 ~ medical, care, social
physiotherapist | physical therapist, physio, kinésithérapeute, physiotherapeut, physiotherapeutin, fisioterapeuta, physical therapy assistant
occupational therapist | ergotherapeut, ergotherapeutin, ergothérapeute, terapeuta ocupacional
speech therapist | speech and language therapist, speech language pathologist, logopäde, logopädin, orthophoniste, logopeda
podiatrist | chiropodist, podologe, podologue
osteopath | chiropractor, heilpraktiker
veterinary nurse | tierarzthelferin, vet nurse, veterinary technician, tiermedizinische fachangestellte
psychologist | psychotherapist, counsellor, therapist
# social ~ care, teaching
social worker | sozialarbeiter, sozialpädagoge, travailleur social, éducateur spécialisé, youth worker, case worker, case manager, family support worker
# teaching ~ social
teacher | lehrer, lehrerin, lehrkraft, enseignant, enseignante, professeur, maestro, maestra, profesor, class teacher, classroom teacher, supply teacher, educator, docente
primary teacher | primary school teacher, elementary teacher, elementary school teacher, grundschullehrer, grundschullehrerin, professeur des écoles, year 3 teacher, ks1 teacher, ks2 teacher, key stage 2 teacher, grade teacher
secondary teacher | secondary school teacher, high school teacher, maths teacher, mathematics teacher, science teacher, english teacher, history teacher, physics teacher, gymnasiallehrer, teacher of mathematics, teacher of science, teacher of english, math teacher, head of department maths, chemistry teacher, biology teacher, geography teacher, head of mathematics, head of maths
special needs teacher | sen teacher, special education teacher, sonderpädagoge, senco
early years educator | nursery teacher, preschool teacher, kindergarten teacher, erzieher, erzieherin, nursery nurse, educadora infantil, éducatrice de jeunes enfants, early years practitioner, nursery practitioner, kita erzieher
teaching assistant | classroom assistant, learning support assistant, schulbegleiter, teacher aide, paraprofessional
driving instructor | fahrlehrer, moniteur auto école, instructor
sports coach | coach, trainer sports, football coach, sportlehrer
lecturer | university lecturer, dozent, professor, teaching fellow
tutor | private tutor, language teacher, english language teacher, esl teacher, tefl teacher
trainer | corporate trainer, learning and development specialist, instructional designer, ausbilder, formateur
# finance ~ admin, data
accountant | buchhalter, buchhalterin, comptable, contable, staff accountant, financial accountant, finanzbuchhalter, bilanzbuchhalter, management accountant, finanzbuchhalterin, bilanzbuchhalterin, general ledger accountant, chartered accountant, senior accountant, accounting specialist, assistant accountant, junior accountant, accounts assistant, accounting assistant, accountancy, part qualified accountant
bookkeeper | bookkeeping assistant, accounting clerk, accounts clerk, accounts administrator, ledger clerk
accounts payable clerk | accounts payable specialist, kreditorenbuchhalter, purchase ledger clerk, accounts receivable clerk, sales ledger clerk, credit controller, debitorenbuchhalter, billing specialist, accounts payable, accounts receivable specialist
payroll specialist | payroll administrator, lohnbuchhalter, gestionnaire de paie, payroll officer, payroll clerk, payroll manager
financial controller | controller, finance manager, cfo, contrôleur de gestion, head of finance, chief financial officer, finance director, finance business partner
financial analyst | fp&a analyst, investment analyst, analyste financier, finance analyst
auditor | internal auditor, wirtschaftsprüfer, audit associate, audit senior, auditeur
tax advisor | steuerberater, tax accountant, tax specialist, steuerfachangestellte, steuerfachangestellter, steuerfachwirt, tax consultant, tax manager
banker | bank clerk, bankkaufmann, bank teller, loan officer, mortgage advisor, relationship manager bank
insurance agent | underwriter, claims handler, claims adjuster, versicherungskaufmann
# admin ~ finance, customer, hr
office administrator | administrative assistant, office assistant, sekretärin, secretary, bürokaufmann, bürokauffrau, kaufmann für büromanagement, assistant administratif, assistante administrative, auxiliar administrativo, office clerk, admin assistant, bürokraft, sachbearbeiter, sachbearbeiterin, office coordinator, school secretary
executive assistant | personal assistant, pa, assistenz der geschäftsführung, assistante de direction, team assistant
office manager | office managerin, business support manager
data entry clerk | data entry operator, data clerk, document controller
receptionist | empfangsmitarbeiter, front desk agent, réceptionniste, recepcionista, front office agent, front desk receptionist, hotel receptionist, rezeptionist, night auditor, guest service agent
event manager | event coordinator, event planner, veranstaltungskaufmann, wedding planner, conference coordinator
# hr ~ admin
hr manager | human resources manager, hr business partner, personalreferent, hr generalist, responsable rh, hr advisor, hr officer, hr assistant, hr coordinator, people partner, hr administrator, personalsachbearbeiter
recruiter | talent acquisition specialist, recruitment consultant, personalberater, sourcer, headhunter, chargé de recrutement
# legal = 0.6 ~ admin
lawyer | solicitor, attorney, rechtsanwalt, rechtsanwältin, avocat, avocate, abogado, abogada, legal counsel, jurist, barrister, associate attorney, in house counsel, notary, notar, notaire
paralegal | legal assistant, rechtsanwaltsfachangestellte, rechtsanwaltsfachangestellter, conveyancer, conveyancing assistant, assistant juridique, assistante juridique, law clerk, legal executive, licensed conveyancer, asistente legal
legal secretary | audio typist, legal pa, notariatsfachangestellte, secrétaire juridique
compliance officer | compliance manager, data protection officer, compliance analyst
# sales ~ marketing, customer, retail
sales representative | sales executive, vertriebsmitarbeiter, commercial, vendedor, account executive, sales consultant, außendienstmitarbeiter, sales associate b2b, business development manager, business development representative, sales development representative, bdr, sdr, sales agent, vertriebler, technico commercial, field sales, inside sales representative, sales specialist, comercial
account manager | key account manager, client manager, customer success manager, vertriebsinnendienst, client partner, customer success
sales manager | head of sales, vertriebsleiter, regional sales manager, sales director, directeur commercial, area sales manager
real estate agent | estate agent, immobilienmakler, property manager, lettings negotiator
# marketing ~ sales, design
marketing manager | marketing specialist, marketing executive, marketing coordinator, chargé de marketing, responsable marketing, marketingmanager, digital marketing manager, digital marketing specialist, digital marketing executive, brand manager, growth marketer, marketing assistant, campaign manager, online marketing manager, digital marketer, head of marketing, performance marketing manager, growth marketing manager, marketing associate, chargée de marketing
content manager | copywriter, content writer, content creator, editor, redakteur, rédacteur, technical writer, journalist, content strategist, content specialist, content marketer
seo specialist | seo manager, sem specialist, ppc specialist, paid media manager, paid search specialist
social media manager | community manager, social media specialist, social media executive
pr manager | communications manager, public relations officer, pr specialist, pressesprecher, communications officer
fundraiser | fundraising manager, grant writer
# customer ~ sales, admin, retail, hospitality
customer service representative | customer service advisor, customer support specialist, call centre agent, call center agent, kundenberater, kundenbetreuer, conseiller clientèle, téléconseiller, teleoperador, customer care agent, customer advisor, contact centre agent, customer support agent, customer service agent, customer service assistant, support agent, chargé de clientèle, mitarbeiter kundenservice, customer service executive
# retail ~ sales, customer, hospitality, warehouse
shop assistant | sales assistant, retail assistant, cashier, verkäufer, verkäuferin, vendeur, vendeuse, dependiente, store associate, kassierer, retail associate, sales associate, kassiererin, hôte de caisse, retail sales associate, einzelhandelskaufmann, customer assistant, employé de magasin
store manager | shop manager, filialleiter, retail manager, assistant store manager, responsable de magasin, filialleiterin
merchandiser | visual merchandiser, stock replenisher, shelf stacker
# kitchen ~ hospitality
chef | cook, koch, köchin, cuisinier, cuisinière, cocinero, cocinera, line cook, commis chef, chef de partie, prep cook, commis de cuisine, jungkoch, kitchen chef, breakfast chef, demi chef de partie, grill cook, school cook, second de cuisine
head chef | executive chef, chef de cuisine, sous chef, küchenchef, kitchen manager, sous chef de cuisine, jefe de cocina, küchenleiter
pastry chef | baker, bäcker, boulanger, konditor, pâtissier, panadero
butcher | metzger, boucher, fleischer
kitchen assistant | kitchen porter, küchenhilfe, plongeur, dishwasher, catering assistant, kitchen hand, commis, ayudante de cocina, kitchen helper
# hospitality ~ kitchen, customer, retail
waiter | waitress, server, kellner, kellnerin, serveur, serveuse, camarero, camarera, food runner, servicekraft, restaurantfachmann, waiting staff, chef de rang, front of house, servicemitarbeiter
bartender | barista, barkeeper, barman, mixologist, bar staff
restaurant manager | restaurantleiter, f&b manager, bar manager, food and beverage manager, directeur de restaurant, general manager restaurant, assistant restaurant manager
hotel manager | front office manager, hotel general manager, hotelfachfrau, hotelfachmann, duty manager, hotelmanager, front desk manager, housekeeping manager, front desk supervisor, head receptionist
travel agent | tour guide, reiseverkehrskaufmann, flight attendant, cabin crew
# cleaning ~ hospitality, care, facility
cleaner | housekeeper, room attendant, reinigungskraft, agent d'entretien, femme de chambre, limpiador, janitor, custodian, zimmermädchen, housekeeping supervisor
# warehouse ~ driving, manufacturing, retail, supplychain
warehouse operative | warehouse worker, warehouse associate, lagerarbeiter, lagermitarbeiter, lagerist, magasinier, préparateur de commandes, order picker, picker packer, kommissionierer, mozo de almacén, fachkraft für lagerlogistik, fachlagerist, warehouse assistant, packer, stock clerk, fulfillment associate, loader, warehouse picker, goods in operative, warehouse clerk, logistics operative, lagerhelfer, inventory clerk, stock controller, material handler, fulfilment associate, picker
forklift operator | forklift driver, staplerfahrer, gabelstaplerfahrer, cariste, reach truck driver, counterbalance driver, flt driver, carretillero
warehouse supervisor | warehouse manager, warehouse team leader, lagerleiter, schichtleiter lager, chef d'équipe logistique, shift supervisor warehouse, warehouse shift supervisor, warehouse team lead, responsable d'entrepôt
# driving ~ warehouse, supplychain
truck driver | hgv driver, lgv driver, lkw fahrer, lkw fahrerin, chauffeur routier, conducteur poids lourd, camionero, class 1 driver, class 2 driver, berufskraftfahrer, cdl driver, lorry driver, hgv class 1 driver, hgv class 2 driver, otr driver, conductor de camión, conducteur routier, kraftfahrer, tanker driver, cdl a driver, long haul driver
delivery driver | van driver, courier, kurierfahrer, chauffeur livreur, zusteller, repartidor, auslieferungsfahrer, multi drop driver, parcel driver, paketzusteller, postal worker, livreur, fahrer, delivery courier, driver
bus driver | coach driver, busfahrer, conducteur de bus, tram driver, train driver, taxi driver, school bus driver
# supplychain ~ warehouse, driving, procurement, admin
logistics coordinator | logistics manager, disponent, transport planner, supply chain manager, logistikmanager, speditionskaufmann, supply chain analyst, dispatcher, transport manager, logistics specialist, freight forwarder, logistiker, responsable logistique, logistics planner, shipping coordinator, fleet manager, transport coordinator, kaufmann für spedition und logistikdienstleistung, supply chain planner
buyer | purchasing manager, procurement specialist, einkäufer, acheteur, procurement manager, purchasing agent
# electrical ~ maintenance, construction, technician
electrician | elektriker, elektrikerin, électricien, electricista, elektroniker, industrial electrician, commercial electrician, residential electrician, maintenance electrician, electrical technician, journeyman electrician, elektroniker für betriebstechnik, elektroinstallateur, approved electrician, electrical installer, elektroniker für energie und gebäudetechnik, domestic electrician, master electrician, elektromeister, apprentice electrician, electrical improver, betriebselektriker, electrical fitter, solar installer, pv installer, solarteur, ev charger installer, electrical engineer site, electrical supervisor
electronics technician | elektrotechniker, technicien électronique, test technician electronics, fire alarm engineer, security systems installer
# maintenance ~ electrical, manufacturing, facility, technician
maintenance technician | mechaniker, industriemechaniker, technicien de maintenance, mechatroniker, maintenance engineer, instandhalter, millwright, maintenance mechanic, multi skilled engineer, instandhaltungstechniker, betriebstechniker, técnico de mantenimiento, multi skilled maintenance engineer, service technician, servicetechniker, field service engineer, field service technician
automotive mechanic | car mechanic, kfz mechatroniker, mécanicien automobile, vehicle technician, auto mechanic, motor mechanic, mecánico, hgv mechanic, diesel mechanic
hvac technician | refrigeration engineer, heating engineer, anlagenmechaniker shk, gas engineer, chauffagiste, kältetechniker, air conditioning engineer, boiler engineer
plumber | klempner, installateur, plombier, fontanero, pipefitter
# construction ~ electrical, maintenance, facility
carpenter | joiner, tischler, schreiner, zimmermann, zimmerer, menuisier, charpentier, carpintero, cabinet maker, chippy, chippie, carpenter joiner, bench joiner, shopfitter, kitchen fitter, formwork carpenter, leading hand carpenter
bricklayer | mason, maurer, maçon, albañil, brickie, stonemason, concrete worker, groundworker, formworker, betonbauer, ferrailleur, coffreur, encofrador
plasterer | drywaller, dryliner, trockenbauer, stuckateur, plaquiste, plâtrier, yesero
tiler | fliesenleger, carreleur, alicatador, floor layer, flooring installer, parkettleger, solador
roofer | dachdecker, couvreur, techador, roof tiler
painter | decorator, maler, malerin, lackierer, peintre, pintor, painter decorator, spray painter
scaffolder | gerüstbauer, échafaudeur, andamista, rigger
glazier | glaser, vitrier, cristalero, window fitter
construction worker | construction labourer, bauarbeiter, labourer, ouvrier, peón, building labourer, general labourer, laborer, bauhelfer
site manager | construction manager, bauleiter, bauleiterin, conducteur de travaux, site supervisor, construction site manager, polier, jefe de obra, jefa de obra, encargado de obra, chef de chantier, works manager, building supervisor, site agent, site foreman, clerk of works
plant operator | crane operator, excavator operator, baumaschinenführer, kranführer
# civil = 0.6 ~ construction
civil engineer | site engineer, bauingenieur, bauingenieurin, ingénieur civil, ingénieur travaux, ingeniero civil, ingeniera civil, ingeniero de caminos, ingeniera de caminos, ingeniero de obra, ingeniero de producción, ingeniera de producción, highway engineer, civil site engineer, geotechnical engineer, ingénieur génie civil, water engineer, municipal engineer
structural engineer | tragwerksplaner, statiker, ingénieur structure, ingeniero de estructuras, bridge engineer
quantity surveyor | estimator, kalkulator, métreur, cost engineer, cost manager
land surveyor | surveyor, vermesser, vermessungstechniker, géomètre, topógrafo, building surveyor
architect | architekt, architektin, architecte, arquitecto, arquitecta, landscape architect, town planner, urban planner, stadtplaner
architectural technician | bim coordinator, draughtsman, draftsman, bauzeichner, cad technician, dessinateur, delineante, drafter
# facility ~ cleaning, maintenance, security
facility manager | facilities manager, hausmeister, caretaker, facilities coordinator, gardien, building manager, handyman, site caretaker, facilities assistant
gardener | landscaper, gärtner, jardinier, jardinero, groundskeeper, greenkeeper
# security ~ facility
security guard | security officer, wachmann, agent de sécurité, sicherheitsmitarbeiter, sicherheitskraft, guardia de seguridad, vigilante de seguridad, door supervisor, doorman, bouncer, loss prevention officer, store detective, ladendetektiv, werkschutz, retail security officer
control room operator | cctv operator, surveillance operator, alarm operator, leitstellendisponent, opérateur de télésurveillance, emergency call handler
police officer | polizist, polizistin, policier, policía, detective, border officer, customs officer, zollbeamter
prison officer | justizvollzugsbeamter, correctional officer, probation officer, surveillant pénitentiaire
firefighter | feuerwehrmann, pompier
# manufacturing ~ warehouse, maintenance, technician
machine operator | production operative, produktionsmitarbeiter, maschinenbediener, opérateur de production, production worker, maschinen und anlagenführer, assembler, assembly operator, factory worker, opérateur machine, operario de producción, assembly worker, manufacturing operative, process operator, conducteur de ligne, anlagenführer, monteur
cnc machinist | polymechaniker, polymechanikerin, mécanicien de précision, fresador, zerspaner, zerspanungsmechanikerin, cnc einrichter, cnc fachkraft, cnc setter operator, feinmechaniker, decolleteur, mécanicien usineur, milling machinist, turner, miller, cnc operator, cnc machine operator, zerspanungsmechaniker, fräser, dreher, machinist, cnc programmer, cnc setter, tourneur fraiseur, usineur, tornero, cnc fräser, cnc dreher, toolmaker, werkzeugmacher, cnc turner, cnc miller
welder | schweißer, soudeur, soldador, metal fabricator, sheet metal worker, metallbauer, konstruktionsmechaniker, fabricator welder
quality inspector | quality controller, qualitätsprüfer, quality technician, contrôleur qualité, quality engineer, quality manager, qc inspector, qualitätsmanager
production manager | plant manager, produktionsleiter, production supervisor, shift leader, schichtleiter, chef d'atelier, manufacturing manager, team leader production, production planner, lean manager, process improvement manager
tailor operator | sewing machinist
# technician ~ electrical, maintenance, manufacturing, science
mechanical engineer | maschinenbauingenieur, design engineer mechanical, konstrukteur, ingénieur mécanique, cad engineer
electrical engineer | elektroingenieur, ingénieur électrique, automation engineer, plc programmer, automatisierungstechniker, sps programmierer, controls engineer, electronics engineer, hardware engineer
process engineer | chemical engineer, verfahrenstechniker, industrial engineer, manufacturing engineer, production engineer
# science ~ lab, data
scientist | research scientist, researcher, biologist, chemist, forscher, chercheur, research associate, postdoc, chemiker, biologe, research assistant, environmental scientist, microbiologist, biochemist, analytical chemist
# lab ~ science, medical
laboratory technician | lab technician, laborant, laborantin, technicien de laboratoire, lab assistant, medical laboratory technician, chemielaborant, cta, bta, laboratory analyst, qc analyst, técnico de laboratorio, biomedical scientist, mtla, medical technologist, quality control analyst, chemisch technischer assistent, laboratory assistant
# management ~ product, admin
operations manager | general manager, managing director, betriebsleiter, directeur des opérations, ceo, geschäftsführer, chief operating officer, operations director, branch manager
management consultant | consultant, strategy consultant, unternehmensberater, business consultant
# aviation = 0.35
pilot | first officer, flight captain, piloto, pilote de ligne
aircraft mechanic | aircraft maintenance engineer, aircraft technician, fluggerätmechaniker, mécanicien aéronautique, avionics technician
air traffic controller | fluglotse
ground handler | ramp agent, baggage handler, airport agent, check in agent
# marine = 0.4
deckhand | sailor, matrose, seaman, marin, able seaman, bosun
marine engineer | ship engineer, skipper, ship captain, chief mate, marine surveyor
# rail = 0.5 ~ driving
train conductor | railway conductor, signaller, zugbegleiter, track worker, gleisbauer, aiguilleur
# policy ~ admin, legal, science
policy officer | policy adviser, policy analyst, civil servant, referent, verwaltungsfachangestellte, chargé de mission, case officer, licensing officer, planning officer, environmental health officer
economist | actuary, actuarial analyst, volkswirt, économiste, aktuar
# heritage ~ teaching, admin
librarian | library assistant, bibliothekar, bibliothécaire, bibliotecario, archivist, archivar
curator | museum assistant, conservator, museum attendant, gallery assistant, restaurator
# stage ~ design
sound engineer | audio engineer, lighting technician, stage technician, stagehand, veranstaltungstechniker, technicien son, av technician
musician | actor, singer, dancer, musiker, musicien, composer, choreographer, music teacher
# crafts ~ manufacturing, construction
upholsterer | polsterer, tapissier, furniture maker
jeweller | goldsmith, watchmaker, goldschmied, uhrmacher, bijoutier, horloger
printer | print finisher, medientechnologe, imprimeur, bookbinder, print operator
florist | floristin, fleuriste, florista
potter | ceramicist, glassblower, keramiker
# environment ~ science, farming
arborist | tree surgeon, forester, baumpfleger, förster, forstwirt, élagueur, forest worker, ranger
geologist | hydrogeologist, geophysicist, meteorologist, geologe, géologue, gis analyst, gis technician
pest controller | pest control technician, schädlingsbekämpfer, refuse collector, waste operative, recycling operative, bin lorry loader
# telecom ~ electrical, itsupport
telecom technician | telecoms engineer, fibre technician, fibre engineer, cable technician, technicien fibre, field technician telecoms
wind turbine technician | lift engineer, elevator technician, lift technician, aufzugstechniker, ascensoriste
# beauty
hairdresser | hair stylist, friseur, friseurin, coiffeur, coiffeuse, peluquero, barber
beautician | beauty therapist, kosmetikerin, esthéticienne, nail technician, massage therapist
fitness trainer | personal trainer, fitness instructor, lifeguard, swimming instructor
# farming
farm worker | farmer, agricultural worker, landwirt, agriculteur, farmhand, harvest worker
# translation ~ admin, marketing
translator | interpreter, übersetzer, traducteur, traductor, localisation specialist, dolmetscher
`
