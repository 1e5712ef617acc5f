/** Skills of trades, building, making, science, farming, and how people work; the format is told in vocabulary-technology.ts. */
export const tradesVocabulary = `
# electrical
Electrical installation = electrical installations, elektroinstallation, installation électrique, instalación eléctrica, electrical work, electrical wiring, wiring, elektrotechnik, electrical systems, elektroinstallationen, rewiring, electrical installation work, cabling, verdrahtung, instalaciones eléctricas, câblage, elektrik, rewires, elektroanlagen
Electrical testing = inspection and testing, testing and inspection, electrical inspection, vde prüfung, 2391, 2394, 2395, periodic inspection, eicr, eicrs, test and inspection, dguv v3, prüfung elektrischer anlagen, dguv vorschrift 3, city & guilds 2391, city and guilds 2391, electrical test
Electrical fault finding = fault finding, fault diagnosis, electrical troubleshooting, fehlersuche, störungsbeseitigung, dépannage électrique, diagnosing faults, faultfinding, fehlerdiagnose, diagnose faults, fault-finding, entstörung, recherche de pannes, störungsbehebung
Wiring regulations = 18th edition, bs 7671, bs7671, national electrical code, ^NEC, vde normen, vde, 17th edition, nf c 15-100, electrical code, vde vorschriften, normes électriques
Three-phase systems = three phase, 3-phase, drehstrom, triphasé
Distribution boards = consumer units, switchgear, panel boards, schaltschrankbau, control panels, schaltschrank, tableaux électriques, consumer unit, schaltanlagen, distribution board, electrical panels, verteilerbau, panel building
Motor control = electric motors, motor controls, variable frequency drives, ^VFD, ^VFDs, variable speed drives, motors and drives, antriebstechnik, frequenzumrichter, motors
Conduit bending = conduit, conduits, trunking, containment, cable tray, cable trays, cable containment
Solar PV installation = solar panels, photovoltaic, photovoltaik, solar installation, photovoltaïque, solar pv, pv systems, solaranlagen, pv anlagen, solar
EV charger installation = ev chargers, ev charging, wallbox, ev charge points, ladestationen, electric vehicle charging, charge points, wallboxen, bornes de recharge, ev charger, ladeinfrastruktur
Fire alarm systems = fire alarm installation, brandmeldeanlagen, fire detection systems, fire alarm, emergency lighting
Lighting installation = lighting systems, led lighting, beleuchtungstechnik, lighting
Building automation = ^KNX, knx, ^BMS, building management systems, gebäudeautomation, smart home, bms systems, domotique, gebäudetechnik
Data cabling = structured cabling, cat6, cat 6, fibre optics, fiber optic, netzwerkverkabelung, fibre, cat5e, courants faibles
High voltage = ^HV, hochspannung, hv switching, mittelspannung, medium voltage, haute tension
PLC programming = ^PLC, plcs, ^SPS, ladder logic, siemens s7, sps programmierung, tia portal, allen bradley, automates programmables, plc
SCADA = ^SCADA, ^HMI
Blueprint reading = technical drawings, reading drawings, wiring diagrams, schaltpläne, schematics, technische zeichnungen, reading blueprints, plans techniques, circuit diagrams, stromlaufpläne, lecture de plans, electrical drawings, construction drawings, blueprints, read drawings, engineering drawings, electrical schematics, schaltplan, schaltplänen, planos
Electronics = elektronik, circuit design, électronique, electronic circuits, soldering, pcb design, pcb, altium
Instrumentation = calibration, measurement technology, mess- und regeltechnik, kalibrierung, instruments calibration
Mechatronics = mechatronik, mechatronic
Robotics = industrial robots, robotik, kuka, fanuc, robot programming, ^ROS
# construction
Plumbing = sanitär, plomberie, fontanería, pipework, pipe fitting, pipefitting, sanitärinstallation, pipe work, rohrinstallation
Heating systems = heizungstechnik, boiler installation, boilers, heizungsbau, chauffage, gas boilers, heating installation, heizungsanlagen, central heating, boiler servicing
HVAC = ^HVAC, air conditioning, klimatechnik, ventilation systems, climatisation, refrigeration, kältetechnik, lüftungstechnik, heating ventilation, lüftung, heat pumps, wärmepumpen, pompes à chaleur
Gas fitting = gas safe work, gas installation, gas appliances
Carpentry = joinery, tischlerei, menuiserie, carpintería, schreinerei, woodworking, zimmerei, first fix, second fix, charpente, holzbearbeitung, framing, cabinet making, finish carpentry, zimmermann
Bricklaying = masonry, mauerwerk, maçonnerie, albañilería, maurerarbeiten, brickwork, blockwork
Plastering = drywall, dry lining, trockenbau, plâtrerie, plasterboard, drywall installation, skimming, rendering walls
Painting and decorating = malerarbeiten, peinture, painting, decorating, anstrich, wallpapering
Tiling = fliesenlegen, carrelage, floor tiling, tile setting
Roofing = dachdecken, toiture, couverture, roof repair
Flooring = floor laying, bodenverlegung, bodenbeläge
Concrete work = concreting, betonarbeiten, formwork, schalung, concrete, coffrage, rebar
Groundworks = excavation, earthworks, tiefbau, terrassement, drainage
Scaffolding = gerüstbau, échafaudage, working at heights, working at height, höhenarbeit, travail en hauteur, ipaf, powered access, scissor lift, cherry picker, hubarbeitsbühne, mewp, boom lift, aerial lift
Plant operation = excavator, digger, heavy equipment, baumaschinen, heavy machinery operation, backhoe, dumper, bulldozer, engins de chantier, bagger
Crane operation = cranes, kranführer, overhead crane, slinging, grue, kranbedienung, slinger, banksman, rigging
Site management = construction management, bauleitung, construction site management, conduite de travaux, site supervision, site supervisor
Quantity surveying = cost estimating, estimating, kalkulation, bills of quantities, métré, aufmaß, cost estimation, take-offs
Building regulations = building codes, bauordnung, building code, baurecht, bauvorschriften
Surveying = land surveying, vermessung, total station, topography, leica
AutoCAD = auto cad, ^CAD, cad software, cad drawings, cad design, cad
Revit = ^BIM, building information modelling, building information modeling > AutoCAD
Civil engineering = bauingenieurwesen, génie civil, structural engineering, statik, structural design, structural analysis
Architecture design = architectural design, architektur, building design, archicad, sketchup
Glazing = window installation, glaserei
Locksmithing = locks, schlüsseldienst
Insulation = dämmung, isolation thermique
Plumbing maintenance = leak repair, drain cleaning
Demolition = abbruch, asbestos removal
Landscaping = garden maintenance, gartenbau, groundskeeping, landscape gardening, gardening, espaces verts, jardinería, grounds maintenance, horticulture, landschaftsbau
Site safety = construction safety, baustellensicherheit, toolbox talks, site inductions
Handyman repairs = general maintenance, minor repairs, building maintenance, property maintenance, hausmeistertätigkeiten, handyman, kleinreparaturen, maintenance and repairs
# manufacturing
Machine operation = machine operating, operating machinery, machine operator, maschinenbedienung, conduite de machines, bedienung von maschinen, manejo de maquinaria, operating machines, production machinery, anlagenbedienung, maschinenführung, operate machinery, machinery operation, machine tending
CNC machining = ^CNC, cnc lathe, cnc milling, cnc programming, cnc machines, cnc fräsen, cnc drehen, usinage, zerspanung, cnc operation, cnc operator, cnc machine, cnc lathes, fanuc control, heidenhain, siemens sinumerik, g-code, g code
Turning = lathe, lathes, drehen, tournage, lathe operation
Milling = fräsen, milling machine, fraisage, milling machines
Welding = schweißen, soudage, soldadura, ^MIG, ^TIG, mig welding, tig welding, arc welding, stick welding, mig/mag, ^MAG, wig schweißen, welder, soudure, gas welding, welds
Metal fabrication = sheet metal, metallbau, fabrication, blechbearbeitung, chaudronnerie, steel fabrication, metalworking, press brake, metallverarbeitung
Assembly = montage, assembling, ensamblaje, montagearbeiten, mechanical assembly, product assembly, assembly line, assembly work, baugruppen
Production planning = fertigungsplanung, production scheduling, arbeitsvorbereitung, planification de production, production control, produktionsplanung
Production work = manufacturing experience, production line, fertigung, produktion, production environment, manufacturing environment, factory work, manufacturing, factory, production experience
Quality control = quality inspection, qualitätskontrolle, contrôle qualité, control de calidad, quality checks, inspection of parts, qualitätsprüfung, quality inspections, qualitätssicherung, quality assurance, quality standards
Quality management = qualitätsmanagement, iso 9001, iso9001, ^QMS, quality management system, quality systems, quality management systems
Measuring instruments = micrometers, calipers, gauges, messmittel, precision measuring, micrometer, calliper, vernier, messschieber, precision measurement, messwerkzeuge, measuring tools, measuring equipment
Preventive maintenance = planned maintenance, preventative maintenance, vorbeugende instandhaltung, maintenance préventive, ^PPM, vorbeugende wartung, tpm, mantenimiento preventivo, routine maintenance, scheduled maintenance
Mechanical maintenance = machine maintenance, instandhaltung, wartung, maintenance industrielle, equipment maintenance, maintenance of machinery, machine repair, equipment repair, mechanical repair, maintenance and repair, wartung und instandhaltung, mechanical repairs, machinery maintenance, plant maintenance, reparatur
Electrical maintenance = maintenance électrique, electrical repair, elektrische instandhaltung, electrical repairs, industrial electrical
Hydraulics = hydraulik, hydraulic systems, hydraulique, hydraulic
Pneumatics = pneumatik, pneumatic systems, pneumatique, pneumatic
Machine setup = machine setting, rüsten, set-up of machines, tool changes, einrichten von maschinen, réglage machine, changeovers, machine set-up, tool setting, einrichten
Injection moulding = injection molding, spritzguss, plasturgie, spritzgießen
3D printing = additive manufacturing, rapid prototyping
SolidWorks = solid works > Mechanical CAD
Mechanical CAD = catia, autodesk inventor, solid edge, ptc creo, siemens nx, inventor software, fusion 360 > AutoCAD
Mechanical engineering = maschinenbau, génie mécanique, ingeniería mecánica, mechanical design
Finite element analysis = ^FEA, ansys, simulation software, ^FEM, ^CFD
Process engineering = verfahrenstechnik, process control, prozesstechnik
Electrical engineering = génie électrique, ingeniería eléctrica, circuit analysis
GMP = ^GMP, good manufacturing practice, ^cGMP, gute herstellungspraxis, bonnes pratiques de fabrication
Root cause analysis = ^RCA, 8d reports, 8d, fishbone, failure analysis, ^FMEA, ursachenanalyse, root causes
Statistical process control = ^SPC
Health and safety = arbeitssicherheit, occupational health and safety, workplace safety, ^OSHA, hse, ^EHS, safety procedures, sécurité au travail, seguridad laboral, safety regulations, health & safety, safety standards, arbeitsschutz, prl, safety protocols, safe working practices, sicherheitsvorschriften, h&s, safe working, safety rules, règles de sécurité, iosh, nebosh, safety conscious, safety awareness, consignes de sécurité
Manual handling = heavy lifting, körperliche arbeit, manutention, lifting heavy, levantamiento de cargas, lifting, physically demanding, port de charges
Automotive repair = vehicle maintenance, car repair, kfz reparatur, vehicle diagnostics, mécanique automobile, kfz mechatronik, mechanic, mecánica, vehicle servicing, vehicle repair, brake systems, engine repair, car mechanic, kfz technik, automotive
Hand and power tools = hand tools, power tools, werkzeuge, handwerkzeuge, outillage, power and hand tools, elektrowerkzeuge
Machine vision inspection = visual inspection, sichtprüfung
Painting and coating = powder coating, spray painting, lackierung, surface treatment
Wood machining = spindle moulder, sawmill
Textile work = industrial sewing, textile production
Printing operation = offset printing, print production, druckmaschinen, prepress
# science
Laboratory techniques = lab techniques, laboratory work, laborarbeit, lab work, laboratory experience, wet lab, techniques de laboratoire, lab skills, labortechnik, laboratory skills, laboratory environment, laboratory procedures, técnicas de laboratorio
HPLC = ^HPLC, chromatography, ^GC-MS, ^LC-MS, gas chromatography, chromatographie, mass spectrometry, uplc
PCR = ^PCR, qpcr, rt-pcr > Molecular biology
Molecular biology = dna extraction, cloning, molekularbiologie, gene editing, crispr, dna sequencing, biologie moléculaire
Cell culture = zellkultur, tissue culture, culture cellulaire, mammalian cell culture
Western blot = elisa, immunoassays, western blotting
Microscopy = mikroskopie, microscopie, electron microscopy
Flow cytometry = facs
Microbiology = mikrobiologie, microbiologie, bacteriology
Biochemistry = biochemie, protein purification
Analytical chemistry = chemical analysis, chemische analyse, titration, spectroscopy, wet chemistry, analytische chemie, chimie analytique, spectrophotometry, ^FTIR
Organic chemistry = chemical synthesis, organische chemie
Sample preparation = probenvorbereitung, specimen handling, sample handling, préparation d'échantillons, sampling, sample collection, sample processing
Lab safety = laboratory safety, biosafety, coshh, laborsicherheit
GLP = ^GLP, good laboratory practice, good laboratory practices
LIMS = ^LIMS, laboratory information management, electronic lab notebook, ^ELN
Method validation = method development, analytical method, methodenvalidierung, assay development, methodenentwicklung, validation of methods, method transfer
Scientific writing = scientific publications, academic writing, publishing papers, research papers, peer reviewed publications, manuscripts
Research = forschung, recherche scientifique, investigación, research methods, experimental design, research projects, scientific research
Bioinformatics = genomics, bioinformatik, sequence analysis
Environmental monitoring = environmental science, umweltmonitoring, environmental sampling, water analysis
Environmental management = iso 14001, sustainability, nachhaltigkeit, umweltmanagement, sustainability reporting, waste management, esg, recycling
# agriculture
Farming = agriculture, landwirtschaft, crop production, livestock, tractor driving, harvesting, tractor, milking
Pest control = schädlingsbekämpfung
Forestry = chainsaw operation, chainsaw, tree felling, tree surgery, arboriculture
# soft
Communication = communication skills, communicator, kommunikationsfähigkeit, kommunikationsstärke, communicate clearly, communicate effectively, written and verbal communication, verbal and written communication, interpersonal skills, sens de la communication, habilidades de comunicación, kommunikationsstark, excellent communicator, communicating, kommunikativ, bon relationnel, relationnel, interpersonal, written communication, verbal communication, aisance relationnelle, communicate, kommunikation, buena comunicación, people skills, oral communication, clear communication
Teamwork = team player, team work, teamfähigkeit, teamfähig, esprit d'équipe, trabajo en equipo, collaboration, work in a team, working in a team, collaborative, travail en équipe, teamgeist, teamplayer, team spirit, collaborate, work well in a team, working as part of a team, part of a team, team oriented, zusammenarbeit, teamorientiert, capacidad de trabajo en equipo, work as part of a team, team environment
Problem solving = problem-solving, problem solver, problemlösung, résolution de problèmes, resolución de problemas, solve problems, solving problems, problemlösungskompetenz, lösungsorientiert, solution oriented, solve complex problems, lösungsorientierte
Analytical thinking = analytical skills, analytical, analytisches denken, esprit d'analyse, analytical mindset, critical thinking, analytisch, analytische fähigkeiten, capacidad analítica, esprit analytique, analytisches denkvermögen
Time management = zeitmanagement, gestion du temps, manage your own time, meeting deadlines, prioritisation, prioritise, prioritize, meet deadlines, tight deadlines, gestión del tiempo, manage time, prioritizing, prioritising, deadlines, manage your time, prioritization
Organisation = organisational skills, organizational skills, organised, organized, organisationstalent, organisationsfähigkeit, sens de l'organisation, well organised, highly organised, strukturierte arbeitsweise, well organized, highly organized, rigueur, organisationsgeschick, organisé, organisée, organisatorische fähigkeiten, capacidad de organización, organisationstalent, strukturiert
Attention to detail = detail oriented, eye for detail, sorgfalt, sorgfältig, attentive to detail, detail focused, accuracy, accurate, genauigkeit, attention au détail, atención al detalle, detailorientiert, meticulous, sorgfältige arbeitsweise, genaue arbeitsweise, attention to details, sorgfältige, minutie, minutieux, precise working, gewissenhaft
Adaptability = flexible attitude, flexibility, flexibel, anpassungsfähigkeit, adaptable, flexibilität, adaptabilité, flexible approach, capacité d'adaptation, adaptabilidad, flexibilidad
Leadership = leadership skills, führungskompetenz, führungsqualitäten, liderazgo, führungsstärke
Self-motivation = self starter, selbstständiges arbeiten, eigeninitiative, proactive, autonomie, work independently, working independently, self motivated, initiative, motivated, selbständig, selbstständig, proaktiv, autonome, proactivity, selbstständige arbeitsweise, autonomy, proactividad, eigenverantwortlich, work autonomously, independently, eigenverantwortliches, self-starter, independent working, eigenverantwortliche arbeitsweise, self-directed
Reliability = reliable, zuverlässig, zuverlässigkeit, punctual, punctuality, dependable, fiabilité, ponctualité, pünktlichkeit, pünktlich, ponctuel, work ethic, puntualidad, verantwortungsbewusst, verantwortungsbewusstsein
Working under pressure = stress resistance, belastbarkeit, work under pressure, resilience, belastbar, résistance au stress, calm under pressure, resilient, stressresistent, fast paced environment, fast-paced, stay calm, busy environment, high pressure, gestion du stress, resistencia al estrés
Creativity = creative, creative thinking, kreativität, créativité, creatividad, kreativ
Empathy = compassion, compassionate, empathisch, einfühlungsvermögen, empathie, empathetic, empatía, caring attitude, empathische
Multitasking = multi tasking, multi-task, multitask, polyvalence, polyvalent, polyvalente
Decision making = decision-making, entscheidungsfähigkeit, sound judgement, sound judgment
Conflict resolution = conflict management, de-escalation, konfliktlösung, deescalation, deeskalation
Willingness to learn = eager to learn, lernbereitschaft, quick learner, fast learner, keen to learn, curious, curiosity, desire to learn, learn quickly, lernbereit, wissbegierig, curiosité, willing to learn, eagerness to learn
Friendly manner = friendly, friendliness, freundlich, freundliches auftreten, positive attitude, gepflegtes erscheinungsbild, approachable, polite, amabilidad, souriant, sympathisches auftreten, sicheres auftreten, enthusiastic, enthusiasm, warm and friendly
Physical fitness = physically fit, körperlich belastbar, good physical condition, körperliche fitness, körperliche belastbarkeit, bonne condition physique, stamina, stand for long periods, on your feet, buena condición física, physically able
Confidentiality = discretion, diskretion, confidential information, discrétion, verschwiegenheit, discreet
Numeracy = numerate, zahlenverständnis, good with numbers, numerical skills, zahlenaffinität, numeracy skills
Intercultural skills = interkulturelle kompetenz, cultural awareness, cultural sensitivity
~ Electrical installation, Electrical maintenance, Electrical testing
~ Electrical fault finding, Electrical maintenance, Electrical testing
~ Plumbing, Heating systems, Gas fitting, HVAC
~ Carpentry, Flooring, Roofing
~ Bricklaying, Plastering, Tiling, Concrete work
~ Painting and decorating, Plastering
~ CNC machining, Turning, Milling, Machine setup
~ CNC machining, Machine operation
~ Welding, Metal fabrication
~ Machine operation, Production work, Assembly
~ Preventive maintenance, Mechanical maintenance, Electrical maintenance
~ Hydraulics, Pneumatics
~ PLC programming, SCADA, Motor control, Robotics
~ AutoCAD, Revit, SolidWorks, Mechanical CAD
~ Building automation, HVAC
~ Quality control, Quality management
~ Solar PV installation, EV charger installation, Electrical installation
~ Site management, Project management
~ HPLC, Analytical chemistry
~ PCR, Molecular biology, Western blot, Cell culture
~ GMP, GLP
~ Laboratory techniques, Sample preparation
~ Laboratory diagnostics, Laboratory techniques
~ Handyman repairs, Mechanical maintenance
~ Mechatronics, Electrical maintenance, Mechanical maintenance
~ Automotive repair, Mechanical maintenance
~ Leadership, People management
`
