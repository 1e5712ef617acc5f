/** Words that name an occupation by themselves, beside those that the readers of postings know by their shape. */
const words = `
acheteur acheteuse administrateur agriculteur agricultrice aiguilleur aktuar alicatador ambulancier analista
andamista anwalt anwältin apothekerin archivar ascensoriste asistente assistenz asst attendant audioprothésiste
auditeur auditrice augenoptiker ausbilder ausbilderin auszubildende auszubildender auxiliaire auxiliar ayudante
babysitter banker barber barkeeper barmaid barman bauzeichner bauzeichnerin bdr beamter beamtin betreuer
betreuerin bibliotecaria bibliotecario bibliothekar bibliothekarin bibliothécaire bijoutier biostatistician
bookbinder bosun brickie bta buchhalter buchhalterin camionero captain cariste carreleur carretillero chargé
chargée charpentier chauffagiste chemiker chemikerin childminder chippie chippy chiropractor choreographer cna
coffreur collector comercial composer conservator contrôleur contrôleuse conveyancer counsel couvreur craftsman
creator cristalero cta cuidador cuidadora custodian deckhand decolleteur decorator delineante dentalhygieniker
dentalhygienikerin dessinateur dessinatrice detektiv dietician dietista dietitian directeur directrice diseñador
diseñadora dishwasher dispenser diététicien diététicienne docente dozent dozentin drafter draftsman draughtsman
dreher dryliner drywaller développeuse educador educadora educator einkäufer einkäuferin einrichter electricista
emt encargada encargado encofrador ergothérapeute erzieherin esthéticienne fabricator fachangestellte
fachangestellter fachinformatiker fachinformatikerin farmacéutica farmacéutico farmhand fellow ferrailleur
finisher fisioterapeuta fleischer fleuriste fliesenleger florist florista fluglotse foreman forewoman forwarder
fraiseur fresador fräser förster försterin gardien gardienne gestionnaire glaser glassblower goldschmied
goldsmith graphiste greenkeeper groom groomer groundskeeper géologue géomètre handyman hca headhunter higienista
horloger hygiéniste hôte hôtesse hörakustiker immobilienmakler imprimeur improver ingegnere ingeniera ingeniero
ingenieurin ingénieure innenarchitekt inspector installateur instandhalter jardinera jardinero jungkoch
kalkulator kassierer kassiererin kellner kellnerin keramiker kinésithérapeute kommissionierer konditor
konditorin konstrukteur konstrukteurin kosmetiker kosmetikerin kundenbetreuer küchenchef küchenchefin
küchenhilfe laborant laborantin lackierer ladendetektiv layer leader lifeguard livreur livreuse logistiker
logistikerin logopeda lpn magasinier marin marketer master mate matrona matrose maurer mechatroniker
mechatronikerin mecánica mecánico mediengestalter mediengestalterin mfa miller millwright moniteur monitrice
mozo mtla mtra musicien musicienne musiker musikerin mécanicien mécanicienne métreur negotiator notaire notary
notfallsanitäter odontólogo opticien opticienne optiker opérateur opératrice orthophoniste osteopath pa pair
paketzusteller panadera panadero paraprofessional parkettleger partner peluquera peluquero personalreferent peón
pharmacien pharmacienne pintor pipefitter plaquiste plongeur plâtrier podologue policier policière policía
polier polsterer pompier postdoc potter pressesprecher pressesprecherin printer programmierer programmiererin
prothésiste protésico préparateur préparatrice pta pâtissier pâtissière rda rdh recepcionista rechtsanwalt
rechtsanwältin reinigungskraft repartidor replenisher restaurator rettungssanitäter rn runner réceptionniste
rédacteur rédactrice sanitäter schädlingsbekämpfer sdet sdr seaman seamstress secrétaire sekretär sekretärin
senco servant shopfitter signaller sister skipper softwarearchitekt solador solarteur soldador soldadora
sonographer sourcer sozialpädagoge sozialpädagogin stagehand statiker stonemason stuckateur supporter surgeon
surveillant surveillante tapissier techador technicien technicienne teleoperador teleoperadora terapeuta
tierarzt toolmaker topógrafa topógrafo tornero tourneur traducteur traductor traductora traductrice travailleur
travailleuse turner téléconseiller upholsterer usineur vendedor vendedora vermesser vertriebler videographer
vigilante vitrier vétérinaire waitress watchmaker werkschutz yesero zahnarzt zerspaner zfa zollbeamter zookeeper
zusteller ärztin échafaudeur économiste éducateur éducatrice élagueur électricien électricienne óptico`

const occupations = new Set(words.split(/\s+/).filter((word) => word !== ''))
/** What a German compound ends in: "Softwarearchitekt", "Finanzbuchhalter". */
const ends = [...occupations].filter((word) => word.length >= 6)

function isOccupation(word: string): boolean {
  return occupations.has(word) || ends.some((end) => word.length >= end.length + 3 && word.endsWith(end))
}

/** Whether one of the words, in the singular or plural, names an occupation. */
export function namesOccupation(text: string): boolean {
  return [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].some(
    ([word]) =>
      isOccupation(word) || (word.length > 4 && isOccupation(word.replace(/(?:s|n|en|innen)$/, ''))),
  )
}
