import { stem, isGrammar } from './words.ts'
import { tokenize } from './tokens.ts'

/** Words of postings and résumés of any trade: sharing one of them says next to nothing. English, German, French, Spanish. */
const everywhere = `
job jobs career vacancy position employer employee employment company organisation organization business firm team teams people person
colleague staff member members group client clients customer customers service services product products project projects
work worker working time full part day days daily week weekly month monthly hour hours shift weekend holiday annual salary pay wage bonus
benefit benefits pension leave insurance competitive package opportunity growth grow develop development training train support
help ensure provide deliver manage management manager lead leader leading senior junior assistant assist responsible responsibility
role duties task tasks join apply application send cv résumé resume contact email phone call please welcome offer looking seek seeking
someone person passion passionate motivated friendly reliable flexible flexibility communication communicate written verbal spoken
detail attention ability independent independently independent problem solving solve quality high standard standards best improve
improvement process processes plan planning planned organise organised coordinate report reporting reports maintain make made take
keep start build built use used using help enjoy like love want come get give show see know learn feel free good better great well
success successful result results goal goals target culture value values diverse diversity inclusion equal status race religion gender
age disability veteran background policy policies office site home remote hybrid location based area local national international world
global city town region state country uk us usa england ireland germany france spain own across key main current currently present
since until to-date including include various different range several multiple many much more most least minimum maximum first second
third one two three four five six seven eight nine ten set up every around together long short small large big busy fast growing
valid required require essential desirable able must would have been being right available availability immediate permanent temporary
contract fixed term career english language level qualification qualified certificate degree school college university professional
environment industry sector field safety safe health system systems information data document documents meet meeting issue issues
need needs order change paid complete completed completing comparable commercial various professional previous recent proven hands direct
general kind capacity setting after before several similar someone somebody proven least over under new year years old young ready what who how us our
arbeit arbeiten arbeitszeit aufgabe aufgaben mitarbeiter mitarbeitende kollegen unternehmen firma stelle bewerbung bewerben bewerber
profil bieten angebot urlaub gehalt vollzeit teilzeit unbefristet standort ort team teamfähigkeit teamfähig zuverlässig zuverlässigkeit
selbstständig selbständig sorgfältig flexibel flexibilität motiviert engagiert freundlich kunden kunde qualität leitung leiten
unterstützung unterstützen mitarbeit durchführung durchführen erstellung erstellen planung planen sicherstellen sicherstellung
verantwortung verantwortlich zusammenarbeit tätigkeit tätigkeiten ausbildung abgeschlossene berufsausbildung vergleichbar vergleichbare
deutsch deutschkenntnisse englisch sprache wort schrift schicht schichten heute seit mindestens monat woche tag tage stunden
weiterbildung fortbildung betrieb betriebliche altersvorsorge jung junges freuen unterlagen kontakt
travail travailler entreprise société poste mission missions équipe équipes collaborateur candidature salaire contrat cdi cdd temps
plein partiel profil recherché recherche recherchons assurer participer gérer gestion suivi qualité clients client responsable rigueur
rigoureux autonome autonomie dynamique sérieux motivé formation diplôme niveau bac français anglais horaires jours semaine mois an ans
service services
empresa empleo puesto trabajo trabajar equipo equipos funciones requisitos ofrece ofrecemos contrato indefinido salario jornada
completa incorporación incorporar valorará responsable responsabilidad gestión control cliente clientes calidad formación titulación
nivel inglés español francés disponibilidad experiencia mínima años horas lunes viernes zona ciudad actualidad`

/** Words that several trades share: they say a little. */
const frequent = `
operate operation operations operator operational technical technician specialist expert coordinator supervisor supervise engineer engineering
design designer test testing analysis analyst analyse review monitor record records equipment tool tools machine machines material materials
production manufacturing maintenance install installation repair inspect inspection check checks control controls procedure procedures
program programme software digital web online platform application technology computer file files database schedule budget cost costs
sales sell market marketing account accounts finance financial payment order orders stock delivery deliver transport driving drive driver licence license
vehicle car care patient patients child children student students school class food kitchen cleaning clean security legal law
medical clinical hospital nurse building construction electrical mechanical project public community social consultant consulting advise advice
assess assessment prepare preparation draft drawing drawings lift lifting load night nights rota weekend weekends handover incident
incidents complaint complaints visitor visitors board boards stakeholder stakeholders risk compliance regulation regulations audit
research strategy strategic event events media content brand campaign supplier suppliers purchase team-leader mentor
maschine maschinen anlage anlagen technik technische technischen technischer prüfung prüfen kontrolle bedienung bedienen fertigung produktion
wartung montage lager werkzeug dokumentation dokumentieren führerschein beratung betreuung
matériel production contrôle technique entretien sécurité commande commandes préparation permis conduire véhicule
producción mantenimiento técnico técnica seguridad obra obras proyecto proyectos planificación seguimiento carné conducir vehículo`

/** Romance gender and plural, and the person behind a trade: "ingeniera" meets "ingeniero", "pharmacist" "pharmacy". */
export function root(norm: string): string {
  const short = stem(norm)
  if (short.length < 4) return short
  const plain = short.replace(/(?:ist|ic|ian|ical|o|a|e)$/, '')
  return plain.length >= 3 ? plain : short
}

const EVERYWHERE = 0.12
const FREQUENT = 0.4

const weights = new Map<string, number>()
for (const { norm } of tokenize(frequent)) weights.set(root(norm), FREQUENT)
for (const { norm } of tokenize(everywhere)) weights.set(root(norm), EVERYWHERE)

/** How much it says that two texts share this root: 1, less for what is found everywhere. */
export function rarity(of: string): number {
  return weights.get(of) ?? 1
}

/** Roots of the words that carry meaning, with how often each occurs. */
export function countRoots(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { norm } of tokenize(text)) {
    if (norm.length < 2 || isGrammar(norm) || /^\d+$/.test(norm)) continue
    const key = root(norm)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
