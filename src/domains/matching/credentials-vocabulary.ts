/**
 * Licences and certificates by their spellings: `id | spelling, spelling > what it includes`. A `^` makes a
 * spelling case-sensitive. Vehicle classes follow Directive 2006/126/EC and 49 CFR 383.
 */
export const credentialVocabulary = `
# licence
cdl a | class a cdl, cdl class a, cdl-a, cdl a, class a commercial driver's license > cdl, driving
cdl | commercial driver's license, commercial drivers license, commercial driver license, ^CDL, class b cdl, cdl class b, valid cdl > driving
driving c+e | class 1 licence, category c+e, cat c+e, ^C+E, ^CE, lkw führerschein klasse ce, führerschein klasse ce, führerschein ce, führerscheinklasse ce, klasse ce, klasse c/ce, permis ce, permis ec, permis super lourd, carnet c+e, hgv class 1, lgv class 1, class 1 hgv, category ce, permiso c+e, fahrerlaubnis ce, führerschein der klasse ce, cat ce, licence c+e, hgv c+e, lgv c+e, fahrerlaubnis klasse ce, c+e licence, c+e entitlement > driving c, driving b, driving
driving c | class c licence, class c license, category c, cat c, hgv licence, hgv class 2, lgv licence, class 2 licence, führerschein klasse c, führerschein c, permis c, carnet c, hgv class 2 licence, lkw führerschein, permis poids lourd, class 2 hgv, führerscheinklasse c, klasse c, fahrerlaubnis klasse c, lgv c > driving b, driving
driving d | pcv licence, category d, führerschein klasse d, permis d, bus licence, class d licence > driving b, driving
driving b | class b licence, class b license, category b, cat b, führerschein klasse b, führerschein b, permis b, carnet b, führerscheinklasse b, klasse b, carnet de conducir b, permis de conduire b, fahrerlaubnis klasse b, b driving licence, führerschein der klasse b, category b licence, pkw führerschein, class b driving licence, class b driver's licence, carné b > driving
driving | driving licence, driving license, driver's licence, driver's license, drivers license, drivers licence, driver licence, driver license, führerschein, permis de conduire, carnet de conducir, permiso de conducir, fahrerlaubnis, full uk licence, full licence, uk driving licence, clean licence, manual licence, patente di guida, rijbewijs, permis de conducere, full uk driving licence, full driving licence, clean driving licence, clean driving record, valid licence, permis
reach truck licence | reach licence, reach truck certificate, reach truck license, reach truck ticket > forklift licence
counterbalance licence | counterbalance forklift licence, counterbalance license, counterbalance truck licence, counterbalance forklift license, counterbalance certificate > forklift licence
forklift licence | forklift ticket, forklift license, forklift truck licence, flt licence, staplerschein, gabelstaplerschein, caces, forklift certificate, forklift certification, forklift certified, carnet de carretillero, gabelstaplerführerschein, caces 1, caces 3, caces 5, flurförderzeugschein, forklift operator certification, rtitb, itssar, carnet carretillero, flurfördermittelschein, forklift operator licence, certified forklift operator
nmc registration | nmc registration, nmc pin, nmc registered, registered nurse with the nmc, registered with the nmc, nmc, nmc pin number, nmc registered nurse > nursing registration
state nursing licence | rn licence, rn license, registered nurse license, nursing license, current rn licensure, state nursing license, nursing licensure, active rn license, compact rn license, nclex, nclex-rn, compact license > nursing registration
examined nurse | staatlich anerkannte pflegefachkraft, staatlich examinierte, examen als gesundheits- und krankenpfleger, examinierte pflegefachkraft, berufsurkunde, pflegefachfrau/-mann, ausbildung zur pflegefachkraft > nursing registration
diplôme d'état infirmier | diplôme d'état infirmier, diplôme d'état d'infirmier, inscription à l'ordre, infirmier diplômé d'état, ide diplômé > nursing registration
nursing registration | registered nurse licence, nursing licence, nurse registration, registered nurse, ^RN, colegiación, ahpra, nmbi, nurse licence
practical nurse licence | lpn license, lvn license, lpn licence
medical licence | approbation, gmc registration, medical license, gmc registered, licence to practise medicine
pharmacist registration | gphc registration, pharmacist license
hcpc registration | hcpc registered, hcpc, registered with the hcpc
physiotherapist licence | physical therapist license, state physical therapy license
qualified teacher status | qualified teacher status, ^QTS, qts status, pgce, qts > teaching licence
state teaching licence | teaching license, state teaching certificate, state teaching license, state certification as a teacher, teaching credential, state certified teacher, state teacher certification > teaching licence
staatsexamen | 2. staatsexamen, zweites staatsexamen, staatsexamen, lehrbefähigung, lehramt, lehramtsstudium > teaching licence
capes | capes, crpe, agrégation > teaching licence
teaching licence | teaching certificate, teacher certification, teaching certification, certified teacher, teacher licence, teaching qualification, habilitación docente, qualified teacher
state electrical licence | electrical license, journeyman license, state electrical license, journeyman electrician license, electrician's license, electrician license, master electrician license, licensed journeyman, electrical contractor license > electrician licence
electrician licence | licensed electrician, electrical licence, elektrofachkraft, journeyman electrician licence, a grade licence, carnet de instalador, qualified electrician
gas safe registration | gas safe, gas safe registered, gas safe engineer
security licence | sia licence, sia license, sia door supervisor, sachkundeprüfung 34a, § 34a, 34a, sia badge, carte professionnelle, guard card
solicitor admission | qualified solicitor, admitted to the bar, bar admission, licensed attorney, member of the bar, law licence, law license, zweites juristisches staatsexamen, admission to the bar, volljurist, solicitor qualified, practising certificate, admitted solicitor
real estate licence | real estate license, realtor license
alcohol licence | personal licence, responsible service of alcohol, ^RSA, personal licence holder, alcohol server permit, tips certified
pesticide licence | pa1, pa6, certiphyto, sachkundenachweis pflanzenschutz
hauling hazmat endorsement | hazmat endorsement, tanker endorsement, ^HazMat
cosmetology licence | cosmetology license, meisterbrief friseur
# certificate
driver cpc | cpc card, valid cpc, cpc qualification, current cpc, driver certificate of professional competence, ^DCPC, berufskraftfahrerqualifikation, fimo, fco, modul 95, modules 95, berufskraftfahrer-qualifikation, schlüsselzahl 95, code 95, kennziffer 95, fcos, dqc, driver qualification card, bkf module, module 95, ^BKF
digital tachograph card | tacho card, digi card, fahrerkarte, tachograph card, digital tacho card, digi tacho card, carte conducteur, digital tachograph driver card, driver card, digitacho, tarjeta de tacógrafo
adr certificate | adr licence, adr schein, adr certified, adr card, adr bescheinigung, adr-schein, adr training certificate, gefahrgutschein, adr qualification, ^ADR
crane certificate | kranschein, crane licence, slinger signaller, cpcs, npors
ipaf card | ipaf, pasma, ipaf licence, ipaf pal card
cscs card | cscs, cscs card, site safety card
ecs card | ecs gold card, jib gold card, ecs card, jib card, jib graded, ecs/jib card, jib approved, ecs/jib gold card, jib/ecs gold card, ecs jib card
18th edition certificate | 18th edition, 18th edition wiring regulations, bs7671 18th edition, bs 7671 18th edition, city & guilds 2382, 2382, 18th edition qualification
inspection and testing certificate | 2391, c&g 2391, city & guilds 2391, 2394/2395, city and guilds 2391, inspection and testing qualification, 2391-52
osha card | osha 10, osha 30, osha 10-hour, osha 30-hour, osha-10, osha-30
electrical authorisation | habilitation électrique, habilitations électriques, schaltberechtigung, habilitation br, b2v br
welding certificate | certified welder, coded welder, schweißerprüfung, schweißerschein, schweißerpass, aws d1.1, en iso 9606, welding certification, welder certification, qualification soudeur, coded welding, iso 9606-1, schweißerprüfungen
basic life support certificate | bls certification, bls certified, bls certificate, cpr certified, cpr certification, ^BLS, bls/cpr, current bls, aha bls, basic life support certification, cpr/bls, bls provider, basic life support (bls), cpr certificate, bls card
advanced life support certificate | acls certification, acls certified, ^ACLS, advanced cardiac life support, als certificate, advanced life support certification, acls certificate, acls provider, als provider > basic life support certificate
paediatric life support certificate | pals certification, pals certified, ^PALS, paediatric first aid, pediatric first aid certificate, pals certificate
critical care certificate | ccrn, ccrn certification, fachweiterbildung intensivpflege, fachweiterbildung anästhesie und intensivpflege, fachweiterbildung intensivpflege und anästhesie, critical care certification, fachweiterbildung intensiv, fachweiterbildung für intensivpflege, fachweiterbildung
emergency nursing certificate | cen certification, tncc
practice supervisor certificate | praxisanleiter, praxisanleiterin, practice assessor, mentorship qualification, praxisanleitung, weiterbildung zum praxisanleiter
nursing assistant certificate | cna certification, cna certificate, care certificate, nvq level 2 in health and social care, nvq level 3 in health and social care, pflegebasiskurs, level 2 health and social care, cna license, state cna certification, §43b, betreuungskraft nach §43b, nvq 2 in health and social care, level 3 diploma in adult care, nvq health and social care
first aid certificate | first aid certified, first aid qualification, erste-hilfe-schein, first aid certification, emergency first aid at work, psc1, first aid at work certificate, ersthelferschein, ^SST, first aid training, paediatric first aid certificate, pediatric first aid, brevet de secourisme, erste-hilfe-kurs
food hygiene certificate | food hygiene level 2, level 2 food hygiene, level 2 food safety, food handler card, food handler certificate, food safety certificate, servsafe, servsafe certified, haccp certificate, gesundheitszeugnis, belehrung nach § 43 ifsg, level 3 food safety, level 3 food hygiene, haccp certification, food handlers card, food safety certification, attestation haccp, formation haccp, infektionsschutzbelehrung, carnet de manipulador de alimentos, level 2 food hygiene certificate, servsafe certification, food protection certificate, food hygiene certification, food handler's card, rote karte, belehrung nach infektionsschutzgesetz, food safety level 2, food safety level 3, food hygiene level 3, level 2 food safety and hygiene, food manager certification, gesundheitspass, certificat haccp, certified food protection manager
wine certificate | wset level 2, wset level 3, certified sommelier, wset
background check | dbs check, enhanced dbs, enhanced dbs check, dbs certificate, führungszeugnis, polizeiliches führungszeugnis, erweitertes führungszeugnis, background check, criminal record check, casier judiciaire, police clearance, certificado de antecedentes, working with children check, background screening, garda vetting, dbs clearance, dbs, casier judiciaire vierge, pvg membership, pvg, erweitertes polizeiliches führungszeugnis, fingerprint clearance, delitos de naturaleza sexual
security clearance | sc clearance, dv clearance, secret clearance, top secret clearance, security clearance, ü2, sc cleared, bpss, active secret, ts/sci, sicherheitsüberprüfung
cpa | ^CPA, certified public accountant, cpa license
chartered accountant | ^ACA, ^ACCA, acca qualified, aca qualified, chartered accountant, ^CIMA, acca, cima, aca, expert-comptable, wirtschaftsprüferexamen, fully qualified accountant, acca/cima, acca or cima, qualified accountant, ccab, aca/acca/cima, aca/acca, dscg, ca qualified, chartered accountancy
accounting technician | ^AAT, aat qualified, aat level 3, aat level 4, aat, aat qualification, aat part qualified, aat level 2, aat certified
bilanzbuchhalter certificate | bilanzbuchhalter ihk, weiterbildung zum bilanzbuchhalter, geprüfter bilanzbuchhalter, bilanzbuchhalter (ihk), bilanzbuchhalterprüfung, international certified bilanzbuchhalter
tax advisor exam | steuerberaterexamen, ^CTA, att qualified, enrolled agent, steuerberaterprüfung
cfa | ^CFA, cfa charterholder, chartered financial analyst
internal auditor certificate | ^CIA, certified internal auditor, ^CISA
payroll certificate | cipp, ^CPP, fundamental payroll certification
xero certificate | xero certified, xero advisor certified, xero certification, quickbooks certified, quickbooks proadvisor, quickbooks certification
hr certificate | ^CIPD, cipd, shrm-cp, ^PHR, ^SPHR, cipd level 5, cipd qualified, shrm, cipd level 3
pmp | ^PMP, pmp certification, project management professional, pmp certified, capm
prince2 certificate | prince2 practitioner, prince2 foundation, prince2 certified, prince2 certification
scrum certificate | certified scrum master, ^CSM, ^PSM, scrum certification, professional scrum master, certified scrummaster, ^CSPO
itil certificate | itil foundation, itil certified, itil certification, itil v4, itil 4
six sigma certificate | six sigma green belt, six sigma black belt, lean six sigma green belt, green belt certification
aws certificate | aws certified, aws certification, aws solutions architect certification, aws certifications, aws certified solutions architect, aws certified developer
azure certificate | azure certified, azure certification, az-104, az-900, microsoft certified azure, azure administrator associate, az-305, azure fundamentals
google cloud certificate | gcp certification, google cloud certified, google cloud certification
kubernetes certificate | ^CKA, ^CKAD, certified kubernetes administrator, cka certification, cks
cloud certificate | cloud certification, cloud certifications, a cloud certification
cisco certificate | ccna, ccnp, cisco certified, ccie
comptia certificate | comptia a+, comptia network+, comptia security+, security+, comptia, a+ certification, network+
cissp | cissp, cism, cissp certification
ethical hacking certificate | oscp, ^CEH
microsoft certificate | mcsa, mcse, microsoft certified, ms-900, microsoft office specialist
istqb | istqb, istqb certified, istqb foundation, istqb certification
google ads certificate | google ads certified, google ads certification, google analytics certified, google analytics certification, google ads certificate, google analytics certificate, google certified, meta blueprint, meta certified
hubspot certificate | hubspot certification, hubspot certified, hubspot inbound certification
salesforce certificate | salesforce certified, salesforce administrator certification, salesforce certification
tefl certificate | tefl certified, celta certificate, tefl certificate, celta, delta certificate, tesol certificate, tefl certification, tesol certification, celta qualified, tefl/celta, celta or equivalent
sen certificate | senco qualification, national sencos award, orton-gillingham
early years qualification | level 3 early years, nvq level 3 childcare, cache level 3, early childhood education certificate, eyfs qualification, level 3 childcare, cap petite enfance, level 3 early years educator, child development associate, staatlich anerkannte erzieherin, staatlich anerkannter erzieher, staatlich anerkannte/r erzieher/in, cap aepe
lifeguard certificate | lifeguard certification, nplq, rettungsschwimmer, rettungsschwimmabzeichen, bnssa
personal trainer certificate | level 3 personal trainer, nasm certified, ace certified, rep's level 3
gmp certificate | gmp training, gmp certification
radiation certificate | strahlenschutz, radiation protection certificate, fachkunde strahlenschutz
safety certificate | nebosh, iosh, iosh managing safely, nebosh general certificate, smsts, sssts, csp certification, nebosh certificate, fachkraft für arbeitssicherheit, sicherheitsfachkraft, ^VCA, ^SCC, cqt
phlebotomy certificate | phlebotomy certification, certified phlebotomist
medical assistant certificate | cma certification, rma certification
moving and handling certificate | manual handling certificate, moving and handling training, manual handling training
safeguarding certificate | safeguarding level 2, safeguarding training, safeguarding level 3, designated safeguarding lead
iso auditor certificate | iso 9001 lead auditor, lead auditor
trainer aptitude | ausbildereignung, ada schein, aevo, ausbilderschein, ausbildereignungsprüfung, ausbildereignungsschein, ada-schein
veterinary nurse registration | rcvs registered, rvn
pv certificate | solar certification, nabcep, mcs certified, mcs accreditation, mcs certification
ev certificate | ev charging installation certificate, city & guilds 2919, 2919, level 3 ev charging, 2921
knx certificate | knx certified, knx partner, knx zertifizierung, knx zertifikat, knx certification
refrigeration certificate | f-gas, f gas, epa 608, kälteschein, epa 608 certification, f-gas certificate, attestation fluides frigorigènes, f-gas certification
`
