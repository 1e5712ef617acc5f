/** Words that carry a sentence of this kind and say nothing of the job. */
const words = `
i i'm i’m im am we want wants would like love to looking look search searching seeking seek find finding need for a an the some any
something anything anywhere job jobs role roles position positions vacancy vacancies opportunity opportunities post posts work working as at in on of with
and or but also only just preferably ideally preferred maybe perhaps ok okay fine please my me is be are that which this it
central greater downtown inner near from within based around either both than then mainly mostly if possible so least minimum min max maximum pay salary paid paying hire hours
would should be not nicht fully purely pure
mich uns ich suche suchen sucht möchte will würde gerne gern am liebsten eine einen einem einer ein als im in an bei mit und oder aber nur auch
stelle stellen arbeit arbeiten anstellung beschäftigung position bitte nach der die das den dem des für auf von vom zum zur aus um raum bevorzugt
vorzugsweise idealerweise möglichst wenn möglich gehalt lohn verdienst jahresgehalt monatlich
je j'aimerais cherche recherche un une des poste postes emploi emplois travail travailler comme en à a de du dans et ou mais seulement le la les
pour avec si sur chez salaire
busco buscar quiero quisiera un una unos empleo ser trabajo puesto puestos trabajar como de en y e o u pero solo sólo para con el la los del al sueldo salario
cerco cercare vorrei lavoro lavorare posto come di del nel a da per ma solo anche stipendio
procuro busco quero emprego trabalho vaga como um uma em e ou mas para com salário no na
ik zoek wil graag een baan werk werken als in en of met voor het de bij salaris`

const fillers = new Set(words.split(/\s+/).filter((word) => word !== ''))

export function isFiller(word: string): boolean {
  return (
    fillers.has(word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')) ||
    !/[\p{L}\p{N}]/u.test(word)
  )
}

/** "Marketing roles", "Stellen": what stands before them is what somebody looks for. */
export const SOUGHT =
  /^(?:jobs?|roles?|positions?|vacanc(?:y|ies)|stellen?|postes?|emplois?|puestos?|empleos?)$/i

/** "Work as", "arbeiten als": what follows is what somebody looks for. */
export const AS = /^(?:as|als|comme|como|come)$/i

export const CONJUNCTION = /^(?:or|nor|and|oder|und|noch|ou|ni|et|y|e|o|u|né|nem|en|of|&|\/)$/i
