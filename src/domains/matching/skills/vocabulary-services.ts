/** Skills of care, health, teaching, kitchens, hotels, transport and stores; the format is told in vocabulary-technology.ts. */
export const servicesVocabulary = `
# health
Nursing = nursing care, krankenpflege, soins infirmiers, enfermería, gesundheits- und krankenpflege, bedside nursing, clinical nursing, nursing practice, registered nurse experience, pflegefachkraft, acute nursing, stationäre pflege, pflegeerfahrung
Patient care = patient centred care, patient centered care, patientenversorgung, direct patient care, caring for patients, prise en charge des patients, cuidado de pacientes, patientenbetreuung, patient assessment, assessing patients, patient assessments, soins aux patients
Intensive care nursing = ^ICU, intensive care, intensive care unit, critical care, intensivpflege, intensivstation, réanimation, cuidados intensivos, ^ITU, ^CCU > Nursing
Emergency nursing = emergency department, emergency room, ^ER, a&e, accident and emergency, notaufnahme, urgences, urgencias, emergency care, trauma care > Nursing
Paediatric nursing = pediatric nursing, paediatrics, pediatrics, kinderkrankenpflege, pediatric, paediatric > Nursing
Surgical nursing = operating theatre, operating room, theatre nursing, perioperative, scrub nurse, op pflege, surgical ward, bloc opératoire, post operative care, postoperative care > Nursing
Medical-surgical nursing = med surg, medical surgical, medical ward, general ward, acute ward, acute medical ward > Nursing
Mental health nursing = psychiatric nursing, mental health, psychiatrie, psychiatric, santé mentale > Nursing
Oncology nursing = oncology, chemotherapy, onkologie, oncologie
Palliative care = end of life care, hospice, palliativpflege, soins palliatifs, palliative
Dialysis = haemodialysis, renal nursing, hemodialysis
Cardiology = cardiac care, telemetry nursing, cardiac
Midwifery = midwife, hebamme, maternity, labour and delivery, obstetrics, sage-femme
Community nursing = district nursing, home health, ambulante pflege, home visits, soins à domicile, domiciliary nursing
Medication administration = administering medication, administering medications, medikamentengabe, drug administration, administration of medication, medikamente verabreichen, medication management, administration des médicaments, administered medication, administer medication, drug rounds, medication rounds, medikamentenmanagement, medications
IV therapy = intravenous therapy, cannulation, iv cannulation, infusion therapy, infusionstherapie, iv insertion, ^IV, infusions, intravenous
Phlebotomy = venepuncture, venipuncture, blood draws, taking blood, blutentnahme, prise de sang, blood sampling
Wound care = wundversorgung, wound dressing, wundmanagement, wound management, soins de plaies, tissue viability
Vital signs monitoring = vital signs, observations of patients, vitalzeichen, signes vitaux, monitoring vital signs, patient monitoring, vitalparameter
Ventilator management = mechanical ventilation, ventilators, beatmung, ventilated patients, ventilator, beatmete patienten
Tracheostomy care = tracheostomy, airway management
Catheterisation = catheterization, catheter care, urinary catheter
Triage = patient triage, triaging, manchester triage
Infection control = infection prevention, hygienemaßnahmen, infection prevention and control, aseptic technique, prévention des infections, hygienestandards
Care planning = care plans, pflegeplanung, pflegedokumentation, care documentation, plan de soins, nursing documentation, individual care plans, care records
Electronic health records = ^EHR, ^EMR, ^Epic, epic systems, cerner, electronic medical records, patient records, electronic patient records, patientenakte, dossier patient, systmone, emis, meditech, electronic charting, charting, electronic documentation
Basic life support = ^BLS, ^CPR, cardiopulmonary resuscitation, reanimation
Advanced life support = ^ACLS, ^ALS, advanced cardiac life support > Basic life support
Paediatric life support = ^PALS, pediatric advanced life support > Basic life support
First aid = erste hilfe, premiers secours, primeros auxilios, first aider, ersthelfer, first aid at work, ^SST
Medical terminology = medizinische fachbegriffe, medical vocabulary
Medical coding = icd-10, cpt coding, medical billing, clinical coding
Medical reception = medical secretary, doctor's surgery, patient scheduling, arztpraxis, patient bookings
Physiotherapy = physical therapy, physiotherapie, kinésithérapie, rehabilitation, manual therapy, fisioterapia
Occupational therapy = ergotherapie, ergothérapie
Speech therapy = speech and language therapy, logopädie, orthophonie
Radiography = x-ray, mri, ct scans, medical imaging, röntgen, ultrasound, radiology
Pharmacy = dispensing, pharmacology, pharmazie, dispensary, prescriptions, pharmacie, farmacia
Dental assisting = dental nursing, chairside assistance, zahnmedizinische assistenz, dental hygiene
Laboratory diagnostics = clinical laboratory, medical laboratory, pathology lab
Veterinary care = animal care, veterinary nursing, tierpflege, animal husbandry
Anaesthesia = anesthesia, anästhesie
Clinical trials = clinical research, klinische studien, essais cliniques, clinical studies
Public health = health promotion, epidemiology, health education
Enteral nutrition = peg feeding, tube feeding, nasogastric feeding
Stoma care = colostomy care
Falls prevention = fall prevention, sturzprophylaxe, falls risk
Pressure ulcer prevention = pressure area care, dekubitusprophylaxe, pressure sores
Discharge planning = discharge coordination, entlassmanagement
Optometry = optician, augenoptik
Nutrition = dietetics, diet planning, ernährungsberatung
Counselling = counseling, psychotherapy, beratungsgespräche, psychological support
# care
Elderly care = aged care, altenpflege, care of older people, geriatric care, geriatrics, elder care, care home, nursing home, soins aux personnes âgées, geriatrie, gériatrie, ehpad, residential care, seniorenbetreuung, cuidado de ancianos, older adults, pflegeheim
Personal care = körperpflege, grundpflege, personal hygiene assistance, aide à la toilette, washing and dressing, personal hygiene
Dementia care = dementia, demenz, alzheimer's, démence, demenzbetreuung
Home care = domiciliary care, ambulante betreuung, aide à domicile, live-in care, home support, care at home
Disability support = learning disabilities, special needs care, behindertenhilfe, supported living, autism support, people with disabilities, handicap, disabilities
Moving and handling = patient transfers, hoists, patient handling, manual handling of patients, hoist
Childcare = child care, kinderbetreuung, nursery, garde d'enfants, early years, daycare, kita, kindergarten, cuidado de niños, petite enfance, nanny
Social work = sozialarbeit, case management, travail social, social care, soziale arbeit, youth work, trabajo social
Safeguarding = child protection, kinderschutz, safeguarding procedures, safeguarding children, protection de l'enfance, adult safeguarding, child safeguarding
# education
Teaching = classroom teaching, unterrichten, enseignement, enseñanza, instruction, unterricht, teaching experience, taught, enseigner, docencia, classroom experience, classroom instruction
Lesson planning = lesson plans, unterrichtsplanung, planning lessons, préparation de cours, unterrichtsvorbereitung, planned lessons, schemes of work, plan lessons, unit plans
Curriculum development = curriculum design, curriculum planning, lehrplanentwicklung, course design, instructional design, curriculum, curricula
Classroom management = behaviour management, behavior management, klassenführung, gestion de classe, managing behaviour, managing a classroom, gestión del aula
Student assessment = marking, grading, assessment for learning, student evaluation, leistungsbewertung, évaluation des élèves, assessing pupils, formative assessment, pupil progress, student progress, assessing students, assessing student, assessment of pupils
Special educational needs = ^SEN, ^SEND, special education, sonderpädagogik, inclusive education, ^IEP, ^IEPs, individualized education, additional needs, special needs, inklusion, differentiated instruction, differentiation, differentiated learning
Primary education = primary school, elementary school, grundschule, école primaire, key stage 1, key stage 2, ^KS1, ^KS2, primary teaching, elementary education, educación primaria, elementary, professeur des écoles
Secondary education = secondary school, high school teaching, gymnasium, key stage 3, key stage 4, ^KS3, ^KS4, ^GCSE, a-level teaching, sekundarstufe, collège, lycée, secondary teaching
Early childhood education = early years foundation stage, ^EYFS, preschool, frühkindliche bildung, early years education, pre-school, kindergarten teaching, frühpädagogik, montessori
Phonics = early reading, literacy teaching, reading instruction, guided reading
Mathematics = maths, math, mathematik, mathématiques, matemáticas, maths teaching, calculus, algebra
Physics = physik, physique
English teaching = ^TEFL, ^ESL, ^EFL, ^CELTA, teaching english, english as a foreign language, english as a second language, ^EAL, ^TESOL, ^DaF, ^DaZ, deutsch als fremdsprache
Tutoring = tutor, nachhilfe, soutien scolaire, one to one tuition, private tuition
Lecturing = university teaching, higher education teaching, vorlesungen
Adult education = erwachsenenbildung, training delivery, delivering training, corporate training, workshops, trainings, training sessions, workplace training, schulungen, formation professionnelle, conducting training, staff training
E-learning = elearning, online teaching, learning management system, ^LMS, moodle, google classroom, blended learning, canvas lms, virtual classroom, articulate storyline
Parent communication = parent meetings, parents evenings, elternarbeit, elterngespräche, parent liaison, parent teacher conferences, communicating with parents, working with parents, liaising with parents
Exam preparation = exam boards, abiturprüfungen, exam board
Science teaching = biology teaching, chemistry teaching, teaching science
Physical education = sports teaching, sportunterricht, ^PE
Music teaching = instrument tuition, musikunterricht
Pastoral care = student welfare, form tutor, student support, pastoral
Interactive whiteboard = smartboard, smart board, educational technology, edtech
# hospitality
Cooking = kochen, cuisine, cocina, culinary skills, culinary, food production, kitchen experience, cookery, à la carte, a la carte, speisenzubereitung, cuisinier, küche, restaurant kitchen, commercial kitchen, professional kitchen, kitchens
Food preparation = food prep, mise en place, vorbereitung von speisen, préparation des plats, preparación de alimentos, prep work, preparing food, meal preparation, prepping
Food safety = food hygiene, haccp, lebensmittelhygiene, hygiène alimentaire, lebensmittelsicherheit, seguridad alimentaria, food hygiene level 2, servsafe, food handling, food safety standards, food standards, kitchen hygiene, sécurité alimentaire, manipulador de alimentos, normes haccp, haccp principles, level 2 food
Allergen management = allergens, allergen awareness, allergene, food allergies, allergen
Menu planning = menu development, menu design, speisekartengestaltung, élaboration des menus, menus, speiseplanung, menu creation, seasonal menus, menu costing
Baking = bakery, pastry, patisserie, bäckerei, pâtisserie, konditorei, desserts, pastry making, bread making, pastelería
Butchery = meat cutting, metzgerei, boucherie, meat preparation, fleischerei
Fish preparation = fish filleting, seafood
Grill cooking = grill station, griddle, grill, sauté station, line cooking, section cooking, line cook, hot line, chef de partie section, running a section, own section
Kitchen management = kitchen supervision, küchenleitung, running a kitchen, managing a kitchen, kitchen operations, kitchen leadership, gestion de cuisine
Food cost control = food costing, gp control, portion control, wareneinsatz, food costs, kitchen budgets, stock and waste control, waste control, food waste, menu pricing, food cost
Catering = banqueting, banquets, bankett, contract catering, gemeinschaftsverpflegung, événementiel traiteur, mass catering, large scale catering, event catering, traiteur
Waiting tables = table service, serving guests, servieren, service en salle, waiter experience, food service, waitressing, food and beverage service, bedienung, service am gast, f&b service, serving food, waiting staff, servir
Bartending = bar work, mixology, cocktails, cocktail making, barkeeping, bar service, barman, bar experience, draught beer
Barista skills = barista, latte art, coffee making, espresso machine, espresso, coffee preparation
Wine knowledge = sommelier, wine service, wine pairing, wset, weinkenntnisse, wines
Hotel reception = hotel front desk, front office, check-in and check-out, hotelrezeption, guest check-in, rezeption, night audit, réception hôtelière, hotel front office, check-in
Opera PMS = ^Opera, opera cloud, hotel software, property management system, ^PMS, fidelio, protel, opera system, hotel management software
Reservations = booking systems, reservation systems, table reservations, reservierungen, reservation management, bookings
Housekeeping = room cleaning, zimmerreinigung, hotel cleaning, room attendant, laundry, hauswirtschaft
Cleaning = reinigung, nettoyage, limpieza, commercial cleaning, gebäudereinigung, janitorial, industrial cleaning, office cleaning, deep cleaning, entretien des locaux, cleaning and sanitizing, sanitation
Restaurant management = gastronomieleitung, running a restaurant, restaurant operations, hospitality management, f&b management, restaurant leitung
POS systems = ^POS, point of sale, epos, kassensystem, till systems, pos system, kassensysteme, cash register systems, micros, toast pos, lightspeed
Dishwashing = kitchen porter, washing up, spülen, plonge
Concierge service = concierge, guest requests
Revenue management = yield management
Tourism = travel agency, tour guiding, tour guide, tourismus, tourisme, excursions
# logistics
Warehouse operations = warehousing, warehouse work, lagerarbeit, lagerlogistik, entreposage, almacén, warehouse experience, lager, warehouse, gestion d'entrepôt, warehouse environment, distribution centre, distribution center, lagerwirtschaft, entrepôt, lagertätigkeit, lagerhaltung, fulfilment centre, fulfillment
Order picking = picking and packing, pick and pack, kommissionierung, préparation de commandes, order fulfilment, order fulfillment, picking, kommissionieren, order picker, preparación de pedidos, picker, voice picking, pick rates, packing orders, kommissionierer, pick/pack
Packing = packaging goods, verpacken, emballage, packaging
Loading and unloading = loading, unloading, be- und entladen, chargement, loading trucks, unloading trucks, loading bay, unloading vehicles, loading vehicles, entladen, verladung, beladen, unload, loading dock
Goods receipt = goods in, wareneingang, inbound goods, réception des marchandises, goods inwards, incoming goods, receiving goods, recepción de mercancías, warenannahme
Dispatch = goods out, shipping, versand, expédition, warenausgang, despatch, outbound shipping, dispatching, expédier
Inventory management = stock control, stock management, bestandsführung, inventory control, gestion des stocks, inventory, control de inventario, inventur, stock taking, stocktaking, cycle counting, stock counts, stocktakes, stock rotation, bestandskontrolle, cycle counts, stock checks, stock levels, inventaire, fifo, stocktake, inventories
Counterbalance forklift = counterbalance, frontstapler, gegengewichtsstapler, counterbalance truck, counterbalanced > Forklift driving
Reach truck = reach forklift, schubmaststapler, reach trucks > Forklift driving
Forklift driving = forklift, forklift truck, fork lift, gabelstapler, staplerfahren, chariot élévateur, carretilla elevadora, forklift operation, ^FLT, stapler, cariste, forklifts, forklift operator, carretillero, flurförderzeuge
Pallet truck = pallet jack, hubwagen, ppt, powered pallet truck, transpalette, electric pallet truck, ameise, pump truck, pallet trucks, ?LLOP, low level order picker, elektrohubwagen
Very narrow aisle truck = ^VNA, man up truck, bendi, aisle master, hochregalstapler, order picker truck > Forklift driving
Telehandler = teleskoplader, telescopic handler
RF scanners = handheld scanner, rf scanning, barcode scanner, barcode scanners, handscanner, scanners, mde geräte, barcode scanning, hand scanner, rf scanner, handheld scanners, scan guns, scanner, mde
Warehouse management systems = ^WMS, warehouse management system, lagerverwaltungssystem, manhattan wms, sap ewm, lagerverwaltung, logiciel de gestion d'entrepôt, warehouse management software, lagerverwaltungssoftware
Supply chain management = supply chain, lieferkette, chaîne logistique, cadena de suministro, supply chain planning, supply-chain
Logistics = logistik, logistique, logística, logistics coordination, transport logistics, logistics operations
Freight forwarding = spedition, customs clearance, zollabwicklung, import export, incoterms, customs, zoll, transit international, freight
Transport planning = route planning, tourenplanung, fleet management, planification des tournées, dispatching drivers, disposition, scheduling drivers, fuhrpark, fleet, routing software, journey planning
HGV driving = ^HGV, ^LGV, truck driving, lkw fahren, lorry driving, poids lourd, lkw, heavy goods vehicle, heavy goods vehicles, class 1 driving, class 2 driving, tractor trailer, conducteur poids lourd, conductor de camión, articulated lorry, artic, rigid vehicles, articulated lorries, berufskraftfahrer, camión, semi truck, 18 wheeler
Delivery driving = van driving, multi drop, multi-drop delivery, delivery driver, auslieferung, zustellung, livraison, reparto, courier, parcel delivery, deliveries, delivery routes, auslieferungsfahrer, multidrop, paketzustellung, van driver, local deliveries
Bus driving = passenger transport, coach driving, busfahrer, conducteur de bus, ^PCV, bus driver, coach driver
Tachograph = digital tachograph, fahrtenschreiber, lenk- und ruhezeiten, drivers hours, tachographe, tachographs, drivers' hours, tachograph rules, driving hours regulations, hours of service, ^ELD, chronotachygraphe, kontrollgerät, tacógrafo
Load securing = ladungssicherung, securing loads, arrimage, load security, load restraint, tie down, securing of loads, cargo securement
Vehicle checks = vehicle inspections, walkaround checks, defect checks, daily vehicle checks, pre-trip inspections, pre-trip inspection, abfahrtskontrolle, vehicle safety checks, pre-trip and post-trip, walk-around checks, defect reporting
ADR dangerous goods = ^ADR, dangerous goods, hazmat, gefahrgut, hazardous materials, gefahrguttransport, matières dangereuses, hazardous goods
Parking and manoeuvring = reversing, maneuvering
Refrigerated transport = temperature controlled transport, kühltransport, frigo
Waste collection = refuse collection, bin lorry, müllabfuhr
Tail lift operation = tail lift, ladebordwand, hayon
GPS navigation = sat nav, satnav, navigation systems, gps
Postal delivery = mail delivery, briefzustellung
Aviation ground handling = ground handling, ramp handling, baggage handling, airside
Flight operations = cabin crew, flight attendant, aircraft operations
# security-guard
Security guarding = security guard, security officer, wachdienst, manned guarding, objektschutz, patrols, patrolling, door supervision, agent de sécurité, site security, sicherheitsdienst
CCTV monitoring = cctv, surveillance systems, videoüberwachung, camera surveillance
Access control = zutrittskontrolle, entry control, visitor control
Fire safety = brandschutz, fire marshal, fire prevention, fire alarms, sécurité incendie, fire warden
Police work = law enforcement, investigations
# beauty
Hairdressing = hair cutting, hair styling, friseur, coiffure, peluquería, hair colouring, barbering
Beauty therapy = beauty treatments, kosmetik, waxing, facials, make-up, esthétique
Massage therapy = massage, massages
Personal training = fitness instruction, fitness coaching, fitness training, gym instruction, group fitness
Swimming instruction = lifeguard, lifeguarding
~ Nursing, Patient care, Elderly care
~ Intensive care nursing, Emergency nursing, Surgical nursing, Anaesthesia, Cardiology
~ Intensive care nursing, Medical-surgical nursing
~ Emergency nursing, Triage
~ Medical-surgical nursing, Surgical nursing
~ Community nursing, Home care
~ Mental health nursing, Counselling
~ Phlebotomy, IV therapy
~ Advanced life support, Basic life support, First aid, Paediatric life support
~ Elderly care, Home care, Dementia care, Disability support, Personal care
~ Childcare, Early childhood education, Teaching
~ Primary education, Secondary education, Early childhood education
~ Teaching, Tutoring, Adult education, Lecturing
~ Lesson planning, Curriculum development
~ Special educational needs, Disability support
~ Cooking, Food preparation, Catering, Grill cooking
~ Cooking, Baking
~ Kitchen management, Restaurant management
~ Waiting tables, Bartending, Barista skills
~ Waiting tables, Catering
~ Hotel reception, Reception
~ Housekeeping, Cleaning
~ POS systems, Cash handling
~ Warehouse operations, Order picking, Goods receipt, Dispatch, Loading and unloading, Packing
~ Warehouse operations, Inventory management
~ Counterbalance forklift, Reach truck, Very narrow aisle truck, Pallet truck, Telehandler
~ Forklift driving, Pallet truck
~ HGV driving, Delivery driving, Bus driving
~ Logistics, Supply chain management, Warehouse operations, Freight forwarding, Transport planning
~ Warehouse management systems, ERP systems, RF scanners
~ Inventory management, Stock replenishment
~ Security guarding, CCTV monitoring, Access control
~ Delivery driving, Postal delivery
~ Social work, Counselling, Safeguarding
~ Electronic health records, Care planning
`
